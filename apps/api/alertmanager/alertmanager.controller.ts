import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { requireRole } from '../../../libs/identity/index.js';
import type { AlertsTaken, Runtime } from '../../../libs/runtime/index.js';
import { RUNTIME } from '../runtime.token.js';

/** Where Alertmanager posts its notifications, with an API key of the role `reporter`. */
@Controller('alertmanager')
export class AlertmanagerController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Post()
  @HttpCode(200)
  take(@Req() { principal }: FastifyRequest, @Body() notification: unknown): Promise<AlertsTaken> {
    requireRole(principal, 'reporter', 'POST /alertmanager');
    const { alerts, ids } = this.runtime;
    return alerts.take(notification, { actor: principal.actor, correlationId: ids.next() });
  }
}
