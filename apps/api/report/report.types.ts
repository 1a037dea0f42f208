import { createUnionType, Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type {
  Channel as ReportChannel,
  ReportStatus as Status,
  Verdict as VerdictName,
} from '../../../libs/report/index.js';
import { describedEnum } from '../described-enum.js';
import { Node } from '../relay/node.js';
import { FactValue } from '../scalars.js';

export const ReportStatus = describedEnum<Status>(
  'ReportStatus',
  'Life of a report: filed, matched, confirmed or rejected by an operator, closed.',
  {
    filed: 'It waits for its answer.',
    matched: 'The matcher has answered.',
    confirmed: 'An operator said which incident it is.',
    rejected: 'An operator said that a match is wrong; it is matched again.',
    closed: 'Nothing more is to be done about it.',
  },
);
export const Channel = describedEnum<ReportChannel>('Channel', 'The way by which a report came in.', {
  dashboard: 'A dashboard.',
  chatbot: 'A chatbot.',
  operator: 'An operator, by the API.',
  'command-line': 'An operator, on the command line.',
  monitoring: 'A monitoring system, such as Alertmanager.',
});
export const Verdict = describedEnum<VerdictName>('Verdict', 'What to make of the matches of a report.', {
  KNOWN: 'Act on the first match.',
  AMBIGUOUS: 'Several fit, or the report tells of two incidents.',
  UNKNOWN: 'None fits well enough to say so.',
});

@InputType('StatedFactInput', { description: 'A value that was measured or looked up.' })
@ObjectType({ description: 'A value that was measured or looked up.' })
export class StatedFact {
  @Field({ description: 'What was measured or looked up.' })
  name!: string;
  @Field(() => FactValue, { description: 'What it was.' })
  value!: number | string | boolean;
  @Field(() => String, { nullable: true, description: 'Unit of the value.' })
  unit?: string;
}

@InputType({ isAbstract: true })
abstract class ObservationInput {
  @Field({ description: "The observation in the reporter's words.", defaultValue: '' })
  text!: string;
  @Field(() => [String], { description: 'Pasted log lines, one entry a line.', defaultValue: [] })
  logLines!: string[];
  @Field(() => [StatedFact], { description: 'Values that were measured or looked up.', defaultValue: [] })
  facts!: StatedFact[];
  @Field(() => String, { nullable: true, description: 'Component at which it is observed.' })
  component?: string;
  @Field(() => String, { nullable: true, description: 'Release that runs there.' })
  release?: string;
}

@InputType({ description: 'What is observed; words, log lines or both.' })
export class LookupSymptomsInput extends ObservationInput {
  @Field(() => Int, { description: 'How many matches at most, from 1 to 20.', defaultValue: 5 })
  first!: number;
}

@InputType({ description: 'What is observed; words, log lines or both.' })
export class SymptomReportInput extends ObservationInput {
  @Field(() => String, { nullable: true, description: 'Who observed it.' })
  reportedBy?: string;
  @Field(() => Channel, { description: 'The way by which the report comes in.', defaultValue: 'operator' })
  channel!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Repeating a report under the same key gives the first one instead of a second, whoever repeats it.',
    deprecationReason: 'Use `clientMutationId`.',
  })
  idempotencyKey?: string;
  @Field(() => String, { nullable: true, description: 'Your name for this change; see the other inputs.' })
  clientMutationId?: string | null;
}

@ObjectType({ description: 'A word of the report: `text.slice(start, end)`, in UTF-16 units.' })
export class MatchedWord {
  @Field({ description: 'The word as it stands there.' })
  word!: string;
  @Field(() => Int, { description: 'Where it begins.' })
  start!: number;
  @Field(() => Int, { description: 'Where it ends, excluded.' })
  end!: number;
}

@ObjectType({ description: 'A known symptom that the report describes.' })
export class SymptomEvidence {
  @Field(() => ID, { description: 'The symptom within the incident.' })
  symptomId!: string;
  @Field({ description: 'The symptom as the incident states it.' })
  statement!: string;
  @Field(() => [MatchedWord], { description: 'The words that say so.' })
  words!: MatchedWord[];
}

@ObjectType({ description: 'Words that the report shares with another part of the incident.' })
export class WordsEvidence {
  @Field({ description: 'The part: `title`, `narrative` or `components`.' })
  field!: string;
  @Field(() => [MatchedWord], { description: 'The words.' })
  words!: MatchedWord[];
}

