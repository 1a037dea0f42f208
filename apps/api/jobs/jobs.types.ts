import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject, GraphQLSafeInt } from 'graphql-scalars';
import { MutationInput, MutationPayload } from '../mutation/mutation.types.js';
import { connectionType } from '../relay/page.types.js';

@ObjectType({ description: 'A job that failed as often as it may, kept until it is retried.' })
export class FailedJob {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
  @Field({ description: 'What kind of job it is.' })
  name!: string;
  @Field(() => GraphQLJSONObject, { description: 'What it is about: ids only.' })
  payload!: object;
  @Field({ description: 'Why it failed the last time.' })
  reason!: string;
  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;
  @Field(() => Date, { nullable: true, description: 'When it failed the last time.' })
  failedAt?: Date | null | undefined;
}

export const FailedJobConnection = connectionType(FailedJob, 'FailedJob', ['The job', 'failed jobs']);

@ObjectType({ description: 'How many background jobs there are.' })
export class JobCounts {
  @Field(() => Int, { description: 'Ready to run.' })
  waiting!: number;
  @Field(() => Int, { description: 'Running.' })
  active!: number;
  @Field(() => Int, { description: 'Waiting for their next try.' })
  delayed!: number;
  @Field(() => Int, { description: 'Set aside after their last try.' })
  failed!: number;
}

@ObjectType({ description: 'A list that is built from the log, and how far it has followed it.' })
export class ReadModelStatus {
  @Field(() => ID, { description: 'The read model.' })
  name!: string;
  @Field(() => Int, { description: 'Its version; a new one is built anew.' })
  version!: number;
  @Field(() => GraphQLSafeInt, { description: 'The last place in the log that it reflects.' })
  checkpoint!: number;
  @Field(() => GraphQLSafeInt, { description: 'By how many events it is behind the log.' })
  lag!: number;
  @Field(() => Int, { description: 'Incidents and reports that it could not take in.' })
  deadLetters!: number;
}

@InputType({ description: 'Which job is to be tried again.' })
export class RetryFailedJobInput extends MutationInput {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
}

@ObjectType({ description: 'The job that is in the queue again.' })
export class RetryFailedJobPayload extends MutationPayload {
  @Field(() => ID, { description: 'The job.' })
  id!: string;
}
