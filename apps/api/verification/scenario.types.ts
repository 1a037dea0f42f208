import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { describedEnum } from '../described-enum.js';

const AxisScale = describedEnum<'linear' | 'log'>('AxisScale', 'How an axis is best drawn.', {
  linear: 'Equal steps for equal differences.',
  log: 'Equal steps for equal ratios.',
});

@ObjectType({ description: 'One axis of a plot.' })
class Axis {
  @Field({ description: 'What it shows.' })
  label!: string;
  @Field({ description: 'In which unit.' })
  unit!: string;
  @Field(() => AxisScale, { description: 'How it is best drawn.', defaultValue: 'linear' })
  scale!: string;
}

@ObjectType({ description: 'A figure at one value of the parameter.' })
class SweepPoint {
  @Field(() => Float, { description: 'The value.' })
  x!: number;
  @Field(() => Float, { nullable: true, description: 'Mean over the worlds; null where there is none.' })
  y!: number | null;
  @Field(() => Float, { nullable: true, description: 'The least of them.' })
  min!: number | null;
  @Field(() => Float, { nullable: true, description: 'The most of them.' })
  max!: number | null;
}

@ObjectType({ description: 'A line of a plot.' })
export class SweepSeries {
  @Field({ description: 'What sets it apart from the other lines.' })
  label!: string;
  @Field(() => [SweepPoint], { description: 'Its points, by rising value.' })
  points!: SweepPoint[];
}

@ObjectType({
  description: 'A figure against a parameter of the simulated world: the mechanism, to look at.',
})
export class Sweep {
  readonly scenario!: string;
  @Field(() => ID, { description: 'Unique within the scenario.' })
  id!: string;
  @Field({ description: 'What it shows.' })
  title!: string;
  @Field(() => Axis, { description: 'The parameter.' })
  x!: Axis;
  @Field(() => Axis, { description: 'The figure.' })
  y!: Axis;
}

@ObjectType({ description: 'Something that is done to a simulated world.' })
class Intervention {
  @Field(() => ID, { description: 'Unique within the scenario.' })
  id!: string;
  @Field({ description: 'What it is.' })
  description!: string;
}

@ObjectType({ description: 'Another cause with some of the symptoms.' })
class LookAlike {
  @Field({ description: 'What it is.' })
  description!: string;
  @Field(() => ID, { description: 'Diagnosis check of the record that tells the two apart.' })
  check!: string;
}

@ObjectType({ description: 'A simulation that reproduces the root cause of an incident.' })
export class Scenario {
  @Field(() => ID, { description: 'Named in the records that it belongs to.' })
  slug!: string;
  @Field(() => Int, { description: 'Rises whenever its worlds change; a proof holds for one version.' })
  version!: number;
  @Field({ description: 'What it shows.' })
  title!: string;
  @Field({ description: 'The root cause.' })
  fault!: string;
  @Field(() => Intervention, { description: 'The documented fix.' })
  fix!: Intervention;
  @Field(() => [Intervention], { description: 'Remedies that look plausible and do not help.' })
  wrongFixes!: Intervention[];
  @Field(() => LookAlike, { description: 'Another cause with some of the symptoms.' })
  lookAlike!: LookAlike;
}
