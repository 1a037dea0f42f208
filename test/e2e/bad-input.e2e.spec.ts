import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../libs/runtime/index.js';
import { stuckLock } from '../support/records.js';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

describe('bad input over HTTP', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    await loadCatalogue(talekeeper.runtime.incidents);
  });
  afterAll(() => talekeeper.close());

  const file = (input: object) =>
    talekeeper.graphql<{ fileSymptomReport: { symptomReport: { id: string } } }>(
      'mutation ($input: SymptomReportInput!) { fileSymptomReport(input: $input) { symptomReport { id } } }',
      { input },
    );
  const matched = async (input: object) => {
    const { id } = (await dataOf(file(input))).fileSymptomReport.symptomReport;
    const { outcome } = await eventually(
      () => talekeeper.runtime.reports.get(id),
      (it) => it.outcome !== null,
    );
    return outcome!;
  };

  it.each<[string, object, string, string]>([
    ['nothing', {}, 'REPORT_EMPTY', 'text'],
    ['only space', { text: ' \n ', logLines: ['', ' '] }, 'REPORT_EMPTY', 'text'],
    ['binary data', { text: 'ELF\u0000\u0001\u0002' }, 'REPORT_NOT_TEXT', 'text'],
    ['binary data in a log line', { logLines: ['fine', '\u0000'] }, 'REPORT_NOT_TEXT', 'logLines[1]'],
    ['more than a million characters', { text: 'x'.repeat(1_000_001) }, 'REPORT_TOO_LARGE', 'text'],
    [
      'a line of more than 100,000 characters',
      { logLines: ['x'.repeat(100_001)] },
      'REPORT_TOO_LARGE',
      'logLines[0]',
    ],
    ['more than 10,000 lines', { logLines: Array(10_001).fill('x') }, 'REPORT_TOO_LARGE', 'logLines'],
  ])('a report of %s is refused with code, field and remedy', async (_what, input, code, field) => {
    const refusal = await refusalOf(file(input));
    expect(refusal).toMatchObject({ code, field: `input.${field}` });
    expect(refusal.remedy).toBeTruthy();
  });

  it.each<[string, object]>([
    ['a text of a million characters', { text: 'the disk is full '.repeat(60_000).slice(0, 1_000_000) }],
    ['a log line of 100,000 characters', { text: 'see log', logLines: ['a'.repeat(100_000)] }],
    [
      '10,000 log lines',
      { logLines: Array.from({ length: 10_000 }, (_, index) => `line ${index} says nothing`) },
    ],
    ['control characters', { text: '\u0001\u0007\u001b[31m \u202e' }],
    ['only numbers', { text: '1 2 3 4.5 0x1f' }],
    ['another script', { text: 'السيرفر لا يستجيب 🔥🔥' }],
  ])('a report of %s is unknown, and nothing breaks', async (_what, input) => {
    expect((await matched(input)).verdict).toBe('UNKNOWN');
  });

  it('a signature that makes backtracking engines hang neither hangs the submission nor the matching', async () => {
    const signatures = [
      {
        id: 'evil',
        event: 'evil',
        vendor: 'Flux',
        pattern: '^(a+)+$',
        example: 'aaaa',
        counterExample: `${'a'.repeat(2_000)}!`,
      },
    ];
    await dataOf(
      talekeeper.graphql(
        'mutation ($input: IncidentInput!) { submitIncident(input: $input) { incident { slug } } publishIncident(slug: "evil") { incident { status } } }',
        { input: { ...stuckLock, slug: 'evil', signatures } },
      ),
    );
    const outcome = await matched({ text: 'nothing special', logLines: [`${'a'.repeat(90_000)}!`] });
    expect(outcome.verdict).toBe('UNKNOWN');
  });

  it.each<[string, string, string]>([
    [
      'an unknown incident',
      'mutation { publishIncident(slug: "nobody") { incident { slug } } }',
      'INCIDENT_NOT_FOUND',
    ],
    [
      'a slug that is none',
      'mutation { retireIncident(slug: "a b\\n", reason: "x") { incident { slug } } }',
      'INCIDENT_NOT_FOUND',
    ],
    [
      'an unknown report',
      'mutation { confirmMatch(reportId: "0190b3a0-0000-7000-8000-000000000000", slug: "x") { symptomReport { id } } }',
      'REPORT_NOT_FOUND',
    ],
    [
      'an id that is none',
      'mutation { rejectMatch(reportId: "1; drop table event", slug: "x") { symptomReport { id } } }',
      'REPORT_NOT_FOUND',
    ],
    ['a page of no entries', '{ incidents(first: 0) { totalCount } }', 'PAGE_INVALID'],
    ['a page that is too long', '{ symptomReports(first: 101) { totalCount } }', 'PAGE_INVALID'],
    ['a cursor of nowhere', '{ symptomReports(after: "bm93aGVyZQ") { totalCount } }', 'PAGE_INVALID'],
  ])('%s is refused with its code', async (_what, query, code) => {
    expect(await refusalOf(talekeeper.graphql(query))).toMatchObject({ code });
  });

  it.each<[string, string]>([
    ['an incident', '{ incident(slug: "nobody") { slug } }'],
    ['a report', '{ symptomReport(id: "nobody") { id } }'],
  ])('%s that is not there is null', async (_what, query) => {
    expect(Object.values(await dataOf(talekeeper.graphql(query)))).toEqual([null]);
  });

  it.each<[string, string]>([
    ['a field that does not exist', '{ incidents { nodes { severity } } }'],
    ['a value of the wrong type', '{ incidents(first: "ten") { totalCount } }'],
    ['a query that is none', '{ incidents '],
  ])('%s is an error of the request and no internal one', async (_what, query) => {
    const { errors } = await talekeeper.graphql(query);
    expect(errors).not.toHaveLength(0);
    expect(JSON.stringify(errors)).not.toMatch(/INTERNAL_ERROR|node_modules|\.js:/);
  });

  it('an internal error tells an id and nothing else', async () => {
    await talekeeper.database.pool.query('alter table incident_view rename to incident_view_hidden');
    try {
      const { errors } = await talekeeper.graphql('{ incidents { totalCount } }');
      expect(errors).toHaveLength(1);
      expect(errors![0]!.extensions).toMatchObject({ code: 'INTERNAL_ERROR' });
      expect(JSON.stringify(errors)).not.toMatch(/prisma|incident_view|select/i);
    } finally {
      await talekeeper.database.pool.query('alter table incident_view_hidden rename to incident_view');
    }
  });

  it('and after all of it the server still answers', async () => {
    const response = await fetch(`${talekeeper.address}/health/ready`);
    expect(await response.json()).toEqual({ status: 'ok', database: 'ok', queue: 'ok' });
  });
});
