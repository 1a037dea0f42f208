import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ERASED, type LoggedEvent } from '../event-store/index.js';
import { incidentCodec, validateIncident } from '../incident/index.js';
import { seal, unseal } from '../kernel/index.js';
import { match, matchingLimits, PartReader } from '../matching/index.js';
import { Known } from './known.js';

const SLUGS = ['alpha', 'beta', 'gamma'];
const words = fc.constantFrom('broker', 'memory', 'nova-api', 'lease', 'Zürich', '日本', 'the');
const sentence = fc.array(words, { minLength: 1, maxLength: 5 }).map((it) => it.join(' '));
const slug = fc.constantFrom(...SLUGS);
const report = fc.constantFrom('a', 'b', 'c');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ slug, type: fc.constant('IncidentSubmitted' as const), title: sentence }),
  },
  { weight: 4, arbitrary: fc.record({ slug, type: fc.constant('IncidentPublished' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ slug, type: fc.constant('IncidentRevised' as const), title: sentence }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ slug, type: fc.constantFrom('IncidentRetired', 'IncidentSuperseded', ERASED) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ report, slug, type: fc.constantFrom('MatchConfirmed', 'MatchRejected') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ report, type: fc.constant('SymptomReportFiled' as const), text: sentence }),
  },
  { weight: 1, arbitrary: fc.record({ report, type: fc.constant(ERASED) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

/** The steps as events, but for those that cannot follow on what went before. */
function eventsOf(steps: readonly Step[]): LoggedEvent[] {
  const there = new Set<string>();
  return steps.flatMap((it, at): LoggedEvent[] => {
    const streamId = 'report' in it ? `report-${it.report}` : `incident-${it.slug}`;
    if (!('report' in it)) {
      if (it.type === 'IncidentSubmitted' ? there.has(it.slug) : !there.has(it.slug)) return [];
      if (it.type === ERASED) there.delete(it.slug);
      else there.add(it.slug);
    }
    const event = {
      type: it.type,
      streamId,
      schemaVersion:
        it.type in incidentCodec.latest
          ? incidentCodec.latest[it.type as keyof typeof incidentCodec.latest]
          : 1,
      data: dataOf(it),
      sequence: at + 1,
    };
    return [event as unknown as LoggedEvent];
  });
}

function dataOf(it: Step): object {
  if ('title' in it)
    return { record: recordOf(it.slug, it.title), distinctFrom: ['delta'], reason: 'So it is.' };
  if ('text' in it) return { observation: { text: it.text, logLines: [], facts: [] } };
  if ('report' in it) return 'slug' in it ? { slug: it.slug } : {};
  return { by: 'delta', reason: 'So it is.' };
}
const recordOf = (name: string, title: string) =>
  validateIncident({
    slug: name,
    title,
    resolution: 'open',
    symptoms: [{ id: 'it', statement: title }],
    signatures: title.includes('lease')
      ? [
          {
            id: 'it',
            event: 'it',
            vendor: 'Acme',
            pattern: 'lost (its|the) lease',
            example: 'lost its lease',
            counterExample: 'has a lease',
          },
        ]
      : [],
  });

function knownOf(...portions: readonly (readonly LoggedEvent[])[]): Known {
  const known = new Known();
  for (const events of portions) known.take(events, events.at(-1)?.sequence ?? known.readUpTo);
  return known;
}
const restored = (known: Known) =>
  Known.fromParts(new PartReader(unseal(Buffer.concat([...seal(known.toParts())]))));

/** What can be asked of it. */
function answersOf(known: Known, text: string) {
  const observation = { text, logLines: ['nova has lost its lease'], facts: [] };
  return {
    readUpTo: known.readUpTo,
    records: known.records(),
    history: Object.fromEntries(known.experience.history),
    heard: known.experience.heard.shareWith('broker'),
    published: match(known.published, observation, known.experience),
    drafts: match(known.drafts, observation),
  };
}

const filing = (at: number): LoggedEvent => ({
  ...eventsOf([{ report: 'a', type: 'SymptomReportFiled', text: `disk ${at + 1_000}` }])[0]!,
  streamId: `report-${at}`,
  version: 1,
  sequence: at + 1,
});

describe('what is known', () => {
  it('is the same when it was written and read, however much of the log comes before or after', () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(steps, fc.nat(30), sentence, (them, at, asked) => {
        const events = eventsOf(them);
        const [before, after] = [events.slice(0, at), events.slice(at)];
        const known = restored(knownOf(before));
        expect(answersOf(known, asked)).toEqual(answersOf(knownOf(before), asked));
        known.take(after, events.at(-1)?.sequence ?? 0);
        expect(answersOf(known, asked)).toEqual(answersOf(knownOf(events), asked));
        expect(answersOf(restored(known), asked)).toEqual(answersOf(knownOf(events), asked));
      }),
      { numRuns: 200 },
    );
  });

  it('is the same after an erasure as when the log is read anew, with a tombstone where the report was', () => {
    const filed = Array.from({ length: matchingLimits.heardReports + 10 }, (_, at) => filing(at));
    const erased = filed.length - 5;
    const tombstone = { ...filed[erased]!, type: ERASED, data: {} };
    const last = { ...tombstone, version: 2, sequence: filed.length + 1 };
    const again = knownOf([...filed.with(erased, tombstone), last]);
    expect([...knownOf(filed, [last]).toParts()]).toEqual([...again.toParts()]);
    expect(again.experience.heard.shareWith('disk')).toBe(
      (matchingLimits.heardReports - 1) / (matchingLimits.heardReports + 100),
    );
  });

  it('says nothing any more of what was erased, when it is written', () => {
    const [submitted, published] = eventsOf([
      { slug: 'alpha', type: 'IncidentSubmitted', title: 'The zanzibar leaks' },
      { slug: 'alpha', type: 'IncidentPublished' },
    ]);
    const [filed] = eventsOf([{ report: 'a', type: 'SymptomReportFiled', text: 'The zanzibar leaks' }]);
    const known = knownOf([submitted!, published!, filed!]);
    const written = () => Buffer.concat([...seal(known.toParts())]).toString('latin1');
    expect(written()).toContain('zanzibar');
    known.take([{ ...published!, type: ERASED, data: {}, sequence: 3 }], 3);
    expect(written()).toContain('zanzibar');
    known.take([{ ...filed!, type: ERASED, data: {}, version: 2, sequence: 4 }], 4);
    expect(written()).not.toContain('zanzibar');
  });
});
