import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadCatalogue } from '../../libs/runtime/index.js';
import { compiled } from '../support/dist.js';
import { stuckLock } from '../support/records.js';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

jest.setTimeout(120_000);

const SLUG = 'disappearing-images';

let talekeeper: Talekeeper;

beforeAll(async () => {
  await compiled('libs/runtime/simulation/thread.js');
  talekeeper = await startTalekeeper();
  await loadCatalogue(talekeeper.runtime.incidents);
});
afterAll(() => talekeeper.close());

interface Seen {
  readonly verificationStatus: string;
  readonly verifiedAt: string | null;
  readonly verification: {
    readonly holds: boolean;
    readonly scenarioVersion: number;
    readonly seeds: { readonly from: number; readonly to: number };
    readonly durationMs: number;
    readonly declaration: readonly { readonly rule: string; readonly subject: string }[];
    readonly plays: readonly {
      readonly arm: string;
      readonly holds: boolean;
      readonly probes: readonly { readonly probe: string; readonly seeds: number }[];
    }[];
  } | null;
}

const FIGURES = `{
  verificationStatus verifiedAt
  verification {
    holds scenarioVersion seeds { from to } durationMs declaration { rule subject }
    plays { arm holds probes { probe seeds count { min median max } firstMs { median } } }
  }
}`;

const incident = async (slug = SLUG) =>
  (
    await dataOf<{ incident: Seen }>(
      talekeeper.graphql(`query ($slug: ID!) { incident(slug: $slug) ${FIGURES} }`, { slug }),
    )
  ).incident;

const verify = (slug: string, seeds = '0..1', clientMutationId?: string) =>
  talekeeper.graphql<{ verifyIncident: { verification: { id: string; state: string } } }>(
    `mutation ($input: VerifyIncidentInput!) {
      verifyIncident(input: $input) { clientMutationId verification { id state seeds { from to } addedAt } }
    }`,
    { input: { slug, seeds, clientMutationId } },
  );

interface Pending {
  readonly id: string;
  readonly state: string;
  readonly done: number;
  readonly total: number;
}
const pending = async () =>
  (
    await dataOf<{ pendingVerifications: Pending[] }>(
      talekeeper.graphql('{ pendingVerifications { id slug seeds { from to } state done total } }'),
    )
  ).pendingVerifications;

/** Slugs of the incidents that the list has for a status of verification. */
const listedAs = async (status: string) =>
  (
    await dataOf<{ incidents: { nodes: { slug: string }[] } }>(
      talekeeper.graphql(
        'query ($in: [VerificationStatus!]) { incidents(filter: { verificationStatuses: $in }) { nodes { slug } } }',
        { in: [status] },
      ),
    )
  ).incidents.nodes.map(({ slug }) => slug);

/** The outcome is in the log a moment before the queue lets go of the job. */
const noneIsPending = () => eventually(pending, (it) => it.length === 0);

const cancel = (id: string, clientMutationId?: string) =>
  talekeeper.graphql<{ cancelVerification: { id: string } }>(
    'mutation ($input: CancelVerificationInput!) { cancelVerification(input: $input) { id clientMutationId } }',
    { input: { id, clientMutationId } },
  );

/** The shipped record with a change, in the place of the current one. */
const revise = async (change: object) => {
  const { record } = await talekeeper.runtime.incidents.get(SLUG);
  const caller = { actor: 'test', correlationId: talekeeper.runtime.ids.next() };
  await talekeeper.runtime.incidents.revise({ ...record, ...change }, { reason: 'To see.' }, caller);
  return record;
};

