import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import type { Caller, ReportSnapshot, Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { carryOut, inputOr } from '../mutation/carry-out.js';
import type { MutationInput } from '../mutation/mutation.types.js';
import { RUNTIME } from '../runtime.token.js';
import { withoutNulls } from '../without-nulls.js';
import { presentReport } from './present-report.js';
import { CloseSymptomReportInput, JudgeMatchInput, SymptomReportPayload } from './report-change.types.js';
import { SymptomReportInput } from './report.types.js';
import { requireWait, WAIT_MAX_MS } from './wait.js';

const deprecated = { nullable: true, deprecationReason: 'Use `input`.' };
const oldId = { ...deprecated, type: () => ID, description: 'The report.' };
const oldSlug = { ...deprecated, type: () => ID, description: 'The incident.' };
const oldReason = { ...deprecated, type: () => String, description: 'Why; kept in the history.' };

@Resolver()
export class SymptomReportMutations {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reporter')
  @Mutation(() => SymptomReportPayload, {
    description:
      'Files a report; a background job matches it at once. Repeated, it gives the first report as it is by then.',
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
    const { reports, outcomes } = this.runtime;
    const { clientMutationId, ...filing } = withoutNulls(input);
    const filed = await carryOut<ReportSnapshot>(this.runtime, context, 'fileSymptomReport', input, {
      run: (caller) => reports.file({ ...filing }, caller),
      note: ({ id }) => ({ id }),
      recall: ({ id }) => reports.get(id as string),
    });
    const isAnswered = filed.outcome !== null || waitMs === 0;
    const report = isAnswered ? filed : await outcomes.wait(filed.id, waitMs);
    return { clientMutationId, symptomReport: presentReport(report) };
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that this is the incident: a match that the report lists, or any published incident.',
  })
  confirmMatch(
    @Args('input', { type: () => JudgeMatchInput, nullable: true, description: 'Which match.' })
    given: JudgeMatchInput | null,
    @Args('reportId', oldId) reportId: string | null,
    @Args('slug', oldSlug) slug: string | null,
    @Args('reason', oldReason) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    const input = inputOr(given, { reportId, slug, reason }, ['reportId', 'slug']);
    return this.#change('confirmMatch', input, context, (caller) =>
      this.runtime.reports.confirm(input.reportId, input.slug, input.reason ?? undefined, caller),
    );
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that this match is not the incident; the pair does not come back by itself.',
  })
  rejectMatch(
    @Args('input', { type: () => JudgeMatchInput, nullable: true, description: 'Which match.' })
    given: JudgeMatchInput | null,
    @Args('reportId', oldId) reportId: string | null,
    @Args('slug', oldSlug) slug: string | null,
    @Args('reason', oldReason) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    const input = inputOr(given, { reportId, slug, reason }, ['reportId', 'slug']);
    return this.#change('rejectMatch', input, context, (caller) =>
      this.runtime.reports.reject(input.reportId, input.slug, input.reason ?? undefined, caller),
    );
  }

  @Requires('operator')
  @Mutation(() => SymptomReportPayload, {
    description: 'Says that nothing more is to be done about a report.',
  })
  closeSymptomReport(
    @Args('input', { type: () => CloseSymptomReportInput, nullable: true, description: 'Which report.' })
    given: CloseSymptomReportInput | null,
    @Args('reportId', oldId) reportId: string | null,
    @Args('reason', { ...oldReason, description: 'What became of it.' }) reason: string | null,
    @Context() context: RequestContext,
  ): Promise<SymptomReportPayload> {
    const input = inputOr(given, { reportId, reason }, ['reportId', 'reason']);
    return this.#change('closeSymptomReport', input, context, (caller) =>
      this.runtime.reports.close(input.reportId, input.reason, caller),
    );
  }

  async #change(
    operation: string,
    input: MutationInput,
    context: RequestContext,
    run: (caller: Caller) => Promise<ReportSnapshot>,
  ): Promise<SymptomReportPayload> {
    const report = await carryOut<ReportSnapshot>(this.runtime, context, operation, input, {
      run,
      note: ({ id, version }) => ({ id, version }),
      recall: ({ id, version }) => this.runtime.reports.at(id as string, version as number),
    });
    return { clientMutationId: input.clientMutationId, symptomReport: presentReport(report) };
  }
}
