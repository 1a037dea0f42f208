import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type {
  IncidentStatus as Status,
  RootCauseCategory as Category,
} from '../../../libs/incident/index.js';
import { describedEnum } from '../described-enum.js';
import { Node } from '../relay/node.js';
import { FactValue } from '../scalars.js';

export const IncidentStatus = describedEnum<Status>(
  'IncidentStatus',
  'Life of a record: submitted, then published, at last superseded or retired.',
  {
    submitted: 'A draft, which no report is matched against.',
    published: 'Reviewed; reports are matched against it.',
    superseded: 'Another incident has taken its place.',
    retired: 'It no longer applies.',
  },
);
export const Resolution = describedEnum<'resolved' | 'mitigated' | 'open'>(
  'Resolution',
  'Whether the cause is gone, its effect is contained, or neither.',
  { resolved: 'The cause is gone.', mitigated: 'Its effect is contained.', open: 'Neither.' },
);
export const RootCauseCategory = describedEnum<Category>('RootCauseCategory', 'What kind of cause it is.', {
  configuration: 'A setting was wrong.',
  'software-defect': 'A program did not do what it is meant to do.',
  hardware: 'A part broke or misbehaved.',
  capacity: 'There was not enough of something.',
  design: 'It was built as planned, and the plan was wrong.',
  interaction: 'Parts that are right by themselves did not go together.',
  operation: 'Somebody did something that had this effect.',
});

// The parts of a record have the same shape on the way in and on the way out, and so each is declared once.

@InputType('EnvironmentInput', { description: 'Where an incident was seen.' })
@ObjectType({ description: 'Where an incident was seen.' })
export class Environment {
  @Field(() => [String], { description: 'Releases on which it was seen.', defaultValue: [] })
  releases!: string[];
  @Field(() => [String], { description: 'What about the deployment matters.', defaultValue: [] })
  deployment!: string[];
}

@InputType('SymptomInput', { description: 'Something that is observed.' })
@ObjectType({ description: 'Something that is observed.' })
export class Symptom {
  @Field(() => ID, { description: 'Unique within the incident.' })
  id!: string;
  @Field({ description: "The observation in an operator's words." })
  statement!: string;
}

@InputType('ExclusionInput', { description: 'An observation that speaks against an incident.' })
@ObjectType({ description: 'An observation that speaks against an incident.' })
export class Exclusion {
  @Field(() => ID, { description: 'Unique within the incident.' })
  id!: string;
  @Field({ description: 'The observation.' })
  statement!: string;
}

@InputType('SignatureInput', { description: 'A log line that gives an incident away.' })
@ObjectType({ description: 'A log line that gives an incident away.' })
export class Signature {
  @Field(() => ID, { description: 'Unique within the incident.' })
  id!: string;
  @Field({ description: 'What the line reports; spellings by several vendors share this name.' })
  event!: string;
  @Field({ description: 'Product whose spelling this is.' })
  vendor!: string;
  @Field({ description: 'Regular expression in RE2 syntax, searched for anywhere in a line.' })
  pattern!: string;
  @Field({ description: 'A line that the pattern must match.' })
  example!: string;
  @Field({ description: 'A similar line that it must not match.' })
  counterExample!: string;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the line gives the incident away by itself; false if it has other causes as well. Left out, a line does whose event no other incident declares.',
  })
  telling?: boolean;
}

@InputType('FactInput', { description: 'A named value or range of values.' })
@ObjectType({ description: 'A named value or range of values.' })
export class Fact {
  @Field({ description: 'What is measured or configured.' })
  name!: string;
  @Field(() => FactValue, { nullable: true, description: 'The value, where there is one and not a range.' })
  value?: number | string | boolean;
  @Field(() => Float, { nullable: true, description: 'Smallest value, included.' })
  min?: number;
  @Field(() => Float, { nullable: true, description: 'Largest value, included.' })
  max?: number;
  @Field(() => String, { nullable: true, description: 'Unit of value, min and max.' })
  unit?: string;
}

@InputType('RootCauseInput', { description: 'Why it happened.' })
@ObjectType({ description: 'Why it happened.' })
export class RootCause {
  @Field({ description: 'The cause in one or two sentences.' })
  statement!: string;
  @Field({ description: 'How the cause brings the symptoms about.' })
  mechanism!: string;
  @Field(() => RootCauseCategory, { description: 'What kind of cause it is.' })
  category!: string;
}

