import { afterEach, describe, expect, it } from '@jest/globals';
import { createInMemoryEventStore, execute } from '../event-store/index.js';
import {
  close,
  confirm,
  existing,
  file,
  recordOutcome,
  rejectMatch,
  reportAggregate,
  reportStream,
  validateFiling,
  type MatchOutcome,
  type ReportEvent,
  type SymptomReport,
} from '../report/index.js';
import { openLive, type Live } from './live.js';

const now = new Date('2026-01-02T03:04:05Z');
const ID = '0198a0c0-0000-7000-8000-000000000001';
const outcome: MatchOutcome = {
  verdict: 'UNKNOWN',
  matches: [{ slug: 'double-vlan', title: 'Double VLAN', confidence: 0.2, evidence: [], contradictions: [] }],
  matcherVersion: 'test-1',
  knowledgeVersion: 0,
};

describe('what happens, as it happens', () => {
  let live: Live | undefined;
  afterEach(() => live?.close());

  function opened() {
    const store = createInMemoryEventStore({ now: () => now });
    const listeners = new Set<() => void>();
    live = openLive({
      store,
      onLogGrowth: (callback) => {
        listeners.add(callback);
        return () => listeners.delete(callback);
      },
      onError: (error) => {
        throw error;
      },
    });
    let commands = 0;
    const change = async (decide: (report: SymptomReport) => ReportEvent[]) => {
      commands += 1;
      const context = { commandId: `c${commands}`, actor: 'ada', correlationId: 'r', causationId: 'c', now };
      await execute(store, reportAggregate, reportStream(ID), decide, context);
      await store.tick();
      for (const listener of listeners) listener();
    };
    return { live, change };
  }

  it('tells of each event of a report with its actor', async () => {
    const { live, change } = opened();
    const changes = await live.changes({});
    await change((report) => file(validateFiling({ text: 'ping is lost', channel: 'operator' }), report));
    expect((await changes.next()).value).toEqual({
      sequence: 1,
      content: { kind: 'report', id: ID, type: 'SymptomReportFiled', actor: 'ada', recordedAt: now },
    });
  });

  it('tells when a report enters and when it leaves the queue, and not when it stays', async () => {
    const { live, change } = opened();
    const changes = await live.changes({ wants: ({ queue }) => queue !== undefined });
    await change((report) => file(validateFiling({ text: 'ping is lost', channel: 'operator' }), report));
    await change((report) => recordOutcome(outcome, existing(report)));
    await change((report) => recordOutcome({ ...outcome, knowledgeVersion: 1 }, existing(report)));
    await change((report) => rejectMatch({ slug: 'double-vlan' }, existing(report)));
    await change((report) => confirm({ slug: 'double-vlan', isPublished: true }, existing(report)));
    await change((report) => rejectMatch({ slug: 'double-vlan' }, existing(report)));
    await change((report) => close({ reason: 'gone by itself' }, existing(report)));
    const told: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const { value } = await changes.next();
      told.push(`${value!.content.type} ${value!.content.queue}`);
    }
    expect(told).toEqual([
      'SymptomReportMatched entered',
      'MatchConfirmed left',
      'MatchRejected entered',
      'SymptomReportClosed left',
    ]);
  });
});
