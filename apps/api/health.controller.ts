import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Health, Runtime } from '../../libs/runtime/index.js';
import { Open } from './http/open.js';
import { RUNTIME } from './runtime.token.js';

/** For load balancers and container engines: alive, and ready to take requests. */
@Controller('health')
export class HealthController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Open('A load balancer has no key, and learns nothing but whether to send requests here.')
  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Open('As above.')
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.runtime.health();
    void reply.status(health.status === 'ok' ? 200 : 503);
    return health;
  }
}
