import { createUnionType, Field, ID, Int, InputType, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject, GraphQLSafeInt } from 'graphql-scalars';
import type { IncidentEvent } from '../../../libs/incident/index.js';
import type { JsonObject } from '../../../libs/kernel/index.js';
import type { ReportEvent } from '../../../libs/report/index.js';
import type { EventParts } from '../../../libs/runtime/index.js';
import { describedEnum } from '../described-enum.js';
import { Incident } from '../incident/incident.types.js';
import { Node } from '../relay/node.js';
import { connectionType } from '../relay/page.types.js';
import { SymptomReport } from '../report/report.types.js';

export const EventType = describedEnum<IncidentEvent['type'] | ReportEvent['type'] | '$erased'>(
  'EventType',
  'What can happen to incidents and symptom reports.',
  {
    IncidentSubmitted: 'A record was handed in as a draft.',
    IncidentRevised: 'A newer record took the place of the current one.',
    IncidentPublished: 'The incident became part of what reports are matched against.',
    IncidentSuperseded: 'Another incident took its place.',
    IncidentRetired: 'It no longer applies.',
    IncidentVerified: 'A simulation proved it: every arm holds in every world.',
    IncidentRefuted: 'A simulation found a world that does not do what the record says.',
    SymptomReportFiled: 'Somebody filed what they observed.',
    SymptomReportMatched: 'The matcher answered.',
    MatchConfirmed:
      'An operator said that this is the incident; `isListed` in its data says whether the matcher had listed it.',
    MatchRejected: 'An operator said that this is not the incident.',
    SymptomReportClosed: 'Nothing more is to be done about the report.',
    $erased: 'What was here has been erased for good.',
  },
);

export const EventSubject = createUnionType({
  name: 'EventSubject',
  description: 'What an event happened to.',
  types: () => [Incident, SymptomReport] as const,
  resolveType: ({ __typename }: { __typename: string }) => __typename,
});

@ObjectType({
  implements: () => [Node],
  description: 'Something that happened to an incident or a symptom report. Events never change.',
})
export class Event extends Node {
  @Field(() => EventType, { description: 'What happened.' })
  type!: string;
  @Field(() => GraphQLSafeInt, {
    nullable: true,
    description: 'Place in the log of everything that happened; null for the moment until it has one.',
  })
  sequence!: number | null;
  @Field(() => Int, { description: 'Version of the subject that the event led to.' })
  version!: number;
  @Field({ description: 'Who did it.' })
  actor!: string;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;
  @Field({ description: 'When it happened.' })
  occurredAt!: Date;
  @Field({ description: 'When it was recorded.' })
  recordedAt!: Date;
  @Field(() => ID, { description: 'Request that it goes back to.' })
  correlationId!: string;
  @Field(() => ID, { description: 'Command or event that brought it about.' })
  causationId!: string;
  @Field(() => GraphQLJSONObject, { description: 'All that was recorded of it, as it is stored.' })
  data!: JsonObject;
}

@InputType({ description: 'Conditions that all have to hold.' })
export class EventFilter {
  @Field(() => [EventType], { nullable: true, description: 'Any of these happened.' })
  types?: never[];
  @Field(() => String, { nullable: true, description: 'This actor did it.' })
  actor?: string;
  @Field(() => ID, { nullable: true, description: 'It goes back to this request.' })
  correlationId?: string;
  @Field(() => Date, { nullable: true, description: 'It was recorded at this time or later.' })
  recordedSince?: Date;
  @Field(() => Date, { nullable: true, description: 'It was recorded before this time.' })
  recordedUntil?: Date;
}

export const EventConnection = connectionType(Event, 'Event', ['The event', 'events']);

/** Which parts of an event the requested fields are read from. */
export const eventParts = (fields: ReadonlySet<string>): EventParts => ({
  data: fields.has('data'),
  reason: fields.has('reason'),
  sequence: fields.has('sequence'),
});
