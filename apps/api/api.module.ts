import { randomUUID } from 'node:crypto';
import { YogaDriver, type YogaDriverConfig } from '@graphql-yoga/nestjs';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule, type BuildSchemaOptions } from '@nestjs/graphql';
import type { Runtime } from '../../libs/runtime/index.js';
import { maskError } from './errors.js';
import { HealthController } from './health.controller.js';
import { defineRequires, RoleEnum } from './identity/requires.js';
import { IncidentResolver } from './incident/incident.resolver.js';
import { JobsResolver } from './jobs/jobs.resolver.js';
import { MatchResolver, SymptomReportResolver } from './report/report.resolver.js';
import { RUNTIME } from './runtime.token.js';
import { UncategorisedResolver } from './uncategorised/uncategorised.resolver.js';

/** All that the schema is made of. */
export const resolvers = [
  IncidentResolver,
  SymptomReportResolver,
  MatchResolver,
  UncategorisedResolver,
  JobsResolver,
];

export const schemaOptions: BuildSchemaOptions = { orphanedTypes: [RoleEnum] };

/** The API over a running Talekeeper. */
@Module({})
export class ApiModule {
  static over(runtime: Runtime): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        GraphQLModule.forRoot<YogaDriverConfig<'fastify'>>({
          driver: YogaDriver,
          path: '/graphql',
          autoSchemaFile: true,
          buildSchemaOptions: schemaOptions,
          transformSchema: defineRequires,
          sortSchema: true,
          graphiql: false,
          landingPage: false,
          maskedErrors: { maskError: maskError(runtime.logger, randomUUID) },
        }),
      ],
      controllers: [HealthController],
      providers: [{ provide: RUNTIME, useValue: runtime }, ...resolvers],
    };
  }
}
