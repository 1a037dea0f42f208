import { Body, Controller, HttpCode, Inject, Post, Req, type RawBodyRequest } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  readInteraction,
  readSlashCommand,
  rejectChannel,
  type SlackMessage,
} from '../../../libs/channels/index.js';
import type { Runtime } from '../../../libs/runtime/index.js';
import { Open } from '../http/open.js';
import { RUNTIME } from '../runtime.token.js';
import { verifySignature, type UsedSignatures } from './signature.js';

const BECAUSE = 'Slack carries no key: it signs its requests.';

/** Where the Slack app posts slash commands, shortcuts and buttons. */
@Controller('slack')
export class SlackController {
  private readonly used: UsedSignatures = new Map();

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post('commands')
  @HttpCode(200)
  @Open(BECAUSE)
  async command(
    @Req() request: RawBodyRequest<FastifyRequest>,
    @Body() form: unknown,
  ): Promise<SlackMessage | undefined> {
    this.requireSlack(request);
    if (isCheck(form)) return undefined;
    return this.runtime.slack.command(readSlashCommand(form));
  }

  @Post('interactions')
  @HttpCode(200)
  @Open(BECAUSE)
  async interaction(@Req() request: RawBodyRequest<FastifyRequest>, @Body() form: unknown): Promise<void> {
    this.requireSlack(request);
    if (isCheck(form)) return;
    await this.runtime.slack.interaction(readInteraction(form));
  }

  private requireSlack({ headers, rawBody }: RawBodyRequest<FastifyRequest>): void {
    const { environment, clock } = this.runtime;
    const secret = environment.SLACK_SIGNING_SECRET;
    if (secret === undefined) {
      throw rejectChannel('SLACK_NOT_CONFIGURED', {
        message: 'This Talekeeper is not connected to Slack.',
        remedy: 'Set SLACK_SIGNING_SECRET and start it again.',
      });
    }
    const [timestamp, signature] = [headers['x-slack-request-timestamp'], headers['x-slack-signature']];
    const signed = { timestamp: one(timestamp), signature: one(signature), body: rawBody ?? Buffer.of() };
    verifySignature(secret, signed, clock.now(), this.used);
  }
}

/** Slack tries the certificate of an address with `ssl_check=1` from time to time. */
const isCheck = (form: unknown) => (form as { ssl_check?: unknown } | undefined)?.ssl_check === '1';

const one = (header: string | string[] | undefined) => (typeof header === 'string' ? header : undefined);
