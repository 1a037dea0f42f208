import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Page<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}
type Named = { readonly slug: string };

const PAGE = `totalCount edges { cursor node { slug } } nodes { slug }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }`;
const caller = { actor: 'ada', correlationId: 'request-1' };
const COUNT = 25;

const record = (number: number) => ({
  slug: `broken-${String(number).padStart(2, '0')}`,
  title: number % 5 === 0 ? 'Same title for several' : `Title ${(number * 7) % COUNT}`,
  narrative: number === 3 ? 'It began with a zeppelin over the data centre.' : 'It broke.',
  components: [number % 2 === 0 ? 'even-switch' : 'odd-switch'],
  environment: { releases: [number < 10 ? 'havana' : 'icehouse'] },
  symptoms: [1, 2, 3].map((it) => ({ id: `symptom-${it}`, statement: `Part ${number} makes noise ${it}.` })),
  rootCause: { statement: 'A bug.', mechanism: 'It breaks.', category: number === 4 ? 'hardware' : 'design' },
  resolution: 'open',
});

describe('lists', () => {
  let talekeeper: Talekeeper;
  const submit = async (number: number) => {
    await talekeeper.runtime.incidents.submit(record(number), { reason: 'Seen twice.' }, caller);
  };
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    for (let number = 0; number < COUNT; number += 1) await submit(number);
    for (const number of [3, 4]) {
      await talekeeper.runtime.reports.file(
        { text: `Part ${number} makes noise`, channel: 'chatbot' },
        caller,
      );
    }
    await eventually(
      () => page(''),
      (it) => it.totalCount === COUNT,
    );
  });
  afterAll(() => talekeeper.close());

  const page = async (args: string) =>
    (await dataOf(talekeeper.graphql<{ incidents: Page<Named> }>(`{ incidents${args} { ${PAGE} } }`)))
      .incidents;
  const slugs = async (args: string) => (await page(args)).nodes.map((it) => it.slug);

  it.each(['SLUG', 'TITLE', 'SUBMITTED_AT', 'UPDATED_AT'])(
    'can be walked in the order of %s, from either end, and either way round',
    async (field) => {
      for (const direction of ['ASCENDING', 'DESCENDING']) {
        const orderBy = `orderBy: { field: ${field}, direction: ${direction} }`;
        const whole = await slugs(`(first: 100, ${orderBy})`);
        expect(new Set(whole).size).toBe(COUNT);
        const forwards: string[] = [];
        for (let after = ''; ;) {
          const it = await page(`(first: 4, ${orderBy}${after})`);
          forwards.push(...it.nodes.map((node) => node.slug));
          expect(it.edges.map((edge) => edge.node)).toEqual(it.nodes);
          expect([it.edges.at(0)?.cursor, it.edges.at(-1)?.cursor]).toEqual([
            it.pageInfo.startCursor,
            it.pageInfo.endCursor,
          ]);
          expect(it.pageInfo.hasPreviousPage).toBe(after !== '');
          if (!it.pageInfo.hasNextPage) break;
          after = `, after: "${it.pageInfo.endCursor!}"`;
        }
        expect(forwards).toEqual(whole);
        const backwards: string[] = [];
        for (let before = ''; ;) {
          const it = await page(`(last: 4, ${orderBy}${before})`);
          backwards.unshift(...it.nodes.map((node) => node.slug));
          expect(it.pageInfo.hasNextPage).toBe(before !== '');
          if (!it.pageInfo.hasPreviousPage) break;
          before = `, before: "${it.pageInfo.startCursor!}"`;
        }
        expect(backwards).toEqual(whole);
      }
    },
  );

  it('keep their place while entries come in before and after it', async () => {
    const { endCursor } = (await page('(first: 3)')).pageInfo;
    const next = await slugs(`(first: 3, after: "${endCursor!}")`);
    for (const slug of ['a-first-one', 'broken-01-and-more']) {
      await talekeeper.runtime.incidents.submit(
        { ...record(90), slug, title: slug, symptoms: [{ id: 'x', statement: `Only ${slug} has it.` }] },
        {},
        caller,
      );
    }
    await eventually(
      () => page(''),
      (it) => it.totalCount === COUNT + 2,
    );
    expect(await slugs(`(first: 3, after: "${endCursor!}")`)).toEqual(next);
    expect(await slugs('(first: 1)')).toEqual(['a-first-one']);
  });

  it.each<[string, string, string[]]>([
    ['words of the story', 'text: "zeppelin"', ['broken-03']],
    ['words that must not occur', 'text: "zeppelin -centre"', []],
    [
      'a component and a release',
      'component: "odd-switch", release: "havana", text: "part"',
      [1, 3, 5, 7, 9].map((it) => `broken-0${it}`),
    ],
    ['the kind of cause', 'category: HARDWARE', ['broken-04']],
    ['one of several statuses', 'statuses: [PUBLISHED, RETIRED]', []],
    ['a time in the future', 'updatedSince: "2199-01-01T00:00:00Z"', []],
  ])('can be filtered by %s', async (_what, filter, expected) => {
    const found = await page(`(first: 100, filter: { ${filter} })`);
    expect(found.nodes.map((it) => it.slug).sort()).toEqual(expected);
    expect(found.totalCount).toBe(expected.length);
  });

  it('of reports can be filtered and sorted too', async () => {
    const found = await dataOf(
      talekeeper.graphql<{ symptomReports: Page<{ text: string }> }>(
        `{ symptomReports(filter: { text: "noise", channel: CHATBOT }, orderBy: { field: FILED_AT, direction: ASCENDING }) {
          nodes { text logLines }
        } }`,
      ),
    );
    expect(found.symptomReports.nodes).toEqual(
      [3, 4].map((it) => ({ text: `Part ${it} makes noise`, logLines: [] })),
    );
  });

  it('of events are the log, newest first, and those of a subject in the order of its life', async () => {
    const { events, incident } = await dataOf(
      talekeeper.graphql<{
        events: Page<{ sequence: number; type: string; subject: { id: string } }>;
        incident: {
          events: Page<{ id: string; type: string; actor: string; changedFields: string[] }>;
          whole: Page<{ data: { record: { slug: string } } }>;
        };
      }>(
        `{ events(first: 3) { totalCount nodes { sequence type subject { ... on Incident { id } ... on SymptomReport { id } } } }
           incident(slug: "broken-03") { events { totalCount nodes { id type actor changedFields } } whole: events { nodes { data } } } }`,
      ),
    );
    const sequences = events.nodes.map((it) => it.sequence);
    expect(sequences).toEqual([...sequences].sort((a, b) => b - a));
    expect(events.nodes[0]!.subject.id).toMatch(/^incident-|-/);
    expect(incident.events.nodes).toMatchObject([{ type: 'INCIDENT_SUBMITTED', actor: 'ada' }]);
    expect(incident.events.nodes[0]!.changedFields).toContain('title');
    expect(incident.events.totalCount).toBe(1);
    expect(incident.whole.nodes[0]!.data.record.slug).toBe('broken-03');
  });

  it('of events say the same in each field, whatever else is asked for', async () => {
    type Event = { data: { reason: string }; reason: string; sequence: number };
    const { incident } = await dataOf(
      talekeeper.graphql<{ incident: Record<'all' | 'data' | 'reason' | 'sequence', Page<Event>> }>(
        `{ incident(slug: "broken-03") {
             all: events { nodes { data reason sequence } } data: events { nodes { data } }
             reason: events { nodes { reason } } sequence: events { nodes { sequence } } } }`,
      ),
    );
    const { all, data, reason, sequence } = incident;
    expect(all.nodes).toMatchObject([{ reason: 'Seen twice.', sequence: expect.any(Number) }]);
    expect({ ...data.nodes[0], ...reason.nodes[0], ...sequence.nodes[0] }).toEqual(all.nodes[0]);
  });

  it('hold nodes, which their ids give again', async () => {
    const [incident, report] = await Promise.all([
      dataOf(
        talekeeper.graphql<{ incidents: Page<{ id: string }> }>('{ incidents(first: 1) { nodes { id } } }'),
      ),
      dataOf(
        talekeeper.graphql<{ symptomReports: Page<{ id: string; events: Page<{ id: string }> }> }>(
          '{ symptomReports(first: 1) { nodes { id events { nodes { id } } } } }',
        ),
      ),
    ]);
    const [{ id: reportId, events }] = report.symptomReports.nodes as [
      { id: string; events: Page<{ id: string }> },
    ];
    const ids = [
      incident.incidents.nodes[0]!.id,
      reportId,
      events.nodes[0]!.id,
      'incident-nobody',
      'event-1',
      'x\0',
    ];
    const { nodes } = await dataOf(
      talekeeper.graphql<{ nodes: ({ __typename: string; id: string } | null)[] }>(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
        { ids },
      ),
    );
    expect(nodes).toEqual([
      { __typename: 'Incident', id: ids[0] },
      { __typename: 'SymptomReport', id: ids[1] },
      { __typename: 'Event', id: ids[2] },
      null,
      null,
      null,
    ]);
  });

  it('within lists are read by one statement each, whatever the size of the page', async () => {
    const query = (first: number) => `{
      incidents(first: ${first}) {
        totalCount
        nodes {
          slug record { title symptoms { id statement } }
          events(first: 3) { totalCount nodes { type actor changedFields } }
          reports(first: 3) { totalCount nodes { id outcome { matches { incident { status } } } } }
          successor { slug }
        }
      }
    }`;
    const statementsOf = async (first: number) => {
      const { pool, readerPool } = talekeeper.runtime;
      const spies = [pool, readerPool].map((it) => jest.spyOn(it, 'query'));
      try {
        await dataOf(talekeeper.graphql(query(first)));
        const texts = spies
          .flatMap(({ mock }) => mock.calls)
          .map(([it]) => (typeof it === 'string' ? it : (it as unknown as { text: string }).text));
        return texts.filter((text) => !/tick_sequencer|api_key/.test(text)).length;
      } finally {
        for (const spy of spies) spy.mockRestore();
      }
    };
    const few = await statementsOf(2);
    expect(few).toBeGreaterThanOrEqual(5);
    expect(few).toBeLessThanOrEqual(8);
    expect(await statementsOf(20)).toBe(few);
  });

  it.each<[string, string, object]>([
    ['both ends at once', '(first: 1, last: 1)', { code: 'PAGE_INVALID', field: 'last' }],
    ['no entries', '(last: 0)', { code: 'PAGE_INVALID', field: 'last' }],
    ['too many entries', '(first: 101)', { code: 'PAGE_INVALID', field: 'first' }],
    ['a cursor of nowhere', '(after: "bm93aGVyZQ")', { code: 'PAGE_INVALID', field: 'after' }],
    ['a cursor of another order', `(before: "${cursor('title', 'a', 'b')}")`, { code: 'PAGE_INVALID' }],
    [
      'a cursor with no time in it',
      `(orderBy: { field: UPDATED_AT, direction: ASCENDING }, after: "${cursor('updatedAt', 'now', 'b')}")`,
      { code: 'PAGE_INVALID' },
    ],
    [
      'a text that is none',
      '(filter: { text: "\\u0000" })',
      { code: 'FILTER_INVALID', field: 'filter.text' },
    ],
  ])('are refused for %s', async (_what, args, refusal) => {
    expect(await refusalOf(talekeeper.graphql(`{ incidents${args} { totalCount } }`))).toMatchObject(refusal);
  });

  it('take every text as words to look for, and as nothing else', async () => {
    for (const text of [`'; drop table event; --`, '"', '((((', '\\', '%', ':*&|!', '<script>', '😀'])
      expect(
        await dataOf(
          talekeeper.graphql(`query ($text: String) { incidents(filter: { text: $text }) { totalCount } }`, {
            text,
          }),
        ),
      ).toBeDefined();
  });
});

function cursor(...parts: string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
