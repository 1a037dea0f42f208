import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import type { VerificationStatus as Status } from '../../../libs/incident/index.js';
import type { Arm as ArmName, Rule } from '../../../libs/simulation/index.js';
import { describedEnum } from '../described-enum.js';

export const VerificationStatus = describedEnum<Status>(
  'VerificationStatus',
  'Whether a simulation proves the record.',
  {
    unverified: 'Never tried.',
    verified: 'Proven as it stands.',
    refuted: 'Something speaks against it.',
    stale: 'Tried before record or scenario changed.',
  },
);
const Arm = describedEnum<ArmName>('Arm', 'A part of a proof.', {
  healthy: 'The world without a fault, which must show no symptom.',
  fault: 'The root cause, which must bring every symptom about.',
  fix: 'The documented fix, after which the symptoms must stay away.',
  'wrong-fix': 'A remedy that should not help: symptoms must persist or come back.',
  'look-alike': 'Another cause with some of the symptoms, which a check must tell apart.',
});
const VerificationRule = describedEnum<Rule>('VerificationRule', 'What a world did not keep to.', {
  'symptom-in-healthy-world': 'A healthy world shows no symptom.',
  'symptom-missing': 'The fault brings every symptom about.',
  'symptom-before-the-fault': 'No symptom is observed before something breaks.',
  'exclusion-observed': 'The fault shows nothing that speaks against it.',
  'symptom-outlives-fix': 'After the fix no symptom is observed.',
  'nothing-to-fix': 'A remedy is applied to a world that shows symptoms.',
  'wrong-fix-works': 'After a remedy that should not help, symptoms persist or come back.',
  'look-alike-unlike': 'The look-alike shares a symptom.',
  'check-tells-nothing': 'The check points to the fault in its world, and not in that of the look-alike.',
  'observation-out-of-time': 'Observations are made while the world runs.',
  'declaration-wrong': 'Scenario and record name the same symptoms, exclusions and checks.',
  'not-deterministic': 'The same seed leaves the same trace.',
  'broke-down': 'The world runs to its end.',
});
const ProbeKind = describedEnum<'symptom' | 'exclusion'>('ProbeKind', 'What a probe looks for.', {
  symptom: 'A symptom of the record.',
  exclusion: 'An observation that would speak against the record.',
});
const PendingState = describedEnum<'waiting' | 'running'>('PendingState', 'Whether a job waits or runs.', {
  waiting: 'No worker has taken it yet.',
  running: 'A worker is at it.',
});

@ObjectType({ description: 'Consecutive seeds, both included; each stands for one random world.' })
class SeedRange {
  @Field(() => GraphQLSafeInt, { description: 'First seed.' })
  from!: number;
  @Field(() => GraphQLSafeInt, { description: 'Last seed.' })
  to!: number;
}

@ObjectType({ description: 'Something that speaks against a record or its scenario.' })
class VerificationFailure {
  @Field(() => VerificationRule, { description: 'What was not kept to.' })
  rule!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Symptom, exclusion, remedy or check that it is about.',
  })
  subject?: string;
  @Field({ description: 'The same as a sentence.' })
  message!: string;
}

@ObjectType({ description: 'The first world that failed.' })
class FirstFailure {
  @Field(() => GraphQLSafeInt, { description: 'Its seed.' })
  seed!: number;
  @Field(() => [VerificationFailure], { description: 'What it did not keep to.' })
  failures!: VerificationFailure[];
}

@ObjectType({ description: 'A figure over many worlds.' })
class Spread {
  @Field(() => Float, { description: 'Smallest.' })
  min!: number;
  @Field(() => Float, { description: 'Median.' })
  median!: number;
  @Field(() => Float, { description: 'Largest.' })
  max!: number;
}

@ObjectType({ description: 'What the probe for one symptom or exclusion saw.' })
class ProbeFigures {
  @Field(() => ID, { description: 'Symptom or exclusion of the record.' })
  probe!: string;
  @Field(() => ProbeKind, { description: 'Which of the two.' })
  kind!: string;
  @Field(() => Int, { description: 'In how many worlds something was observed; the rest is about these.' })
  seeds!: number;
  @Field(() => Spread, { nullable: true, description: 'Observations a world.' })
  count?: Spread;
  @Field(() => Spread, {
    nullable: true,
    description:
      'Virtual milliseconds to the first one, since the fault or since the remedy had time to work.',
  })
  firstMs?: Spread;
  @Field(() => Spread, { nullable: true, description: 'The same to the last one.' })
  lastMs?: Spread;
}

@ObjectType({ description: 'One arm of a proof, or one remedy that should not help, over all seeds.' })
class VerificationPlay {
  @Field(() => Arm, { description: 'The arm.' })
  arm!: string;
  @Field(() => ID, { nullable: true, description: 'The remedy, in the arm of those that should not help.' })
  remedy?: string;
  @Field({ description: 'Whether every world did what the arm demands.' })
  holds!: boolean;
  @Field(() => Int, { description: 'In how many worlds it does not hold.' })
  seedsFailed!: number;
  @Field(() => FirstFailure, { nullable: true, description: 'The first of them.' })
  firstFailure?: FirstFailure;
  @Field(() => GraphQLSafeInt, { description: 'How many events took place in these worlds.' })
  simulatedEvents!: number;
  @Field(() => [ProbeFigures], { description: 'What was observed.' })
  probes!: ProbeFigures[];
}

@ObjectType({ description: 'The newest proof of an incident by simulation.' })
export class Verification {
  @Field({ description: 'Whether nothing speaks against the record.' })
  holds!: boolean;
  @Field(() => ID, { description: 'Scenario that was played.' })
  scenario!: string;
  @Field(() => Int, { description: 'Its version.' })
  scenarioVersion!: number;
  @Field(() => SeedRange, { description: 'Worlds that were played.' })
  seeds!: SeedRange;
  @Field(() => [Arm], { description: 'Arms that were played.' })
  arms!: string[];
  @Field(() => [VerificationFailure], { description: 'Where record and scenario name different things.' })
  declaration!: VerificationFailure[];
  @Field(() => [VerificationPlay], { description: 'What came of each arm.' })
  plays!: VerificationPlay[];
  @Field(() => GraphQLSafeInt, { description: 'How many events took place in all worlds.' })
  simulatedEvents!: number;
  @Field(() => Float, { description: 'How long the proof took, in milliseconds.' })
  durationMs!: number;
}

@ObjectType({ description: 'A verification that waits or runs.' })
export class PendingVerification {
  @Field(() => ID, { description: 'Names it to cancel it.' })
  id!: string;
  @Field(() => ID, { description: 'The incident.' })
  slug!: string;
  @Field(() => SeedRange, { description: 'Worlds that are to be played.' })
  seeds!: SeedRange;
  @Field({ description: 'Who asked for it.' })
  actor!: string;
  @Field(() => PendingState, { description: 'Whether it waits or runs.' })
  state!: string;
  @Field(() => Int, { description: 'Worlds that were played so far.' })
  done!: number;
  @Field(() => Int, { description: 'Worlds in all; zero until it is known.' })
  total!: number;
  @Field({ description: 'When it was asked for.' })
  addedAt!: Date;
}
