import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { someEvent } from './conformance.js';
import { createInMemoryEventStore } from './in-memory.js';
import { createLogTail, type LogTailOptions, type Notice } from './log-tail.js';

const clock = { now: () => new Date('2026-01-02T03:04:05Z') };

/** A log, and a tail of it that tells the name of each event, but of those of the category `other`. */
function logWithTail(options: Partial<LogTailOptions<string>> = {}) {
  const store = createInMemoryEventStore(clock);
  let count = 0;
  const tell = ({ data }: { data: object }) => (data as { name: string }).name;
  const tail = createLogTail(store, { categories: ['thing'], tell, ...options });
  return {
    store,
    tail,
    async happens(category: 'thing' | 'other' = 'thing') {
      count += 1;
      await store.append(`${category}-${count}`, 0, [someEvent(`e${count}`)]);
      await store.tick();
      tail.grown();
    },
    /** What the log has to tell after a place. */
    async expected(after: number) {
      const events = await store.readLog(after, 10_000, ['thing']);
      return events.map((it) => ({ sequence: it.sequence, content: tell(it) }));
    },
  };
}

async function take<T>(iterator: AsyncIterator<T>, howMany: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < howMany) taken.push((await iterator.next()).value as T);
  return taken;
}

describe('the tail of a log', () => {
  it('tells what happens from now on', async () => {
    const { tail, happens } = logWithTail();
    await happens();
    const follower = await tail.follow();
    const next = follower.next();
    await happens('other');
    await happens();
    expect((await next).value).toEqual({ sequence: 3, content: 'e3' });
  });

  it('goes on after a sequence number without a gap', async () => {
    const { tail, happens } = logWithTail();
    for (let i = 0; i < 3; i += 1) await happens();
    const follower = await tail.follow({ after: 1 });
    expect(await take(follower, 2)).toEqual([
      { sequence: 2, content: 'e2' },
      { sequence: 3, content: 'e3' },
    ]);
  });

  it('refuses a place that the log has not reached', async () => {
    const { tail } = logWithTail();
    await expect(tail.follow({ after: 7 })).rejects.toMatchObject({
      code: 'SEQUENCE_UNKNOWN',
      field: 'after',
    });
  });

  it('ends a follower that waits when it is no longer wanted, and all of them when it is closed', async () => {
    const { tail } = logWithTail();
    const [one, other] = [await tail.follow(), await tail.follow()];
    const [waitingOne, waitingOther] = [one.next(), other.next()];
    await one.return!();
    expect(await waitingOne).toEqual({ done: true, value: undefined });
    tail.close();
    expect(await waitingOther).toEqual({ done: true, value: undefined });
  });

  it('goes on after the log could not be read for a while', async () => {
    const errors: unknown[] = [];
    const { store, tail, happens } = logWithTail({ onError: (error) => errors.push(error) });
    const follower = await tail.follow();
    const { readLog } = store;
    store.readLog = () => Promise.reject(new Error('unreachable'));
    await happens();
    while (errors.length === 0) await Promise.resolve();
    store.readLog = readLog;
    tail.grown();
    expect((await follower.next()).value).toEqual({ sequence: 1, content: 'e1' });
  });

  it('tells one who is behind that the log cannot be read', async () => {
    const { store, tail, happens } = logWithTail({ keptMax: 1 });
    await happens();
    await happens();
    const follower = await tail.follow({ after: 0 });
    store.readLog = () => Promise.reject(new Error('unreachable'));
    await expect(follower.next()).rejects.toThrow('unreachable');
    expect(await follower.next()).toEqual({ done: true, value: undefined });
  });

  it('tells every follower everything after its place, once and in order, however slow it is', async () => {
    const steps = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('thing' as const, 'other' as const) },
      { weight: 3, arbitrary: fc.record({ takes: fc.nat(4), howMany: fc.integer({ min: 1, max: 3 }) }) },
      { weight: 2, arbitrary: fc.record({ startsAfter: fc.nat({ max: 100 }) }) },
    );
    const property = fc.asyncProperty(
      fc.array(steps, { maxLength: 60 }),
      fc.integer({ min: 1, max: 6 }),
      async (sequence, keptMax) => {
        const { store, tail, happens, expected } = logWithTail({ keptMax });
        const followers: { after: number; told: Notice<string>[]; next: AsyncIterator<Notice<string>> }[] =
          [];
        for (const step of sequence) {
          const newest = await store.lastSequence();
          if (typeof step === 'string') {
            await happens(step);
          } else if ('startsAfter' in step) {
            const after = step.startsAfter % (newest + 1);
            followers.push({ after, told: [], next: await tail.follow({ after }) });
          } else {
            const follower = followers[step.takes];
            if (!follower) continue;
            const left = (await expected(follower.after)).length - follower.told.length;
            follower.told.push(...(await take(follower.next, Math.min(left, step.howMany))));
          }
        }
        for (const { after, told, next } of followers) {
          const all = await expected(after);
          expect([...told, ...(await take(next, all.length - told.length))]).toEqual(all);
        }
        tail.close();
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});
