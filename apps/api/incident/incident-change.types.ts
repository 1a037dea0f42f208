import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { MutationInput, MutationPayload } from '../mutation/mutation.types.js';
import { Incident, IncidentRecordType } from './incident.types.js';

const reason = 'Why; kept in the history.';
const distinctFrom = 'Incidents that it looks like and that you found to be something else.';

@InputType({ description: 'A record as it is handed in, and what is to be known of the change.' })
export class IncidentInput extends IncidentRecordType {
  @Field(() => String, { nullable: true, description: `${reason} A revision needs one.` })
  reason?: string | null;
  @Field(() => [ID], { nullable: true, description: distinctFrom })
  distinctFrom?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Your name for this change; see the other inputs.',
  })
  clientMutationId?: string | null;
}

@InputType({ description: 'Which incident is to be published.' })
export class PublishIncidentInput extends MutationInput {
  @Field(() => ID, { description: 'Name of the incident.' })
  slug!: string;
  @Field(() => String, { nullable: true, description: reason })
  reason?: string | null;
  @Field(() => [ID], { nullable: true, description: distinctFrom })
  distinctFrom?: string[] | null;
}

@InputType({ description: 'Which incident has taken the place of which.' })
export class SupersedeIncidentInput extends MutationInput {
  @Field(() => ID, { description: 'Name of the incident that is superseded.' })
  slug!: string;
  @Field(() => ID, { description: 'Name of the other incident.' })
  by!: string;
  @Field({ description: reason })
  reason!: string;
}

@InputType({ description: 'Which incident no longer applies.' })
export class RetireIncidentInput extends MutationInput {
  @Field(() => ID, { description: 'Name of the incident.' })
  slug!: string;
  @Field({ description: reason })
  reason!: string;
}

@ObjectType({
  description: 'Something that the submitter of a record should know; it does not stop the record.',
})
export class AdmissionFinding {
  @Field({ description: 'Stable code.' })
  code!: string;
  @Field({ description: 'Path within the record.' })
  field!: string;
  @Field({ description: 'What was found.' })
  message!: string;
  @Field({ description: 'What can be done about it.' })
  remedy!: string;
}

@ObjectType({ description: 'The incident after a change.' })
export class IncidentPayload extends MutationPayload {
  @Field(() => Incident, { description: 'The incident as the change left it.' })
  incident!: Incident;
  @Field(() => [AdmissionFinding], { description: 'What the submitter should know of the record.' })
  findings!: readonly AdmissionFinding[];
}
