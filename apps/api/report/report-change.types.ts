import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { MutationInput, MutationPayload } from '../mutation/mutation.types.js';
import { SymptomReport } from './report.types.js';

@InputType({ description: 'What is said of a match.' })
export class JudgeMatchInput extends MutationInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string;
  @Field(() => ID, {
    description:
      'The incident: one that the report was matched with, or for `confirmMatch` any that is published.',
  })
  slug!: string;
  @Field(() => String, { nullable: true, description: 'Why; kept in the history.' })
  reason?: string | null;
}

@InputType({ description: 'Which report is done with.' })
export class CloseSymptomReportInput extends MutationInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string;
  @Field({ description: 'What became of it.' })
  reason!: string;
}

@ObjectType({ description: 'The symptom report after a change.' })
export class SymptomReportPayload extends MutationPayload {
  @Field(() => SymptomReport, { description: 'The report as the change left it.' })
  symptomReport!: SymptomReport;
}
