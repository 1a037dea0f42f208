import type { YogaDriverConfig } from '@graphql-yoga/nestjs';
import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule, type BuildSchemaOptions } from '@nestjs/graphql';
import type { FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import type { Runtime } from '../../libs/runtime/index.js';
import { describeRoots } from './describe-roots.js';
import { AlertmanagerController } from './alertmanager/alertmanager.controller.js';
import { maskError, type Explain } from './errors.js';
import { GraphiqlController } from './graphiql/graphiql.controller.js';
import { HealthController } from './health.controller.js';
import type { RequestContext } from './context.js';
import { EventResolver } from './event/event.resolver.js';
import { enforceRoles } from './identity/enforce.js';
import { KeysResolver } from './identity/keys.resolver.js';
import { IncidentMutations } from './incident/incident.mutations.js';
import { IncidentResolver } from './incident/incident.resolver.js';
import { namesInputPaths } from './input-path.js';
import { JobsResolver } from './jobs/jobs.resolver.js';
import { nameInputFields } from './mutation/input-fields.js';
import { limitOperations } from './limits/limit-operations.js';
import { readPersistedOperations } from './limits/persisted-operations.js';
import { NodeResolver } from './relay/node.resolver.js';
import { MatchOutcomeResolver, MatchResolver } from './report/match.resolver.js';
import { SymptomReportMutations } from './report/report.mutations.js';
import { SymptomReportResolver } from './report/report.resolver.js';
import { McpController } from './mcp/mcp.controller.js';
import { Driver, LiveBootstrap } from './live/live-bootstrap.js';
import {
  IncidentChangedResolver,
  LiveResolver,
  SymptomReportMatchedResolver,
  UncategorisedQueueChangedResolver,
} from './live/live.resolver.js';
import { RUNTIME } from './runtime.token.js';
import { SlackController } from './slack/slack.controller.js';
import { UncategorisedResolver } from './uncategorised/uncategorised.resolver.js';
import { ScenarioResolver, SweepResolver } from './verification/scenario.resolver.js';
import { ProgressResolver, VerificationProgressedResolver } from './verification/progress.resolver.js';
import { VerificationResolver } from './verification/verification.resolver.js';

/** All that the schema is made of. */
export const resolvers = [
  NodeResolver,
  IncidentResolver,
  IncidentMutations,
  SymptomReportResolver,
  SymptomReportMutations,
  MatchOutcomeResolver,
  MatchResolver,
  EventResolver,
  UncategorisedResolver,
  JobsResolver,
  VerificationResolver,
  KeysResolver,
  ScenarioResolver,
  SweepResolver,
  LiveResolver,
  SymptomReportMatchedResolver,
  UncategorisedQueueChangedResolver,
  IncidentChangedResolver,
  ProgressResolver,
  VerificationProgressedResolver,
];

export const schemaOptions: BuildSchemaOptions = {
  scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
};

/** The schema with what Nest leaves out of it. */
export const finishSchema = (schema: GraphQLSchema): GraphQLSchema => nameInputFields(describeRoots(schema));

/** The API over a running Talekeeper. */
@Module({})
export class ApiModule {
  static over(runtime: Runtime, explain: Explain): DynamicModule {
    const { environment } = runtime;
    return {
      module: ApiModule,
      imports: [
        GraphQLModule.forRoot<YogaDriverConfig<'fastify'>>({
          driver: Driver,
          path: '/graphql',
          autoSchemaFile: true,
          buildSchemaOptions: schemaOptions,
          transformSchema: (schema) => enforceRoles(finishSchema(schema)),
          context: ({ req }: { req: FastifyRequest }): Pick<RequestContext, 'principal'> => ({
            principal: req.principal,
          }),
          // Browsers are answered before GraphQL is reached.
          cors: false,
          sortSchema: true,
          graphiql: false,
          landingPage: false,
          extraParamNames: ['documentId'],
          plugins: [
            namesInputPaths,
            limitOperations(environment, readPersistedOperations(environment.PERSISTED_OPERATIONS)),
          ],
          maskedErrors: { maskError: maskError(explain) },
        }),
      ],
      controllers: [
        HealthController,
        GraphiqlController,
        SlackController,
        AlertmanagerController,
        McpController,
      ],
      providers: [
        { provide: RUNTIME, useValue: runtime },
        {
          provide: LiveBootstrap,
          inject: [ModuleRef, HttpAdapterHost],
          useFactory: (modules: ModuleRef, host: HttpAdapterHost) =>
            new LiveBootstrap(modules, host, runtime, explain),
        },
        ...resolvers,
      ],
    };
  }
}
