import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { pageRequest, type ListOrders, type Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { loadersOf } from '../loaders.js';
import { arrayPage, largestFirst } from '../relay/array-page.js';
import { connection } from '../relay/connection.js';
import { PageArgs, type Connection } from '../relay/page.types.js';
import { presentReport } from '../report/present-report.js';
import { SymptomReport } from '../report/report.types.js';
import { RUNTIME } from '../runtime.token.js';
import { carryOutById } from '../mutation/carry-out-by-id.js';
import {
  FailedJob,
  FailedJobConnection,
  JobCounts,
  ReadModelStatus,
  RetryFailedJobInput,
  RetryFailedJobPayload,
} from './jobs.types.js';

/** Beyond so many, only the newest failures are listed. */
const FAILURES_LISTED_MAX = 1_000;

const failureOrders: ListOrders<'failedAt'> = {
  key: { column: 'id', type: 'text' },
  orders: { failedAt: { column: 'failedAt', type: 'number' } },
};

@Resolver(() => FailedJob)
export class JobsResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => JobCounts, { description: 'How many background jobs there are.' })
  jobCounts(): Promise<JobCounts> {
    return this.runtime.queue.counts();
  }

  @Requires('operator')
  @Query(() => FailedJobConnection, { description: 'Jobs that were set aside, newest first.' })
  async jobFailures(@Args() args: PageArgs): Promise<Connection<FailedJob>> {
    const page = pageRequest(args, { field: 'failedAt', descending: true }, failureOrders);
    const failed = (await this.runtime.newestFailures(FAILURES_LISTED_MAX))
      .map((job) => ({ job, place: [String(job.failedAt?.getTime() ?? 0), job.id] as const }))
      .sort((a, b) => (largestFirst(a.place, b.place) ? -1 : 1));
    const found = arrayPage(failed, page, ({ place }) => place, largestFirst);
    return connection(found, page.orderBy.field, ({ job }) => job as FailedJob);
  }

  @Requires('operator')
  @Query(() => [FailedJob], {
    description: 'Jobs that were set aside, newest first.',
    deprecationReason: 'Use `jobFailures`, which comes in pages.',
  })
  failedJobs(
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many at most, from 1 to 100.' })
    first: number,
  ): Promise<FailedJob[]> {
    return this.runtime.failedJobs(first) as Promise<FailedJob[]>;
  }

  @Requires('reader')
  @Query(() => [ReadModelStatus], { description: 'How far the lists have followed the log.' })
  async readModels(): Promise<ReadModelStatus[]> {
    return (await this.runtime.projections.status()).filter(({ slot }) => slot === 'live');
  }

  @ResolveField(() => SymptomReport, { nullable: true, description: 'The report that it is to match.' })
  async symptomReport(
    @Parent() { payload }: FailedJob,
    @Context() context: RequestContext,
  ): Promise<SymptomReport | undefined> {
    const { reportId } = payload as { reportId?: string };
    const found = reportId && (await loadersOf(context, this.runtime).report(reportId, null));
    return found ? presentReport(found) : undefined;
  }

  @Requires('admin')
  @Mutation(() => RetryFailedJobPayload, {
    description: 'Puts a job that was set aside back into the queue.',
  })
  retryFailedJob(
    @Args('input', { description: 'Which job.' }) input: RetryFailedJobInput,
    @Context() context: RequestContext,
  ): Promise<RetryFailedJobPayload> {
    const retry = (id: string) => this.runtime.retryJob(id);
    return carryOutById(this.runtime, context, 'retryFailedJob', input, retry);
  }

  @Requires('admin')
  @Mutation(() => Boolean, {
    description: 'Puts a job that was set aside back into the queue.',
    deprecationReason: 'Use `retryFailedJob`.',
  })
  async retryJob(@Args('id', { type: () => ID, description: 'The job.' }) id: string): Promise<boolean> {
    await this.runtime.retryJob(id);
    return true;
  }
}
