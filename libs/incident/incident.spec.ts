import { describe, expect, it } from '@jest/globals';
import { Rejection } from '../kernel/index.js';
import {
  claimOf,
  evolve,
  existing,
  incidentAggregate,
  publish,
  recordVerification,
  retire,
  revise,
  submit,
  supersede,
  validateIncident,
  verificationStatusOf,
  type Incident,
  type IncidentEvent,
  type Verification,
} from './index.js';

const record = validateIncident({
  slug: 'stuck-lock',
  title: 'A lock is never released',
  symptoms: [{ id: 'requests-wait', statement: 'Requests wait for ever.' }],
  rootCause: {
    statement: 'A lock leaks.',
    mechanism: 'An early return skips the release.',
    category: 'software-defect',
  },
  resolution: 'resolved',
});
const better = { ...record, title: 'A lock is never released after an error' };

const submitted: IncidentEvent = { type: 'IncidentSubmitted', data: { record } };
const published: IncidentEvent = { type: 'IncidentPublished', data: {} };
const retired: IncidentEvent = { type: 'IncidentRetired', data: { reason: 'The product is gone.' } };
const superseded: IncidentEvent = {
  type: 'IncidentSuperseded',
  data: { by: 'leaky-lock', reason: 'Same cause.' },
};

/** The history so far, and what a decision makes of it. */
function given(...history: IncidentEvent[]) {
  const incident = history.reduce<Incident>(evolve, incidentAggregate.initial);
  return {
    when: (decide: (incident: Incident) => IncidentEvent[]) => ({
      then: (...expected: IncidentEvent[]) => expect(decide(incident)).toEqual(expected),
      thenNothingHappened: () => expect(decide(incident)).toEqual([]),
      thenRefused: (code: string, field?: string) => {
        let refusal: unknown;
        try {
          decide(incident);
        } catch (error) {
          refusal = error;
        }
        expect(refusal).toBeInstanceOf(Rejection);
        expect(refusal).toMatchObject({ code, ...(field ? { field } : {}) });
        expect((refusal as Rejection).remedy).toBeTruthy();
      },
    }),
  };
}

describe('submitting an incident', () => {
  it('keeps the record as a draft', () =>
    given()
      .when((it) => submit({ record, reason: 'Seen twice.' }, it))
      .then({ type: 'IncidentSubmitted', data: { record, reason: 'Seen twice.' } }));
  it('changes nothing when the same record comes again', () =>
    given(submitted, published)
      .when((it) => submit({ record }, it))
      .thenNothingHappened());
  it('refuses another record under the same slug', () =>
    given(submitted)
      .when((it) => submit({ record: better }, it))
      .thenRefused('INCIDENT_ALREADY_EXISTS', 'slug'));
});

describe('publishing an incident', () => {
  it('makes a reviewed draft searchable', () =>
    given(submitted)
      .when((it) => publish({ slug: record.slug, reason: 'Reviewed.' }, it))
      .then({ type: 'IncidentPublished', data: { reason: 'Reviewed.' } }));
  it('changes nothing the second time', () =>
    given(submitted, published)
      .when((it) => publish({ slug: record.slug }, it))
      .thenNothingHappened());
  it('refuses what was never submitted', () =>
    given()
      .when((it) => publish({ slug: 'nobody' }, it))
      .thenRefused('INCIDENT_NOT_FOUND', 'slug'));
  it('refuses a retired incident', () =>
    given(submitted, retired)
      .when((it) => publish({ slug: record.slug }, it))
      .thenRefused('INCIDENT_NOT_CURRENT'));
  it.each([
    ['without a symptom', { symptoms: [] }, 'INCIDENT_HAS_NO_SYMPTOM', 'symptoms'],
    ['without a root cause', { rootCause: undefined }, 'INCIDENT_HAS_NO_ROOT_CAUSE', 'rootCause'],
    [
      'with suggestions that nobody reviewed',
      { unreviewed: ['components'] },
      'INCIDENT_NOT_REVIEWED',
      'unreviewed',
    ],
  ])('refuses a record %s', (_what, change, code, field) =>
    given({ type: 'IncidentSubmitted', data: { record: { ...record, ...change } } })
      .when((it) => publish({ slug: record.slug }, it))
      .thenRefused(code, field),
  );
});

describe('revising an incident', () => {
  it('puts the new record in the place of the old one, with the reason', () =>
    given(submitted, published)
      .when((it) => revise({ record: better, reason: ' More precise. ' }, it))
      .then({ type: 'IncidentRevised', data: { record: better, reason: 'More precise.' } }));
  it('changes nothing when nothing changed, even without a reason', () =>
    given(submitted)
      .when((it) => revise({ record }, it))
      .thenNothingHappened());
  it('wants a reason', () =>
    given(submitted)
      .when((it) => revise({ record: better, reason: ' ' }, it))
      .thenRefused('REASON_MISSING', 'reason'));
  it('refuses to leave a published incident incomplete', () =>
    given(submitted, published)
      .when((it) => revise({ record: { ...record, symptoms: [] }, reason: 'Cleaning.' }, it))
      .thenRefused('INCIDENT_HAS_NO_SYMPTOM'));
  it('lets a draft become incomplete', () =>
    given(submitted)
      .when((it) => revise({ record: { ...record, symptoms: [] }, reason: 'Cleaning.' }, it))
      .then({ type: 'IncidentRevised', data: { record: { ...record, symptoms: [] }, reason: 'Cleaning.' } }));
});