@ObjectType({ description: 'A log line that a signature of the incident matches.' })
export class SignatureEvidence {
  @Field(() => ID, { description: 'The signature within the incident.' })
  signatureId!: string;
  @Field({ description: 'What the line reports.' })
  event!: string;
  @Field({ description: 'Product whose spelling it is.' })
  vendor!: string;
  @Field(() => Int, {
    description: 'Index into the log lines of the report; -1: the line stands in the text.',
  })
  lineIndex!: number;
  @Field({ description: 'The line, cut to 500 characters.' })
  line!: string;
}

@ObjectType({ description: 'A stated value that agrees with the incident.' })
export class FactEvidence {
  @Field({ description: 'What was measured.' })
  name!: string;
  @Field({ description: 'What the report says.' })
  stated!: string;
  @Field({ description: 'What the incident says.' })
  expected!: string;
}

@ObjectType({ description: 'A component that both name.' })
export class ComponentEvidence {
  @Field({ description: 'The component.' })
  component!: string;
}

@ObjectType({ description: 'A release that both name.' })
export class ReleaseEvidence {
  @Field({ description: 'The release.' })
  release!: string;
}

@ObjectType({ description: 'A log line that is like one that was recorded of the incident.' })
export class LogEvidence {
  @Field(() => Int, {
    description: 'Index into the log lines of the report; -1: the line stands in the text.',
  })
  lineIndex!: number;
  @Field({ description: 'The line, cut to 500 characters.' })
  line!: string;
  @Field({ description: 'The recorded line, cut likewise.' })
  excerpt!: string;
}

@ObjectType({ description: 'What operators said of other matches with the incident; it speaks for it.' })
export class HistoryEvidence {
  @Field(() => Int, { description: 'How often they confirmed one.' })
  confirmed!: number;
  @Field(() => Int, { description: 'How often they rejected one.' })
  rejected!: number;
}

const evidenceTypes = {
  symptom: SymptomEvidence,
  words: WordsEvidence,
  signature: SignatureEvidence,
  fact: FactEvidence,
  component: ComponentEvidence,
  release: ReleaseEvidence,
  log: LogEvidence,
  history: HistoryEvidence,
};

export const Evidence = createUnionType({
  name: 'Evidence',
  description: 'Something that speaks for an incident.',
  types: () => Object.values(evidenceTypes) as [typeof SymptomEvidence],
  resolveType: ({ kind }: { kind: keyof typeof evidenceTypes }) => evidenceTypes[kind],
});

@ObjectType({ description: 'An observation in the report that speaks against the incident.' })
export class ExclusionContradiction {
  @Field(() => ID, { description: 'The exclusion within the incident.' })
  exclusionId!: string;
  @Field({ description: 'The exclusion as the incident states it.' })
  statement!: string;
  @Field(() => [MatchedWord], { description: 'The words that say so.' })
  words!: MatchedWord[];
}

@ObjectType({ description: 'A stated value that disagrees with the incident.' })
export class FactContradiction {
  @Field({ description: 'What was measured.' })
  name!: string;
  @Field({ description: 'What the report says.' })
  stated!: string;
  @Field({ description: 'What the incident says.' })
  expected!: string;
}

@ObjectType({ description: 'What operators said of other matches with the incident; it speaks against it.' })
export class HistoryContradiction {
  @Field(() => Int, { description: 'How often they confirmed one.' })
  confirmed!: number;
  @Field(() => Int, { description: 'How often they rejected one.' })
  rejected!: number;
}

const contradictionTypes = {
  exclusion: ExclusionContradiction,
  fact: FactContradiction,
  history: HistoryContradiction,
};

export const Contradiction = createUnionType({
  name: 'Contradiction',
  description: 'Something that speaks against an incident.',
  types: () => Object.values(contradictionTypes) as [typeof ExclusionContradiction],
  resolveType: ({ kind }: { kind: keyof typeof contradictionTypes }) => contradictionTypes[kind],
});

