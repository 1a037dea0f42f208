import { createHmac, timingSafeEqual } from 'node:crypto';
import { rejectChannel } from '../../../libs/channels/index.js';

/** A request whose timestamp is further from now than this is refused, as Slack advises. */
const AGE_MAX_S = 300;

export interface SignedRequest {
  /** `X-Slack-Request-Timestamp`, in seconds. */
  readonly timestamp: string | undefined;
  /** `X-Slack-Signature`. */
  readonly signature: string | undefined;
  /** The body as it came, byte for byte. */
  readonly body: Uint8Array;
}

/** Signatures that have been used, for as long as their timestamps are accepted. */
export type UsedSignatures = Map<string, number>;

/**
 * Proves that Slack made a request, and that it is made for the first time: `v0=` and the HMAC-SHA256 of
 * `v0:TIMESTAMP:BODY` under the app's signing secret, in hexadecimal. Source: Slack's "Verifying requests from Slack".
 * Throws SLACK_REQUEST_TOO_OLD, SLACK_SIGNATURE_INVALID or SLACK_REQUEST_REPLAYED.
 */
export function verifySignature(
  secret: string,
  { timestamp = '', signature = '', body }: SignedRequest,
  now: Date,
  used: UsedSignatures,
): void {
  const nowS = now.getTime() / 1000;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(nowS - Number(timestamp)) > AGE_MAX_S) {
    throw rejectChannel('SLACK_REQUEST_TOO_OLD', {
      message: `The timestamp of the request is missing, or more than ${AGE_MAX_S} s from now.`,
      field: 'X-Slack-Request-Timestamp',
      remedy: 'Have the clock of this machine set by NTP.',
    });
  }
  const expected = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  const [given, wanted] = [Buffer.from(signature), Buffer.from(expected)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw rejectChannel('SLACK_SIGNATURE_INVALID', {
      message: 'The signature of the request is not that of the Slack app.',
      field: 'X-Slack-Signature',
      remedy: "Set SLACK_SIGNING_SECRET to the signing secret of the app's basic information.",
    });
  }
  for (const [old, atS] of used) if (nowS - atS > AGE_MAX_S) used.delete(old);
  if (used.has(expected)) {
    throw rejectChannel('SLACK_REQUEST_REPLAYED', {
      message: 'This request has been made before.',
      field: 'X-Slack-Signature',
      remedy: 'Repeat it in Slack itself.',
    });
  }
  used.set(expected, Number(timestamp));
}
