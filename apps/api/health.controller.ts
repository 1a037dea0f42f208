import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import type { Runtime } from '../../libs/runtime/index.js';
import { RUNTIME } from './runtime.token.js';

/** For load balancers and container engines: alive, and ready to take requests. */
@Controller('health')
export class HealthController {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready() {
    const health = await this.runtime.health();
    if (health.status === 'ok') return health;
    throw new ServiceUnavailableException(health);
  }
}
