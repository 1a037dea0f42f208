import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'One change of a record: an event of its stream.' })
export class HistoryEntry {
  @Field(() => Int, { description: 'Version of the record that the change led to.' })
  version!: number;
  @Field({ description: 'What happened.' })
  type!: string;
  @Field({ description: 'Who did it.' })
  actor!: string;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
  @Field(() => [String], { description: 'Fields that differ from the version before.' })
  changedFields!: string[];
  @Field({ description: 'When it was recorded.' })
  recordedAt!: Date;
  @Field(() => ID, { description: 'Request that it goes back to.' })
  correlationId!: string;
}
