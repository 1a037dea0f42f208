import { YogaDriver } from '@graphql-yoga/nestjs';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { Runtime, Service } from '../../../libs/runtime/index.js';
import type { Explain } from '../errors.js';
import { serveLive } from './live-server.js';

/** Yoga's driver, which lets the subscriptions use the server that it makes. */
@Injectable()
export class Driver extends YogaDriver<'fastify'> {
  get server() {
    return this.yoga;
  }
}

/** Serves the subscriptions on the server of the API, from its start to its end. */
export class LiveBootstrap implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private service: Service | undefined;

  constructor(
    private readonly modules: ModuleRef,
    private readonly host: HttpAdapterHost,
    private readonly runtime: Runtime,
    private readonly explain: Explain,
  ) {}

  onApplicationBootstrap(): void {
    const driver = this.modules.get(GraphQLModule, { strict: false }).graphQlAdapter as Driver;
    const { runtime, explain } = this;
    const { server: yoga } = driver;
    this.service = serveLive({
      server: this.host.httpAdapter.getHttpServer() as never,
      path: yoga.graphqlEndpoint,
      yoga,
      runtime,
      explain,
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.service?.close();
  }
}
