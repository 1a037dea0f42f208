import {
  incidentAggregate,
  publish,
  submit,
  type Incident,
  type IncidentEvent,
  type IncidentRecord,
} from '../../../libs/incident/index.js';

/** A minimal record with what publishing asks for, in no words but its own: those that are searched stay the same. */
export const publishable = (record: IncidentRecord): IncidentRecord => ({
  ...record,
  symptoms: [{ id: 'title', statement: record.title }],
  rootCause: { statement: record.title, mechanism: record.title, category: 'software-defect' },
});

/** What happens to a record that is submitted and published at once. */
export function published(record: IncidentRecord, incident: Incident): IncidentEvent[] {
  const submitted = submit({ record }, incident);
  const { slug } = record;
  return [...submitted, ...publish({ slug }, submitted.reduce(incidentAggregate.evolve, incident))];
}