@InputType('IneffectiveRemedyInput', { description: 'Something that was tried in vain.' })
@ObjectType({ description: 'Something that was tried in vain.' })
export class IneffectiveRemedy {
  @Field({ description: 'What was tried.' })
  remedy!: string;
  @Field({ description: 'What came of it, and why it does not help.' })
  outcome!: string;
}

@InputType('DiagnosisCheckInput', { description: 'A check that tells this incident from others.' })
@ObjectType({ description: 'A check that tells this incident from others.' })
export class DiagnosisCheck {
  @Field(() => ID, { description: 'Unique within the incident.' })
  id!: string;
  @Field({ description: 'What to do or to run.' })
  instruction!: string;
  @Field({ description: 'What one sees when this incident is the cause, and what otherwise.' })
  expectation!: string;
}

@InputType('ReferenceInput', { description: 'A link to more.' })
@ObjectType({ description: 'A link to more.' })
export class Reference {
  @Field({ description: 'What the link leads to.' })
  title!: string;
  @Field({ description: 'Address, http or https.' })
  url!: string;
}

@InputType({ isAbstract: true })
@ObjectType('IncidentRecord', { description: 'What is known of an incident.' })
export class IncidentRecordType {
  @Field(() => ID, { description: 'Name of the incident in addresses and commands; never changes.' })
  slug!: string;
  @Field({ description: 'One line that names the incident.' })
  title!: string;
  @Field({ description: 'The story as it unfolded.', defaultValue: '' })
  narrative!: string;
  @Field(() => Environment, { nullable: true, description: 'Where it was seen.' })
  environment?: Environment;
  @Field(() => [String], { description: 'Parts involved, such as `nova-api`.', defaultValue: [] })
  components!: string[];
  @Field(() => [Symptom], { description: 'What is observed.', defaultValue: [] })
  symptoms!: Symptom[];
  @Field(() => [Signature], { description: 'Log lines that give it away.', defaultValue: [] })
  signatures!: Signature[];
  @Field(() => [String], {
    description: 'Console output and log lines as they were recorded.',
    defaultValue: [],
  })
  logExcerpts!: string[];
  @Field(() => [Fact], { description: 'Named values with units or ranges.', defaultValue: [] })
  facts!: Fact[];
  @Field(() => [Exclusion], { description: 'What speaks against it.', defaultValue: [] })
  exclusions!: Exclusion[];
  @Field(() => RootCause, { nullable: true, description: 'Why it happened, as far as it is known.' })
  rootCause?: RootCause;
  @Field(() => [String], { description: 'What else had to come together.', defaultValue: [] })
  contributingFactors!: string[];
  @Field(() => String, { nullable: true, description: 'What restores service without removing the cause.' })
  workaround?: string;
  @Field(() => String, { nullable: true, description: 'What removes the cause.' })
  permanentFix?: string;
  @Field(() => Resolution, { description: 'Whether the cause is gone.' })
  resolution!: string;
  @Field(() => [IneffectiveRemedy], { description: 'What was tried in vain.', defaultValue: [] })
  ineffectiveRemedies!: IneffectiveRemedy[];
  @Field(() => [DiagnosisCheck], { description: 'Checks that tell it from others.', defaultValue: [] })
  diagnosisChecks!: DiagnosisCheck[];
  @Field(() => [Reference], { description: 'Links to more.', defaultValue: [] })
  references!: Reference[];
  @Field(() => ID, { nullable: true, description: 'Simulation that reproduces the root cause.' })
  scenario?: string;
  @Field(() => [String], {
    description: 'Fields that a program suggested and nobody has reviewed yet.',
    defaultValue: [],
  })
  unreviewed!: string[];
}

@ObjectType({
  implements: () => [Node],
  description: 'An incident: its record, and where it stands in its life.',
})
export class Incident extends Node {
  readonly __typename!: 'Incident';
  @Field(() => ID, { description: 'Name of the incident in addresses and commands; never changes.' })
  slug!: string;
  @Field(() => IncidentStatus, { description: 'Where it stands in its life.' })
  status!: string;
  @Field(() => IncidentRecordType, { description: 'What is known of it.' })
  record!: IncidentRecordType;
  @Field(() => ID, {
    nullable: true,
    description: 'Slug of the incident that took its place; `successor` is the incident itself.',
  })
  supersededBy?: string | null;
  @Field(() => Int, { description: 'Number of changes so far.' })
  version!: number;
  @Field({ description: 'When it was submitted.' })
  submittedAt!: Date;
  @Field({ description: 'When it last changed.' })
  updatedAt!: Date;
}
