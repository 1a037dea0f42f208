import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, Int, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import type { ReportSnapshot, Runtime } from '../../../libs/runtime/index.js';
import { callerOf, type RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import { presentReport } from './present-report.js';
import { SymptomReport, SymptomReportInput } from './report.types.js';
import { requireWait, WAIT_MAX_MS } from './wait.js';

@ObjectType({ description: 'The symptom report after a change.' })
class SymptomReportPayload {
  @Field(() => SymptomReport, { description: 'The report as it is now.' })
  symptomReport!: SymptomReport;
}

const idArgument = { type: () => ID, description: 'The report.' };
const slugArgument = { type: () => ID, description: 'The incident.' };
const reasonArgument = { type: () => String, nullable: true, description: 'Why; kept in the history.' };

@Resolver()
export class SymptomReportMutations {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reporter')
  @Mutation(() => SymptomReportPayload, {
    description: 'Files a report; a background job matches it at once.',
  })
  async fileSymptomReport(
    @Args('input', { description: 'What is observed.' }) input: SymptomReportInput,
    @Args('waitMs', {
      type: () => Int,
      defaultValue: 0,
      description: `Milliseconds to wait for the answer, at most ${WAIT_MAX_MS}; when they are over, \`outcome\` is null.`,
    })
    waitMs: number,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    requireWait(waitMs);
    const filed = await this.runtime.reports.file({ ...withoutNulls(input) }, callerOf(context));
    const isAnswered = filed.outcome !== null || waitMs === 0;
    return {
      symptomReport: presentReport(isAnswered ? filed : await this.runtime.outcomes.wait(filed.id, waitMs)),
    };
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, { description: 'Says that this is the incident.' })
  confirmMatch(
    @Args('reportId', idArgument) id: string,
    @Args('slug', slugArgument) slug: string,
    @Args('reason', reasonArgument) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    return payload(this.runtime.reports.confirm(id, slug, reason ?? undefined, callerOf(context)));
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that this is not the incident; the pair does not come back by itself.',
  })
  rejectMatch(
    @Args('reportId', idArgument) id: string,
    @Args('slug', slugArgument) slug: string,
    @Args('reason', reasonArgument) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    return payload(this.runtime.reports.reject(id, slug, reason ?? undefined, callerOf(context)));
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that nothing more is to be done about a report.',
  })
  closeSymptomReport(
    @Args('reportId', idArgument) id: string,
    @Args('reason', { type: () => String, description: 'What became of it.' }) reason: string,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    return payload(this.runtime.reports.close(id, reason, callerOf(context)));
  }
}

const payload = async (changed: Promise<ReportSnapshot>) => ({ symptomReport: presentReport(await changed) });
