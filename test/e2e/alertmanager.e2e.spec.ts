import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../libs/identity/index.js';
import { startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Taken {
  readonly reportIds: readonly string[];
  readonly newAlerts: number;
  readonly knownAlerts: number;
  readonly resolvedAlerts: number;
}

describe('Alertmanager', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
  });
  afterAll(() => talekeeper.close());

  const alert = (fingerprint: string, more: object = {}) => ({
    status: 'firing',
    labels: { alertname: 'GuestsUnreachable', job: 'neutron', instance: fingerprint },
    annotations: { summary: `No reply from the guests of ${fingerprint}` },
    startsAt: '2026-01-02T03:04:05Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/graph',
    fingerprint,
    ...more,
  });
  /** The payload as Alertmanager's manual documents it. */
  const notification = (group: string, ...alerts: object[]) => ({
    version: '4',
    groupKey: `{}:{group="${group}"}`,
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'talekeeper',
    groupLabels: { alertname: 'GuestsUnreachable' },
    commonLabels: { alertname: 'GuestsUnreachable', job: 'neutron' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example',
    alerts,
  });
  const post = async (body: unknown, role: Role = 'reporter') => {
    const response = await fetch(`${talekeeper.address}/alertmanager`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await talekeeper.key(role)}`,
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Taken & { errors?: unknown } };
  };
  const taken = async (body: unknown) => (await post(body)).body;

  it('has one report filed for all alerts that fire together, which is matched like every other', async () => {
    const { reportIds, ...counts } = await taken(notification('one', alert('a1'), alert('a2')));
    expect(counts).toEqual({ newAlerts: 2, knownAlerts: 0, resolvedAlerts: 0 });
    expect(reportIds).toHaveLength(1);
    const report = await talekeeper.runtime.outcomes.wait(reportIds[0]!, 15_000);
    expect(report).toMatchObject({
      filed: {
        channel: 'monitoring',
        reportedBy: 'Alertmanager',
        observation: { component: 'neutron', text: expect.stringContaining('guests of a2') },
      },
      outcome: { verdict: 'UNKNOWN' },
    });
    const [filed] = await talekeeper.runtime.reports.history(reportIds[0]!);
    expect(filed).toMatchObject({ actor: 'reporter' });
  });

  it('files nothing again while the same alerts go on firing, and only what is new of a group that grows', async () => {
    const first = await taken(notification('two', alert('b1')));
    expect(await taken(notification('two', alert('b1')))).toEqual({
      reportIds: first.reportIds,
      newAlerts: 0,
      knownAlerts: 1,
      resolvedAlerts: 0,
    });
    const grown = await taken(notification('two', alert('b1'), alert('b2')));
    expect(grown).toMatchObject({ newAlerts: 1, knownAlerts: 1 });
    expect(grown.reportIds).toHaveLength(2);
    const { filed } = await talekeeper.runtime.reports.get(grown.reportIds[1]!);
    expect(filed.observation.text).not.toContain('guests of b1');
  });

  it('files anew what fires anew, and nothing for what is resolved', async () => {
    const first = await taken(notification('three', alert('c1')));
    expect(await taken(notification('three', alert('c1', { status: 'resolved' })))).toEqual({
      reportIds: [],
      newAlerts: 0,
      knownAlerts: 0,
      resolvedAlerts: 1,
    });
    const again = await taken(notification('three', alert('c1', { startsAt: '2026-01-03T03:04:05Z' })));
    expect(again).toMatchObject({ newAlerts: 1 });
    expect(again.reportIds).not.toEqual(first.reportIds);
  });

  it('files one report when two Alertmanagers of a cluster notify at once', async () => {
    const body = notification('four', alert('d1'), alert('d2'));
    const answers = await Promise.all([1, 2, 3, 4].map(() => taken(body)));
    expect(new Set(answers.flatMap((it) => it.reportIds)).size).toBe(1);
    expect(answers.map((it) => it.newAlerts).sort()).toEqual([0, 0, 0, 2]);
  });

  it('refuses what is no notification, and keys that may not file', async () => {
    expect(await post({ version: '3' })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'ALERTS_INVALID', field: 'version' } }] },
    });
    expect(await post(notification('five', alert('e1')), 'reader')).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'PERMISSION_DENIED' } }] },
    });
  });
});
