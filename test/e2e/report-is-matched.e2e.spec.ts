import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../libs/runtime/index.js';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Report {
  id: string;
  status: string;
  confirmed: string | null;
  rejected: string[];
  version: number;
  updatedAt: string;
  outcome: {
    verdict: string;
    matches: { slug: string; confidence: number; explanation: string[]; evidence: Evidence[] }[];
  } | null;
  history: {
    type: string;
    actor: string;
    reason: string | null;
    changedFields: string[];
    correlationId: string;
  }[];
}
interface Evidence {
  __typename: string;
  symptomId?: string;
  words?: { word: string; start: number; end: number }[];
  event?: string;
  lineIndex?: number;
}

const REPORT = `
  id status confirmed rejected version updatedAt
  outcome {
    verdict
    matches {
      slug confidence explanation
      evidence { __typename ... on SymptomEvidence { symptomId words { word start end } } ... on SignatureEvidence { event lineIndex } }
    }
  }
  history { type actor reason changedFields correlationId }`;
const TEXT =
  'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20';

describe('an operator files a report on a known incident', () => {
  let talekeeper: Talekeeper;
  let id: string;

  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    await loadCatalogue(talekeeper.runtime.incidents);
  });
  afterAll(() => talekeeper.close());

  const report = async (asOf?: string) =>
    (
      await dataOf(
        talekeeper.graphql<{ symptomReport: Report | null }>(
          `query ($id: ID!, $asOf: DateTime) { symptomReport(id: $id, asOf: $asOf) { ${REPORT} } }`,
          { id, asOf },
        ),
      )
    ).symptomReport!;
  const judge = async (mutation: 'confirmMatch' | 'rejectMatch', slug: string) =>
    talekeeper.graphql<Record<string, { symptomReport: Report }>>(
      `mutation ($id: ID!, $slug: ID!) { ${mutation}(reportId: $id, slug: $slug, reason: "Looked.") { symptomReport { ${REPORT} } } }`,
      { id, slug },
      { authorization: `Bearer ${await talekeeper.key('operator', 'ada')}` },
    );

  it('and gets an id at once', async () => {
    const { fileSymptomReport } = await dataOf(
      talekeeper.graphql<{ fileSymptomReport: { symptomReport: Report } }>(
        `mutation ($input: SymptomReportInput!) { fileSymptomReport(input: $input) { symptomReport { ${REPORT} } } }`,
        { input: { text: TEXT, reportedBy: 'ada', channel: 'CHATBOT', idempotencyKey: 'ticket-1' } },
        {
          authorization: `Bearer ${await talekeeper.key('reporter', 'chat')}`,
          'x-correlation-id': 'request-1',
        },
      ),
    );
    id = fileSymptomReport.symptomReport.id;
    expect(fileSymptomReport.symptomReport).toMatchObject({
      status: 'FILED',
      history: [{ type: 'SymptomReportFiled', actor: 'chat', correlationId: 'request-1' }],
    });
  });

  it('and soon the right incident, with evidence that points into the words of the report', async () => {
    const { outcome, history } = await eventually(report, (it) => it.status === 'MATCHED');
    expect(outcome!.verdict).toBe('KNOWN');
    const best = outcome!.matches[0]!;
    expect(best.slug).toBe('double-vlan');
    expect(best.confidence).toBeGreaterThan(0.5);
    expect(best.explanation.length).toBeGreaterThan(0);
    const symptoms = best.evidence.filter((it) => it.__typename === 'SymptomEvidence');
    expect(symptoms.map((it) => it.symptomId)).toContain('session-freezes-on-long-output');
    for (const { word, start, end } of symptoms.flatMap((it) => it.words ?? []))
      expect(TEXT.slice(start, end)).toBe(word);
    expect(history[1]).toMatchObject({
      type: 'SymptomReportMatched',
      actor: 'matcher',
      correlationId: 'request-1',
    });
  });

  it('and repeating the report under its key gives the same report', async () => {
    const { fileSymptomReport } = await dataOf(
      talekeeper.graphql<{ fileSymptomReport: { symptomReport: Report } }>(
        `mutation ($input: SymptomReportInput!) { fileSymptomReport(input: $input) { symptomReport { id status } } }`,
        { input: { text: TEXT, reportedBy: 'ada', channel: 'CHATBOT', idempotencyKey: 'ticket-1' } },
      ),
    );
    expect(fileSymptomReport.symptomReport).toEqual({ id, status: 'MATCHED' });
  });

  it('and another report under that key is refused', async () => {
    const answer = talekeeper.graphql(
      'mutation { fileSymptomReport(input: {text: "other", idempotencyKey: "ticket-1"}) { symptomReport { id } } }',
    );
    expect(await refusalOf(answer)).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
      field: 'input.idempotencyKey',
    });
  });

  it('and a rejected match never comes back by itself', async () => {
    const { rejectMatch } = await dataOf(judge('rejectMatch', 'double-vlan'));
    expect(rejectMatch!.symptomReport).toMatchObject({ status: 'REJECTED', rejected: ['double-vlan'] });
    const { outcome, history } = await eventually(report, (it) => it.status === 'MATCHED');
    expect(outcome!.matches.map((it) => it.slug)).not.toContain('double-vlan');
    expect(history[2]).toMatchObject({ type: 'MatchRejected', actor: 'ada', reason: 'Looked.' });
  });

  it('but can be confirmed by an operator who thinks better of it', async () => {
    const { confirmMatch } = await dataOf(judge('confirmMatch', 'double-vlan'));
    expect(confirmMatch!.symptomReport).toMatchObject({
      status: 'CONFIRMED',
      confirmed: 'double-vlan',
      rejected: [],
    });
  });

  it('and the report can be seen as it was at any time', async () => {
    const { events } = await readTimes();
    const asFiled = await report(events[0]);
    expect(asFiled).toMatchObject({ status: 'FILED', version: 1, outcome: null });
    const asMatched = await report(events[1]);
    expect(asMatched).toMatchObject({ status: 'MATCHED', outcome: { verdict: 'KNOWN' } });
    expect(await report('1999-01-01T00:00:00Z')).toBeNull();
  });

  it('and it is closed with a reason, after which judgements are refused', async () => {
    const close = (reason: string) =>
      talekeeper.graphql<{ closeSymptomReport: { symptomReport: Report } }>(
        `mutation ($id: ID!, $reason: String!) { closeSymptomReport(reportId: $id, reason: $reason) { symptomReport { status } } }`,
        { id, reason },
      );
    expect(await refusalOf(close('  '))).toMatchObject({ code: 'REASON_MISSING', field: 'reason' });
    expect((await dataOf(close('VLAN settings corrected.'))).closeSymptomReport.symptomReport.status).toBe(
      'CLOSED',
    );
    expect(await refusalOf(judge('rejectMatch', 'double-vlan'))).toMatchObject({ code: 'REPORT_CLOSED' });
  });

  it('and it is found in the list, page by page', async () => {
    const more = ['a', 'b', 'c'].map((text) =>
      talekeeper.runtime.reports.file({ text, channel: 'operator' }, { actor: 'test', correlationId: 'x' }),
    );
    await Promise.all(more);
    const list = (after: string | null, filter = {}) =>
      dataOf(
        talekeeper.graphql<{
          symptomReports: {
            totalCount: number;
            nodes: Report[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        }>(
          `query ($after: String, $filter: SymptomReportFilter) {
            symptomReports(first: 3, after: $after, filter: $filter) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
          }`,
          { after, filter },
        ),
      ).then((it) => it.symptomReports);
    // A page is read before it is counted.
    const first = await eventually(
      () => list(null),
      (it) => it.totalCount === 4 && it.nodes.length === 3,
    );
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await list(first.pageInfo.endCursor);
    expect(second.nodes.map((it) => it.id)).toEqual([id]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const closed = await eventually(
      () => list(null, { status: 'CLOSED' }),
      (it) => it.totalCount === 1,
    );
    expect(closed.nodes.map((it) => it.id)).toEqual([id]);
  });

  async function readTimes() {
    const { rows } = await talekeeper.database.pool.query<{ recorded_at: Date }>(
      'select recorded_at from event where stream_id = $1 order by version',
      [`report-${id}`],
    );
    return { events: rows.map((it) => it.recorded_at.toISOString()) };
  }
});
