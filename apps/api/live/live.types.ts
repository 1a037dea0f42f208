import { Field, ID, ObjectType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { describedEnum } from '../described-enum.js';
import { Incident } from '../incident/incident.types.js';
import { SymptomReport } from '../report/report.types.js';

export const QueueChange = describedEnum<'entered' | 'left'>(
  'QueueChange',
  'What happened to a report and the queue of uncategorised reports.',
  {
    entered: 'No incident explains it, so it waits for an operator now.',
    left: 'It was recognised, judged or closed, and waits no more.',
  },
);

const sequenceField = {
  description: 'Place in the log. Subscribe again with `after` set to it, and nothing is missed.',
};

@ObjectType({ description: 'A report got an answer.' })
export class SymptomReportMatched {
  @Field(() => GraphQLSafeInt, sequenceField)
  sequence!: number;
  @Field(() => Date, { description: 'When it was answered.' })
  at!: Date;
  @Field(() => SymptomReport, { description: 'The report as it is now, its newest answer included.' })
  symptomReport!: SymptomReport;
  readonly id!: string;
}

@ObjectType({ description: 'An incident changed.' })
export class IncidentChanged {
  @Field(() => GraphQLSafeInt, sequenceField)
  sequence!: number;
  @Field(() => Date, { description: 'When it changed.' })
  at!: Date;
  @Field({ description: 'What happened, such as `IncidentPublished`.' })
  type!: string;
  @Field({ description: 'Who did it.' })
  actor!: string;
  @Field(() => Incident, { description: 'The incident as it is now.' })
  incident!: Incident;
  readonly id!: string;
}

@ObjectType({ description: 'A report entered or left the queue of uncategorised reports.' })
export class UncategorisedQueueChanged {
  @Field(() => GraphQLSafeInt, sequenceField)
  sequence!: number;
  @Field(() => Date, { description: 'When it did.' })
  at!: Date;
  @Field(() => QueueChange, { description: 'Which of the two.' })
  change!: string;
  @Field(() => SymptomReport, { description: 'The report as it is now.' })
  symptomReport!: SymptomReport;
  readonly id!: string;
}

export const subjectArgument = (description: string) => ({ type: () => ID, nullable: true, description });
