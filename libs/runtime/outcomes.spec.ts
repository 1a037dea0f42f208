import { describe, expect, it } from '@jest/globals';
import { createInMemoryEventStore } from '../event-store/index.js';
import { recordOutcome, reportAggregate, reportStream, type MatchOutcome } from '../report/index.js';
import { execute } from '../event-store/index.js';
import { openOutcomes } from './outcomes.js';
import { openReports } from './reports.js';

const caller = { actor: 'ada', correlationId: 'request-1' };
const outcome: MatchOutcome = {
  verdict: 'UNKNOWN',
  matches: [],
  matcherVersion: 'test/1',
  knowledgeVersion: 0,
};
const FOR_EVER_MS = 600_000;

function talekeeper() {
  let tick = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 0, 1) + tick++) };
  const ids = { next: () => `00000000-0000-7000-8000-${String(tick++).padStart(12, '0')}` };
  const store = createInMemoryEventStore(clock);
  const listeners = new Set<() => void>();
  const errors: unknown[] = [];
  const reads = { count: 0, failures: 0 };
  const incidents = { find: () => Promise.resolve(null) };
  const reports = openReports({ store, clock, ids, incidents, changed: () => undefined });
  const watched = {
    lastSequence: () => store.lastSequence(),
    readLog(...options: Parameters<typeof store.readLog>) {
      reads.count += 1;
      return reads.failures-- > 0 ? Promise.reject(new Error('no connection')) : store.readLog(...options);
    },
  };
  return {
    reports,
    listeners,
    reads,
    errors,
    outcomes: openOutcomes({
      store: watched,
      reports,
      onLogGrowth(callback) {
        listeners.add(callback);
        return () => listeners.delete(callback);
      },
      onError: (error) => errors.push(error),
    }),
    file: async (text: string) => (await reports.file({ text, channel: 'operator' }, caller)).id,
    async answer(id: string) {
      const context = { commandId: ids.next(), ...caller, causationId: 'x', now: clock.now() };
      await execute(store, reportAggregate, reportStream(id), (it) => recordOutcome(outcome, it), context);
    },
    async grow() {
      await store.tick();
      for (const callback of [...listeners]) callback();
    },
  };
}

describe('waiting for the answer to a report', () => {
  it('ends when the log has it', async () => {
    const { outcomes, file, answer, grow } = talekeeper();
    const id = await file('it hangs');
    const waiting = outcomes.wait(id, FOR_EVER_MS);
    await answer(id);
    await grow();
    expect(await waiting).toMatchObject({ id, status: 'matched', outcome });
  });

  it('does not begin when it is there already', async () => {
    const { outcomes, file, answer } = talekeeper();
    const id = await file('it hangs');
    await answer(id);
    expect(await outcomes.wait(id, FOR_EVER_MS)).toMatchObject({ outcome });
  });

  it('ends without it when the time is over', async () => {
    const { outcomes, file } = talekeeper();
    const id = await file('it hangs');
    expect(await outcomes.wait(id, 1)).toMatchObject({ id, status: 'filed', outcome: null });
  });

  it('ends without it when the process comes to its end, and does not begin any more', async () => {
    const { outcomes, file, listeners } = talekeeper();
    const id = await file('it hangs');
    const waiting = [outcomes.wait(id, FOR_EVER_MS), outcomes.wait(id, FOR_EVER_MS)];
    outcomes.close();
    for (const it of [...waiting, outcomes.wait(id, FOR_EVER_MS)]) {
      expect(await it).toMatchObject({ id, status: 'filed', outcome: null });
    }
    expect(listeners.size).toBe(0);
  });

  it('is refused for a report that does not exist', async () => {
    const { outcomes, listeners } = talekeeper();
    await expect(outcomes.wait('nobody', 1)).rejects.toMatchObject({ code: 'REPORT_NOT_FOUND' });
    expect(listeners.size).toBe(0);
  });

  it('of many reads the log once a growth, and listens to nothing afterwards', async () => {
    const { outcomes, file, answer, grow, listeners, reads } = talekeeper();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => file(`report ${index}`)));
    const waiting = Promise.all([...ids, ids[0]!].map((id) => outcomes.wait(id, FOR_EVER_MS)));
    for (const id of ids) await answer(id);
    await grow();
    expect((await waiting).map((it) => it.outcome)).toEqual(Array(21).fill(outcome));
    expect(reads.count).toBe(1);
    expect(listeners.size).toBe(0);
  });

  it('outlives a look at the log that fails', async () => {
    const { outcomes, file, answer, grow, reads, errors } = talekeeper();
    const id = await file('it hangs');
    const waiting = outcomes.wait(id, FOR_EVER_MS);
    await answer(id);
    reads.failures = 1;
    await grow();
    await grow();
    expect(await waiting).toMatchObject({ outcome });
    expect(errors).toEqual([new Error('no connection')]);
  });

  it('says nothing of a look that fails because the process has come to its end', async () => {
    const { outcomes, file, grow, reads, errors } = talekeeper();
    const waiting = outcomes.wait(await file('it hangs'), FOR_EVER_MS);
    reads.failures = 1;
    const growth = grow();
    outcomes.close();
    await Promise.all([growth, waiting]);
    expect(reads.failures).toBeLessThan(1);
    expect(errors).toEqual([]);
  });
});
