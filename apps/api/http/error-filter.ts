import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Explain } from '../errors.js';
import { refusalOfHttp, statusOf } from './refusal.js';

/** Whatever goes wrong outside GraphQL is answered in GraphQL's form: `{ errors: [{ message, extensions }] }`. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(
    private readonly explain: Explain,
    private readonly bodySizeMaxBytes: number,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // GraphQL reports its errors itself, each at its place in the answer.
    if (host.getType() !== 'http') throw error;
    const explained = this.explain(refusalOfHttp(error, this.bodySizeMaxBytes) ?? error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(statusOf(explained.extensions.code)).send({ errors: [explained] });
  }
}
