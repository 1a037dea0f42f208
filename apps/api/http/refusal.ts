import { HttpException } from '@nestjs/common';
import { Rejection } from '../../../libs/kernel/index.js';
import { reject } from './rejections.js';

/** HTTP statuses of the codes that do not mean 400. */
const STATUSES: Readonly<Record<string, number>> = {
  CREDENTIALS_MISSING: 401,
  CREDENTIALS_INVALID: 401,
  CREDENTIALS_EXPIRED: 401,
  CREDENTIALS_REVOKED: 401,
  SLACK_SIGNATURE_INVALID: 401,
  SLACK_REQUEST_TOO_OLD: 401,
  SLACK_REQUEST_REPLAYED: 401,
  PERMISSION_DENIED: 403,
  ROUTE_NOT_FOUND: 404,
  API_KEY_NOT_FOUND: 404,
  GROUP_NOT_FOUND: 404,
  INCIDENT_NOT_FOUND: 404,
  JOB_NOT_FOUND: 404,
  MATCH_NOT_FOUND: 404,
  REPORT_NOT_FOUND: 404,
  API_KEY_ALREADY_EXISTS: 409,
  CONCURRENT_CHANGE: 409,
  IDEMPOTENCY_KEY_REUSED: 409,
  INCIDENT_ALREADY_EXISTS: 409,
  INCIDENT_NOT_CURRENT: 409,
  REPORT_CLOSED: 409,
  BODY_TOO_LARGE: 413,
  REPORT_TOO_LARGE: 413,
  RATE_LIMITED: 429,
  MEDIA_TYPE_UNSUPPORTED: 415,
  INTERNAL_ERROR: 500,
  IDENTITY_PROVIDER_UNREACHABLE: 503,
  SLACK_NOT_CONFIGURED: 503,
};

/** The HTTP status that goes with a code, where an answer has one of its own. */
export const statusOf = (code: string): number => STATUSES[code] ?? 400;

/** What HTTP's own errors mean, as a rejection; undefined for what is no fault of the caller. */
export function refusalOfHttp(error: unknown, bodySizeMaxBytes: number): Rejection | undefined {
  if (error instanceof Rejection) return error;
  const { status, code, message } = httpError(error);
  if (status === 404) {
    return reject('ROUTE_NOT_FOUND', {
      message: 'There is nothing at this address.',
      remedy: 'See the README.',
    });
  }
  if (status === 413) {
    return reject('BODY_TOO_LARGE', {
      message: `The body of a request may have ${bodySizeMaxBytes} bytes; this one has more.`,
      remedy: 'Send less at a time.',
    });
  }
  if (status === 415) return mediaTypeUnsupported();
  if (NO_JSON.includes(code)) {
    return reject('BODY_NOT_JSON', {
      message: 'The body of the request is not JSON.',
      remedy: 'Send valid JSON.',
    });
  }
  if (status < 400 || status >= 500) return undefined;
  return reject('REQUEST_INVALID', { message, remedy: 'Correct the request.' });
}

export const mediaTypeUnsupported = () =>
  reject('MEDIA_TYPE_UNSUPPORTED', {
    message: 'The content type of the request is not one that is read here.',
    field: 'Content-Type',
    remedy: 'Send JSON as `application/json`.',
  });

/** Fastify's codes for a body that should be JSON. */
const NO_JSON = ['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY'];

function httpError(error: unknown): { status: number; code: string; message: string } {
  // Nest puts Fastify's errors into its own, which have no code.
  const { code = '' } = ((error as Error).cause ?? error) as { code?: string };
  if (error instanceof HttpException) return { status: error.getStatus(), code, message: error.message };
  const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
  return { status: statusCode, code, message };
}
