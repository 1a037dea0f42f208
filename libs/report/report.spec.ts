import { describe, expect, it } from '@jest/globals';
import { Rejection } from '../kernel/index.js';
import {
  close,
  confirm,
  evolve,
  file,
  recordOutcome,
  rejectMatch,
  reportAggregate,
  type FiledReport,
  type MatchOutcome,
  type ReportEvent,
  type SymptomReport,
} from './index.js';

const filed: FiledReport = {
  observation: { text: 'Sessions hang', logLines: [], facts: [] },
  channel: 'operator',
  idempotencyKey: 'ticket-7',
};
const outcome: MatchOutcome = {
  verdict: 'AMBIGUOUS',
  matches: [match('double-vlan', 0.6), match('the-issue', 0.5)],
  matcherVersion: 'lexical/1',
  knowledgeVersion: 12,
};
const wasFiled: ReportEvent = { type: 'SymptomReportFiled', data: filed };
const wasMatched: ReportEvent = { type: 'SymptomReportMatched', data: outcome };
const wasConfirmed: ReportEvent = { type: 'MatchConfirmed', data: { slug: 'double-vlan', isListed: true } };
const wasRejected: ReportEvent = { type: 'MatchRejected', data: { slug: 'double-vlan' } };
const wasClosed: ReportEvent = { type: 'SymptomReportClosed', data: { reason: 'Fixed.' } };

const stateAfter = (...history: ReportEvent[]) =>
  history.reduce<SymptomReport>(evolve, reportAggregate.initial);

function given(...history: ReportEvent[]) {
  const report = stateAfter(...history);
  return {
    when: (decide: (report: SymptomReport) => ReportEvent[]) => ({
      then: (...expected: ReportEvent[]) => expect(decide(report)).toEqual(expected),
      thenNothingHappened: () => expect(decide(report)).toEqual([]),
      thenRefused: (code: string, field: string) => {
        let refusal: unknown;
        try {
          decide(report);
        } catch (error) {
          refusal = error;
        }
        expect(refusal).toBeInstanceOf(Rejection);
        expect(refusal).toMatchObject({ code, field });
        expect((refusal as Rejection).remedy).toBeTruthy();
      },
    }),
  };
}

describe('filing a report', () => {
  it('keeps what was observed', () =>
    given()
      .when((it) => file(filed, it))
      .then(wasFiled));
  it('changes nothing when the same report comes again under its key', () =>
    given(wasFiled, wasMatched)
      .when((it) => file({ ...filed }, it))
      .thenNothingHappened());
  it('refuses another report under the same key', () =>
    given(wasFiled)
      .when((it) => file({ ...filed, observation: { ...filed.observation, text: 'Other' } }, it))
      .thenRefused('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'));
});

describe('an answer of the matcher', () => {
  it('is kept', () =>
    given(wasFiled)
      .when((it) => recordOutcome(outcome, it))
      .then(wasMatched));
  it('leaves no event when it says nothing new', () =>
    given(wasFiled, wasMatched)
      .when((it) => recordOutcome({ ...outcome, knowledgeVersion: 99 }, it))
      .thenNothingHappened());
  it('replaces the one before when it differs', () => {
    const newer = { ...outcome, verdict: 'KNOWN' as const, knowledgeVersion: 99 };
    given(wasFiled, wasMatched)
      .when((it) => recordOutcome(newer, it))
      .then({ type: 'SymptomReportMatched', data: newer });
  });
  it('does not touch what an operator has confirmed or closed', () => {
    const newer = { ...outcome, verdict: 'UNKNOWN' as const };
    given(wasFiled, wasMatched, wasConfirmed)
      .when((it) => recordOutcome(newer, it))
      .thenNothingHappened();
    given(wasFiled, wasMatched, wasClosed)
      .when((it) => recordOutcome(newer, it))
      .thenNothingHappened();
  });
});