describe('the verification of an incident', () => {
  it('turns it from unverified to verified, with the figures, and is in its history', async () => {
    expect(await incident()).toEqual({
      verificationStatus: 'UNVERIFIED',
      verifiedAt: null,
      verification: null,
    });
    await dataOf(verify(SLUG));
    const { verification, verifiedAt } = await eventually(
      incident,
      (it) => it.verificationStatus === 'VERIFIED',
    );
    expect(Date.parse(verifiedAt!)).toBeGreaterThan(Date.now() - 120_000);
    expect(verification).toMatchObject({ holds: true, seeds: { from: 0, to: 1 }, declaration: [] });
    expect(new Set(verification!.plays.map(({ arm }) => arm)).size).toBe(5);
    const fault = verification!.plays.find(({ arm }) => arm === 'FAULT')!;
    expect(fault.probes.filter(({ seeds }) => seeds === 2).length).toBeGreaterThan(5);
    await noneIsPending();

    const listed = () =>
      dataOf<{ incidents: { nodes: Seen[] } }>(
        talekeeper.graphql(
          `{ incidents(filter: { component: "glance", verificationStatuses: [VERIFIED, REFUTED] }) {
            nodes { slug ${FIGURES.slice(1)}
          } }`,
        ),
      );
    const { incidents } = await eventually(listed, ({ incidents: { nodes } }) =>
      nodes.some((it) => it.verificationStatus === 'VERIFIED'),
    );
    expect(incidents.nodes).toContainEqual(expect.objectContaining({ verification, verifiedAt }));

    expect(await listedAs('UNVERIFIED')).not.toContain(SLUG);
    const history = await talekeeper.runtime.incidents.history(SLUG);
    expect(history.at(-1)).toMatchObject({ type: 'IncidentVerified' });
  });

  it('goes stale when the record claims something else, and is refuted when nothing shows that', async () => {
    const record = await revise({
      symptoms: [
        ...(await talekeeper.runtime.incidents.get(SLUG)).record.symptoms,
        { id: 'fans-are-loud', statement: 'The fans of the node turn at full speed.' },
      ],
    });
    expect((await incident()).verificationStatus).toBe('STALE');
    await eventually(
      () => listedAs('STALE'),
      (slugs) => slugs.includes(SLUG),
    );
    await dataOf(verify(SLUG, '5'));
    const { verification } = await eventually(incident, (it) => it.verificationStatus === 'REFUTED');
    await noneIsPending();
    expect(verification!.declaration).toEqual([{ rule: 'DECLARATION_WRONG', subject: 'fans-are-loud' }]);
    expect(verification!.plays.every(({ holds }) => holds)).toBe(true);

    await revise({ symptoms: record.symptoms });
    expect((await incident()).verificationStatus).toBe('STALE');
  });

  it('tells how far it has come, is not started twice, and leaves nothing when it is called off', async () => {
    const before = await talekeeper.runtime.incidents.history(SLUG);
    const started = await dataOf(verify(SLUG, '0..9999', 'verify-many'));
    const { id } = started.verifyIncident.verification;
    const [running] = await eventually(pending, ([first]) => first !== undefined && first.done > 0);
    expect(running).toMatchObject({ id, slug: SLUG, seeds: { from: 0, to: 9_999 }, state: 'RUNNING' });
    expect(running!.total).toBeGreaterThan(50_000);
    expect(await refusalOf(verify(SLUG))).toMatchObject({
      code: 'VERIFICATION_RUNNING',
      field: 'input.slug',
    });

    const forget = (key: string) =>
      talekeeper.database.pool.query('update idempotency_key set result = null where key = $1', [key]);
    expect(await dataOf(verify(SLUG, '0..9999', 'verify-many'))).toEqual(started);
    expect(await refusalOf(verify(SLUG, '0..1', 'verify-many'))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    // As if the process had died when the verification was in the queue and nobody had been told.
    await forget('verify-many');
    const repeated = await dataOf(verify(SLUG, '0..9999', 'verify-many'));
    expect(repeated.verifyIncident.verification.id).toBe(id);
    expect(await pending()).toHaveLength(1);

    const cancelled = await dataOf(cancel(id, 'cancel-it'));
    expect(cancelled.cancelVerification).toEqual({ id, clientMutationId: 'cancel-it' });
    expect(await pending()).toEqual([]);
    expect(await dataOf(cancel(id, 'cancel-it'))).toEqual(cancelled);
    await forget('cancel-it');
    expect(await dataOf(cancel(id, 'cancel-it'))).toEqual(cancelled);
    expect(await refusalOf(cancel('other', 'cancel-it'))).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    // The verification that was called off is not started again by who asks for it again.
    expect(await dataOf(verify(SLUG, '0..9999', 'verify-many'))).toEqual(repeated);
    expect(await pending()).toEqual([]);
    await dataOf(verify(SLUG, '3'));
    await eventually(incident, (it) => it.verificationStatus === 'VERIFIED');
    const history = await talekeeper.runtime.incidents.history(SLUG);
    expect(history.slice(before.length).map(({ type }) => type)).toEqual(['IncidentVerified']);
  });

  it('is refused with a code where it cannot be', async () => {
    await dataOf(
      talekeeper.graphql(
        'mutation ($input: IncidentInput!) { submitIncident(input: $input) { incident { slug } } }',
        { input: stuckLock },
      ),
    );
    expect(await refusalOf(verify(stuckLock.slug))).toMatchObject({ code: 'INCIDENT_HAS_NO_SCENARIO' });
    expect(await refusalOf(verify('nothing-like-it'))).toMatchObject({ code: 'INCIDENT_NOT_FOUND' });
    expect(await refusalOf(verify(SLUG, '9..1'))).toMatchObject({ code: 'SEEDS_INVALID' });
    expect(await refusalOf(cancel('nobody'))).toMatchObject({ code: 'VERIFICATION_NOT_FOUND' });
  });
});

describe('the sweeps of a scenario', () => {
  interface Scenario {
    readonly slug: string;
    readonly sweeps: readonly {
      readonly id: string;
      readonly x: { readonly unit: string; readonly scale: string };
      readonly series: readonly {
        readonly label: string;
        readonly points: readonly { readonly x: number; readonly y: number }[];
      }[];
    }[];
  }
  const scenario = async (slug: string) =>
    (
      await dataOf<{ scenario: Scenario | null }>(
        talekeeper.graphql(
          `query ($slug: ID!) {
            scenario(slug: $slug) { slug sweeps { id x { unit scale } series { label points { x y min max } } } }
          }`,
          { slug },
        ),
      )
    ).scenario;

  it('are there as data: a base file is lost with a node that is down for long, and never with the fix', async () => {
    const { sweeps } = (await scenario(SLUG))!;
    const { x, series } = sweeps.find(({ id }) => id === 'loss-by-downtime')!;
    expect(x).toEqual({ unit: 'min', scale: 'LINEAR' });
    const [enabled, disabled] = series;
    expect([enabled!.points.at(0)!.y, enabled!.points.at(-1)!.y]).toEqual([0, 100]);
    expect(disabled!.points.map(({ y }) => y)).toEqual(disabled!.points.map(() => 0));
    expect(await scenario(SLUG)).toEqual({ slug: SLUG, sweeps });
  });

  it('are of no scenario that does not exist', async () => {
    expect(await scenario('nothing-like-it')).toBeNull();
    const { scenarios } = await dataOf<{ scenarios: { slug: string; wrongFixes: object[] }[] }>(
      talekeeper.graphql(
        '{ scenarios { slug version fault fix { id } wrongFixes { id } lookAlike { check } } }',
      ),
    );
    expect(scenarios.map(({ slug }) => slug)).toContain(SLUG);
  });
});
