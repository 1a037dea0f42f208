import { Inject } from '@nestjs/common';
import { Args, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Runtime } from '../../../libs/runtime/index.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';

@ObjectType({ description: 'A job that failed as often as it may, kept until it is retried.' })
class FailedJob {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
  @Field({ description: 'What kind of job it is.' })
  name!: string;
  @Field({ description: 'Why it failed the last time.' })
  reason!: string;
  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;
  @Field(() => Date, { nullable: true, description: 'When it failed the last time.' })
  failedAt?: Date | null | undefined;
}

@ObjectType({ description: 'How many background jobs there are.' })
class JobCounts {
  @Field(() => Int, { description: 'Ready to run.' })
  waiting!: number;
  @Field(() => Int, { description: 'Running.' })
  active!: number;
  @Field(() => Int, { description: 'Waiting for their next try.' })
  delayed!: number;
  @Field(() => Int, { description: 'Set aside after their last try.' })
  failed!: number;
}

@Resolver()
export class JobsResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => JobCounts, { description: 'How many background jobs there are.' })
  jobCounts(): Promise<JobCounts> {
    return this.runtime.queue.counts();
  }

  @Requires('operator')
  @Query(() => [FailedJob], { description: 'Jobs that were set aside, newest first.' })
  failedJobs(
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many at most, from 1 to 100.' })
    first: number,
  ): Promise<FailedJob[]> {
    return this.runtime.failedJobs(first);
  }

  @Requires('admin')
  @Mutation(() => Boolean, { description: 'Puts a job that was set aside back into the queue.' })
  async retryJob(@Args('id', { type: () => ID, description: 'The job.' }) id: string): Promise<boolean> {
    await this.runtime.retryJob(id);
    return true;
  }
}