describe('judging a match', () => {
  it('confirms it', () =>
    given(wasFiled, wasMatched)
      .when((it) => confirm({ slug: 'double-vlan', isPublished: false }, it))
      .then(wasConfirmed));
  it('rejects it, with the reason', () =>
    given(wasFiled, wasMatched)
      .when((it) => rejectMatch({ slug: 'the-issue', reason: 'No DHCP here.' }, it))
      .then({ type: 'MatchRejected', data: { slug: 'the-issue', reason: 'No DHCP here.' } }));
  it('changes nothing the second time', () => {
    given(wasFiled, wasMatched, wasConfirmed)
      .when((it) => confirm({ slug: 'double-vlan', isPublished: false }, it))
      .thenNothingHappened();
    given(wasFiled, wasMatched, wasRejected)
      .when((it) => rejectMatch({ slug: 'double-vlan' }, it))
      .thenNothingHappened();
  });
  it('confirms what the report does not list as well, as long as it is published', () => {
    given(wasFiled, wasMatched)
      .when((it) => confirm({ slug: 'something-else', isPublished: true, reason: 'I was there.' }, it))
      .then({
        type: 'MatchConfirmed',
        data: { slug: 'something-else', isListed: false, reason: 'I was there.' },
      });
    given(wasFiled, wasMatched)
      .when((it) => confirm({ slug: 'something-else', isPublished: false }, it))
      .thenRefused('MATCH_NOT_FOUND', 'slug');
  });
  it('rejects only what the report lists', () =>
    given(wasFiled, wasMatched)
      .when((it) => rejectMatch({ slug: 'something-else' }, it))
      .thenRefused('MATCH_NOT_FOUND', 'slug'));
  it('can reject what was confirmed although the report does not list it', () =>
    given(wasFiled, wasMatched, {
      type: 'MatchConfirmed',
      data: { slug: 'something-else', isListed: false },
    })
      .when((it) => rejectMatch({ slug: 'something-else' }, it))
      .then({ type: 'MatchRejected', data: { slug: 'something-else' } }));
  it('is not possible before there is an answer', () => {
    given(wasFiled)
      .when((it) => rejectMatch({ slug: 'double-vlan' }, it))
      .thenRefused('MATCH_NOT_FOUND', 'slug');
    given(wasFiled)
      .when((it) => confirm({ slug: 'double-vlan', isPublished: true }, it))
      .thenRefused('MATCH_NOT_FOUND', 'slug');
  });
  it('can be changed: a later word of an operator takes back the earlier one', () => {
    expect(stateAfter(wasFiled, wasMatched, wasRejected)).toMatchObject({
      status: 'rejected',
      rejected: ['double-vlan'],
    });
    const confirmed = stateAfter(wasFiled, wasMatched, wasRejected, wasConfirmed);
    expect(confirmed).toMatchObject({ status: 'confirmed', confirmed: 'double-vlan', rejected: [] });
    const rejectedAgain = stateAfter(wasFiled, wasMatched, wasConfirmed, wasRejected);
    expect(rejectedAgain).toMatchObject({ status: 'rejected', rejected: ['double-vlan'] });
    expect(rejectedAgain).not.toHaveProperty('confirmed');
  });
  it('leaves a confirmed match confirmed when another one is rejected', () =>
    expect(
      stateAfter(wasFiled, wasMatched, wasConfirmed, { type: 'MatchRejected', data: { slug: 'the-issue' } }),
    ).toMatchObject({ status: 'confirmed', confirmed: 'double-vlan', rejected: ['the-issue'] }));
});

describe('closing a report', () => {
  it('keeps the reason', () =>
    given(wasFiled)
      .when((it) => close({ reason: ' Fixed. ' }, it))
      .then(wasClosed));
  it('changes nothing the second time', () =>
    given(wasFiled, wasClosed)
      .when((it) => close({ reason: '' }, it))
      .thenNothingHappened());
  it('needs a reason', () =>
    given(wasFiled)
      .when((it) => close({ reason: ' ' }, it))
      .thenRefused('REASON_MISSING', 'reason'));
  it('is final for judgements', () =>
    given(wasFiled, wasMatched, wasClosed)
      .when((it) => confirm({ slug: 'double-vlan', isPublished: false }, it))
      .thenRefused('REPORT_CLOSED', 'id'));
});

function match(slug: string, confidence: number) {
  return { slug, title: slug, confidence, evidence: [], contradictions: [] };
}
