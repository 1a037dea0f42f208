import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import type { Role } from '../../libs/identity/index.js';
import { stuckLockRecord } from '../support/records.js';
import { subscriber } from '../support/subscriptions.js';
import { startAnotherApi, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

const LIMITS = {
  LIVE_CONNECTIONS_MAX: '6',
  LIVE_CONNECTIONS_PER_CALLER_MAX: '3',
  LIVE_SUBSCRIPTIONS_PER_CONNECTION_MAX: '2',
};
const MATCHED = `subscription ($reportId: ID, $after: SafeInt) {
  symptomReportMatched(reportId: $reportId, after: $after) {
    sequence symptomReport { id text outcome { verdict } }
  }
}`;
const INCIDENTS = `subscription ($after: SafeInt) {
  incidentChanged(after: $after) { sequence type actor incident { slug status } }
}`;
const QUEUE = `subscription ($after: SafeInt) {
  uncategorisedQueueChanged(after: $after) { change symptomReport { id } }
}`;

interface Matched {
  readonly symptomReportMatched: {
    readonly sequence: number;
    readonly symptomReport: { readonly id: string; readonly text: string; readonly outcome: object };
  };
}
interface IncidentChanged {
  readonly incidentChanged: { readonly sequence: number; readonly type: string };
}

describe('subscriptions', () => {
  let talekeeper: Talekeeper;
  const caller = { actor: 'ada', correlationId: 'test' };
  const open: ReturnType<typeof subscriber>[] = [];
  beforeAll(async () => {
    talekeeper = await startTalekeeper(LIMITS);
  });
  afterEach(async () => {
    for (const { client } of open.splice(0)) await client.dispose();
  });
  afterAll(() => talekeeper.close());

  const connect = async (role: Role = 'reader', name?: string) => {
    const connected = subscriber(talekeeper.address, await talekeeper.key(role, name));
    open.push(connected);
    return connected;
  };
  const file = async (text: string) => {
    const { id } = await talekeeper.runtime.reports.file({ text, channel: 'operator' }, caller);
    await talekeeper.runtime.outcomes.wait(id, 15_000);
    return id;
  };
  const newest = () => talekeeper.runtime.store.lastSequence();

  it('tell of each report that gets an answer, with the answer', async () => {
    const { subscribe } = await connect();
    const matched = subscribe<Matched>(MATCHED, { after: await newest() });
    const id = await file('the coffee machine makes tea');
    expect((await matched.next()).symptomReportMatched.symptomReport).toEqual({
      id,
      text: 'the coffee machine makes tea',
      outcome: { verdict: 'UNKNOWN' },
    });
    await matched.end();
  });

  it('tell of one report alone where that is asked for', async () => {
    const after = await newest();
    await file('the first');
    const second = await file('the second');
    const { subscribe } = await connect();
    const matched = subscribe<Matched>(MATCHED, { reportId: second, after });
    expect((await matched.next()).symptomReportMatched.symptomReport.id).toBe(second);
    await matched.end();
  });

  it('go on where a lost connection ended, without a gap and without a repetition', async () => {
    let after = await newest();
    const filed: string[] = [];
    const told: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let i = 0; i < 3; i += 1) filed.push(await file(`round ${round}, report ${i}`));
      const { subscribe, client } = await connect();
      const matched = subscribe<Matched>(MATCHED, { after });
      // One is always left behind, or was sent and never taken.
      while (told.length < filed.length - 1) {
        const { sequence, symptomReport } = (await matched.next()).symptomReportMatched;
        told.push(symptomReport.id);
        after = sequence;
      }
      client.terminate();
    }
    expect(told).toEqual(filed.slice(0, -1));
  });

  it('tell of changes of incidents and of the queue, from whichever process they come', async () => {
    const elsewhere = await startAnotherApi(talekeeper, LIMITS);
    try {
      const other = subscriber(elsewhere.address, await talekeeper.key('reader'));
      open.push(other);
      const after = await newest();
      const incidents = other.subscribe<IncidentChanged>(INCIDENTS, { after });
      await talekeeper.runtime.incidents.submit(stuckLockRecord, {}, caller);
      await talekeeper.runtime.incidents.publish('stuck-lock', {}, caller);
      expect((await incidents.next()).incidentChanged.type).toBe('IncidentSubmitted');
      expect((await incidents.next()).incidentChanged).toMatchObject({
        type: 'IncidentPublished',
        actor: 'ada',
        incident: { slug: 'stuck-lock', status: 'PUBLISHED' },
      });

      const queue = other.subscribe(QUEUE, { after: await newest() });
      const id = await file('the lift stops between floors');
      expect(await queue.next()).toEqual({
        uncategorisedQueueChanged: { change: 'ENTERED', symptomReport: { id } },
      });
      await talekeeper.runtime.reports.close(id, 'somebody mended it', caller);
      expect(await queue.next()).toEqual({
        uncategorisedQueueChanged: { change: 'LEFT', symptomReport: { id } },
      });
    } finally {
      for (const { client } of open.splice(0)) await client.dispose();
      await elsewhere.close();
    }
  });

  const refusalOf = (subscription: { next(): Promise<unknown> }) =>
    subscription.next().then(
      () => 'let in',
      (error: unknown) => JSON.stringify(error instanceof Error ? error.message : error),
    );

  it('are for those who prove who they are', async () => {
    const nobody = subscriber(talekeeper.address, undefined);
    open.push(nobody);
    void refusalOf(nobody.subscribe(INCIDENTS));
    expect(await nobody.closed).toMatchObject({
      code: 4401,
      reason: expect.stringContaining('CREDENTIALS_MISSING'),
    });
    const forger = subscriber(talekeeper.address, 'tk_0123456789abcdef_forged');
    open.push(forger);
    void refusalOf(forger.subscribe(INCIDENTS));
    expect(await forger.closed).toMatchObject({ code: 4401 });
  });

  it('end when the key is revoked', async () => {
    const { subscribe, closed } = await connect('reader', 'soon-revoked');
    const after = await newest();
    await file('what comes before');
    const matched = subscribe<Matched>(MATCHED, { after });
    await matched.next();
    await talekeeper.runtime.identity.revokeKey('soon-revoked', 'ada');
    void refusalOf(matched);
    await file('what comes after');
    expect(await closed).toMatchObject({
      code: 4401,
      reason: expect.stringContaining('CREDENTIALS_REVOKED'),
    });
  });

  it('refuse what is no subscription, what is not valid, and a place that does not exist', async () => {
    const { subscribe } = await connect();
    expect(await refusalOf(subscribe('{ jobCounts { waiting } }'))).toContain('SUBSCRIPTIONS_ONLY');
    expect(await refusalOf(subscribe('subscription { nothingOfTheKind }'))).toContain('nothingOfTheKind');
    expect(await refusalOf(subscribe('subscription {'))).toContain('Syntax Error');
    expect(await refusalOf(subscribe(INCIDENTS, { after: 1_000_000 }))).toContain('SEQUENCE_UNKNOWN');
  });

  it('are bounded in number on one connection, and say the limit', async () => {
    const { subscribe } = await connect();
    const after = 0;
    const [one, two] = [subscribe(INCIDENTS, { after }), subscribe(INCIDENTS, { after })];
    await Promise.all([one.next(), two.next()]);
    expect(await refusalOf(subscribe(INCIDENTS, { after }))).toMatch(
      /SUBSCRIPTIONS_EXCEEDED|2 subscriptions/,
    );
    await one.end();
    await subscribe(INCIDENTS, { after }).next();
  });

  it('are bounded in connections, of one caller and of all', async () => {
    const holding = await Promise.all([1, 2, 3].map(() => connect('reader', 'greedy')));
    await Promise.all(holding.map(({ subscribe }) => subscribe(INCIDENTS, { after: 0 }).next()));
    const fourth = await connect('reader', 'greedy');
    void refusalOf(fourth.subscribe(INCIDENTS, { after: 0 }));
    expect(await fourth.closed).toMatchObject({
      code: 4503,
      reason: expect.stringContaining('CONNECTIONS_EXCEEDED'),
    });

    const more = await Promise.all([1, 2, 3].map((i) => connect('reader', `modest-${i}`)));
    await Promise.all(more.map(({ subscribe }) => subscribe(INCIDENTS, { after: 0 }).next()));
    const upgrade = new WebSocket(
      `${talekeeper.address.replace(/^http/, 'ws')}/graphql`,
      'graphql-transport-ws',
    );
    const refused = await new Promise<number>((resolve) => {
      upgrade.on('unexpected-response', (_, response) => resolve(response.statusCode!));
      upgrade.on('open', () => resolve(101));
      upgrade.on('error', () => undefined);
    });
    expect(refused).toBe(503);
    upgrade.terminate();
  });
});