@ObjectType({ description: 'A known incident that the report looks like.' })
export class Match {
  @Field(() => ID, { description: 'The incident.' })
  slug!: string;
  @Field({ description: 'Its title.' })
  title!: string;
  @Field(() => Float, { description: 'How likely it is that this is the incident, from 0 to 1.' })
  confidence!: number;
  @Field(() => [Evidence], { description: 'What speaks for it, strongest first.' })
  evidence!: unknown[];
  @Field(() => [Contradiction], { description: 'What speaks against it.' })
  contradictions!: unknown[];
}

@ObjectType({ description: 'A check that tells the two best matches apart.' })
export class CheckStep {
  @Field(() => ID, { description: 'The incident whose check it is: the best match.' })
  slug!: string;
  @Field(() => ID, { description: 'The incident that it is told from: the second match.' })
  rival!: string;
  @Field(() => ID, { description: 'The check within the incident.' })
  checkId!: string;
  @Field({ description: 'What to do or to run.' })
  instruction!: string;
  @Field({ description: 'What one sees when the best match is the cause, and what otherwise.' })
  expectation!: string;
}

export const ObservationSource = describedEnum<'symptom' | 'signature'>(
  'ObservationSource',
  'What kind of observation it is.',
  { symptom: 'Something that one sees.', signature: 'A log line.' },
);

@ObjectType({ description: 'Something to look for that the report does not tell.' })
export class ObservationStep {
  @Field(() => ID, { description: 'The incident that would show it.' })
  slug!: string;
  @Field(() => ObservationSource, { description: 'Whether it is a symptom or a log line.' })
  source!: string;
  @Field(() => ID, { description: 'The symptom or the signature within the incident.' })
  id!: string;
  @Field({ description: 'The symptom as the incident states it, or an example of the log line.' })
  statement!: string;
}

const nextStepTypes = { check: CheckStep, observation: ObservationStep };

export const NextStep = createUnionType({
  name: 'NextStep',
  description: 'What to find out next, because it would change the verdict most.',
  types: () => Object.values(nextStepTypes) as [typeof CheckStep],
  resolveType: ({ kind }: { kind: keyof typeof nextStepTypes }) => nextStepTypes[kind],
});

@ObjectType({ description: 'What the matcher answered.' })
export class MatchOutcome {
  @Field(() => Verdict, { description: 'What to make of the matches.' })
  verdict!: string;
  @Field(() => [Match], { description: 'The incidents that come into question, best first.' })
  matches!: Match[];
  @Field(() => NextStep, {
    nullable: true,
    description: 'What to find out next, unless the verdict is KNOWN.',
  })
  nextStep?: unknown;
  @Field({ description: 'Name and version of the matcher.' })
  matcherVersion!: string;
  @Field(() => Int, {
    description: 'Place in the log up to which the known incidents were taken into account.',
  })
  knowledgeVersion!: number;
}

@ObjectType({ implements: () => [Node], description: 'What somebody observed, and what became of it.' })
export class SymptomReport extends Node {
  readonly __typename!: 'SymptomReport';
  @Field(() => ReportStatus, { description: 'Where it stands in its life.' })
  status!: string;
  @Field({ description: "The observation in the reporter's words." })
  text!: string;
  @Field(() => [String], { description: 'Pasted log lines.' })
  logLines!: string[];
  @Field(() => [StatedFact], { description: 'Values that were measured or looked up.' })
  facts!: StatedFact[];
  @Field(() => String, { nullable: true, description: 'Component at which it is observed.' })
  component?: string | null;
  @Field(() => String, { nullable: true, description: 'Release that runs there.' })
  release?: string | null;
  @Field(() => String, { nullable: true, description: 'Who observed it.' })
  reportedBy?: string | null;
  @Field(() => Channel, { description: 'The way by which it came in.' })
  channel!: string;
  @Field(() => MatchOutcome, {
    nullable: true,
    description: 'The newest answer; null until the job has run.',
  })
  outcome?: MatchOutcome | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'Slug of the incident that an operator confirmed; `confirmedIncident` is the incident itself.',
  })
  confirmed?: string | null;
  @Field(() => [ID], {
    description: 'Slugs of the incidents that operators rejected; `rejectedIncidents` are the incidents.',
  })
  rejected!: string[];
  @Field(() => Int, { description: 'Number of changes so far.' })
  version!: number;
  @Field({ description: 'When it was filed.' })
  filedAt!: Date;
  @Field({ description: 'When it last changed.' })
  updatedAt!: Date;
}