describe('the end of an incident', () => {
  it('can be that another takes its place', () =>
    given(submitted, published)
      .when((it) => supersede({ slug: record.slug, by: 'leaky-lock', reason: 'Same cause.' }, it))
      .then(superseded));
  it('is not superseded twice by the same', () =>
    given(submitted, superseded)
      .when((it) => supersede({ slug: record.slug, by: 'leaky-lock', reason: 'Again.' }, it))
      .thenNothingHappened());
  it('is not superseded by itself', () =>
    given(submitted)
      .when((it) => supersede({ slug: record.slug, by: record.slug, reason: 'Hm.' }, it))
      .thenRefused('INCIDENT_SUPERSEDES_ITSELF', 'by'));
  it('can be that it no longer applies', () =>
    given(submitted)
      .when((it) => retire({ slug: record.slug, reason: 'The product is gone.' }, it))
      .then(retired));
  it('is not retired twice', () =>
    given(submitted, retired)
      .when((it) => retire({ slug: record.slug, reason: 'Again.' }, it))
      .thenNothingHappened());
  it('is final: a superseded incident is neither revised nor retired', () => {
    given(submitted, superseded)
      .when((it) => revise({ record: better, reason: 'Late.' }, it))
      .thenRefused('INCIDENT_NOT_CURRENT');
    given(submitted, superseded)
      .when((it) => retire({ slug: record.slug, reason: 'Late.' }, it))
      .thenRefused('INCIDENT_NOT_CURRENT');
  });
  it('needs a reason', () =>
    given(submitted)
      .when((it) => retire({ slug: record.slug }, it))
      .thenRefused('REASON_MISSING', 'reason'));
});

describe('recording a proof', () => {
  const claimed = { ...record, scenario: 'stuck-lock' };
  const known: IncidentEvent = { type: 'IncidentSubmitted', data: { record: claimed } };
  const proof: Verification = {
    scenario: 'stuck-lock',
    scenarioVersion: 3,
    claim: claimOf(claimed).digest,
    seeds: { from: 0, to: 99 },
    arms: ['healthy', 'fault', 'fix', 'wrong-fix', 'look-alike'],
    holds: true,
    declaration: [],
    plays: [],
    simulatedEvents: 12,
    durationMs: 5,
  };
  const recorded = (verification: Verification) => (incident: Incident) =>
    recordVerification({ slug: 'stuck-lock', verification }, incident);
  const statusAfter = (scenarioVersion: number | undefined, ...history: IncidentEvent[]) => {
    const incident = existing(history.reduce<Incident>(evolve, undefined));
    return verificationStatusOf(claimOf(incident.record).digest, incident.verification, scenarioVersion);
  };
  const verified: IncidentEvent = { type: 'IncidentVerified', data: proof };
  const refuted: IncidentEvent = { type: 'IncidentRefuted', data: { ...proof, holds: false } };

  it('says that it holds or that it does not', () => {
    given(known).when(recorded(proof)).then(verified);
    given(known)
      .when(recorded({ ...proof, holds: false, arms: ['fix'] }))
      .then({
        type: 'IncidentRefuted',
        data: { ...proof, holds: false, arms: ['fix'] },
      });
  });

  it('is refused where the proof left something out or is of another scenario', () => {
    given(known)
      .when(recorded({ ...proof, arms: ['fault', 'fix'] }))
      .thenRefused('VERIFICATION_INCOMPLETE');
    given(submitted).when(recorded(proof)).thenRefused('INCIDENT_HAS_NO_SCENARIO');
    given(known, retired).when(recorded(proof)).thenRefused('INCIDENT_NOT_CURRENT');
    given().when(recorded(proof)).thenRefused('INCIDENT_NOT_FOUND');
  });

  it('makes the incident verified or refuted, the newest proof counts', () => {
    expect(statusAfter(3, known)).toBe('unverified');
    expect(statusAfter(3, known, refuted, verified)).toBe('verified');
    expect(statusAfter(3, known, verified, refuted)).toBe('refuted');
  });

  it('goes stale when the scenario changes, or what the record claims, but not with a better title', () => {
    const revised = (change: Partial<typeof claimed>): IncidentEvent => ({
      type: 'IncidentRevised',
      data: { record: { ...claimed, ...change }, reason: 'Better.' },
    });
    expect(statusAfter(4, known, verified)).toBe('stale');
    expect(statusAfter(undefined, known, verified)).toBe('stale');
    expect(statusAfter(3, known, verified, revised({ title: 'Stuck' }), published)).toBe('verified');
    expect(statusAfter(3, known, verified, revised({ permanentFix: 'Release it.' }))).toBe('stale');
    expect(statusAfter(3, known, verified, revised({ symptoms: [] }))).toBe('stale');
    expect(statusAfter(3, known, verified, revised({ symptoms: [] }), revised({}))).toBe('verified');
  });
});
