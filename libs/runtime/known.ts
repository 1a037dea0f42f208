import { categoryOf, ERASED, upcast, type LoggedEvent } from '../event-store/index.js';
import {
  evolve,
  incidentCodec,
  type ExistingIncident,
  type IncidentEvent,
  type IncidentRecord,
} from '../incident/index.js';
import {
  createKnowledge,
  HeardReports,
  jsonPart,
  Knowledge,
  listParts,
  type Experience,
  type PartReader,
} from '../matching/index.js';
import { reportAggregate, reportStream, type FiledReport, type Observation } from '../report/index.js';
import { countJudgements, JUDGEMENT_TYPES, type JudgedReport } from './judgements.js';

const FILED = 'SymptomReportFiled';

/** The events of the log by which something becomes known. */
export const KNOWN_BY = {
  categories: ['incident', 'report'],
  types: [...Object.keys(incidentCodec.latest), FILED, ...JUDGEMENT_TYPES, ERASED],
} as const;

/** The incidents as the matcher wants them, and what operators reported and said of matches: a fold of the log. */
export class Known {
  private readonly incidents = new Map<string, ExistingIncident>();
  private judgements = countJudgements();
  private heard = new HeardReports();
  private upTo = 0;

  constructor(
    readonly published = createKnowledge([], 0),
    readonly drafts = createKnowledge([], 0),
  ) {}

  /** Up to here nothing of the log is to be looked at again. */
  get readUpTo(): number {
    return this.upTo;
  }

  /** What the matcher can learn from operators. */
  get experience(): Required<Experience> {
    return { history: this.judgements.counts, heard: this.heard };
  }

  /** The same for one report, whose own judgements say nothing new of it. */
  experienceFor(reportId: string): Required<Experience> {
    return { history: this.judgements.countsWithout(reportStream(reportId)), heard: this.heard };
  }

  records(): IncidentRecord[] {
    return [...this.incidents.values()].flatMap((it) => (it.status === 'published' ? [it.record] : []));
  }

  /** Takes in what came next, up to a place in the log. */
  take(events: readonly LoggedEvent[], readUpTo: number): void {
    const touched = new Set<string>();
    const isErased = events.some((it) => it.type === ERASED && this.incidents.has(slugOf(it)));
    for (const event of events) {
      if (categoryOf(event.streamId) === 'report') this.takeOfReport(event);
      else touched.add(this.change(event));
      this.published.advanceTo(event.sequence);
    }
    // Once for all of an incident's events: most drafts are published soon after.
    for (const slug of touched) this.index(slug);
    // Until then an index knows the words of records that it had.
    if (isErased) for (const index of [this.published, this.drafts]) index.settle();
    this.upTo = readUpTo;
  }

  private takeOfReport(event: LoggedEvent): void {
    const { type, streamId } = event;
    if (type === FILED) {
      const { observation } = upcast(reportAggregate.codec, event).data as unknown as FiledReport;
      return this.heard.hear(streamId, observation);
    }
    if (type === ERASED) {
      // A tombstone in the place of the filing, or one that comes after it.
      if (event.version === 1) this.heard.hear(streamId, NOTHING);
      else this.heard.forget(streamId);
    }
    this.judgements.take(event);
  }

  private change(event: LoggedEvent): string {
    const slug = slugOf(event);
    if (event.type === ERASED) this.incidents.delete(slug);
    else {
      const change = upcast(incidentCodec, event) as unknown as IncidentEvent;
      this.incidents.set(slug, evolve(this.incidents.get(slug), change)!);
    }
    return slug;
  }

  private index(slug: string): void {
    const incident = this.incidents.get(slug);
    for (const [status, index] of [
      ['published', this.published],
      ['submitted', this.drafts],
    ] as const) {
      if (incident?.status === status) index.put(incident.record);
      else index.remove(slug);
    }
  }

  /** All of it, as it is at the time of the call. */
  toParts(): Iterable<Uint8Array> {
    const incidents = [...this.incidents].map(([slug, { record, ...state }]): Entry => [
      slug,
      this.indexed(slug) === record ? state : { ...state, record },
    ]);
    const [published, drafts] = [this.published.toParts(), this.drafts.toParts()];
    const [judgements, heard] = [this.judgements.toParts(), this.heard.toParts()];
    return inTurn([jsonPart(this.upTo)], published, drafts, listParts(incidents), judgements, heard);
  }

  /** What `toParts` made in this release. */
  static fromParts(parts: PartReader): Known {
    const upTo = parts.json<number>();
    const known = new Known(Knowledge.fromParts(parts), Knowledge.fromParts(parts));
    known.upTo = upTo;
    for (const [slug, { record = known.indexed(slug), ...state }] of parts.list<Entry>()) {
      if (record) known.incidents.set(slug, { ...state, record });
    }
    known.judgements = countJudgements(parts.list<JudgedReport>());
    known.heard = HeardReports.fromParts(parts);
    return known;
  }

  private indexed(slug: string): IncidentRecord | undefined {
    return this.published.record(slug) ?? this.drafts.record(slug);
  }
}

const NOTHING: Observation = { text: '', logLines: [], facts: [] };

const slugOf = ({ streamId }: LoggedEvent) => streamId.slice('incident-'.length);

/** An incident; its record is left out where an index has it. */
type Entry = [slug: string, state: Omit<ExistingIncident, 'record'> & { readonly record?: IncidentRecord }];

function* inTurn(...sources: readonly Iterable<Uint8Array>[]): Generator<Uint8Array> {
  for (const source of sources) yield* source;
}
