import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PendingLongJob } from '../jobs/index.js';
import { openProgress } from './progress.js';

const job = (done: number, { id = 'one', slug = 'double-vlan' } = {}): PendingLongJob => ({
  id,
  name: 'verify-incident',
  payload: { slug, seeds: { from: 0, to: 9 }, actor: 'ada', correlationId: 'c', causationId: 'c' },
  state: done === 0 ? 'waiting' : 'running',
  done,
  total: 50,
  addedAt: new Date('2026-01-02T03:04:05Z'),
});

/** A queue that is looked at by hand. */
function opened() {
  const said: string[] = [];
  let tick: (() => void) | undefined;
  const queue = {
    jobs: [] as PendingLongJob[],
    looks: 0,
    pending: (): Promise<PendingLongJob[]> => Promise.resolve(queue.jobs),
  };
  const progress = openProgress({
    pending() {
      queue.looks += 1;
      return queue.pending();
    },
    onTick(callback) {
      tick = callback;
      return () => (tick = undefined);
    },
    onError: (error) => said.push((error as Error).message),
    onRecovery: () => said.push('back'),
  });
  return {
    queue,
    said,
    progress,
    isTicking: () => tick !== undefined,
    async look(...jobs: PendingLongJob[]) {
      queue.jobs = jobs;
      tick?.();
      await settled();
    },
  };
}

/** Everything that waits for nothing but promises has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function rest(follower: AsyncIterable<PendingLongJob | undefined>) {
  const told: (number | undefined)[] = [];
  for await (const it of follower) told.push(it?.done);
  return told;
}

describe('the progress of long jobs', () => {
  it('is told as it is, then each time that it has changed, and at last that nothing is pending', async () => {
    const { progress, queue, look } = opened();
    queue.jobs = [job(0)];
    const told = rest(progress.follow('double-vlan'));
    await settled();
    await look(job(0));
    await look(job(10));
    await look(job(10));
    await look(job(30));
    await look();
    expect(await told).toEqual([0, 10, 30, undefined]);
  });

  it('ends at once where nothing waits or runs', async () => {
    const { progress, queue } = opened();
    queue.jobs = [job(10, { slug: 'stuck-lock' })];
    expect(await rest(progress.follow('double-vlan'))).toEqual([undefined]);
  });

  it('is that of one job: another one about the same incident is not taken for it', async () => {
    const { progress, queue, look } = opened();
    queue.jobs = [job(40)];
    const told = rest(progress.follow('double-vlan'));
    await settled();
    await look(job(5, { id: 'two' }));
    expect(await told).toEqual([40, undefined]);
  });

  it('is told to everybody for one look, and nobody looks when nobody follows', async () => {
    const { progress, queue, look, isTicking } = opened();
    queue.jobs = [job(0), job(3, { id: 'two', slug: 'stuck-lock' })];
    const followers = ['double-vlan', 'stuck-lock', 'double-vlan'].map((slug) => progress.follow(slug));
    const firsts = await Promise.all(followers.map((it) => it.next()));
    expect(firsts.map(({ value }) => value?.done)).toEqual([0, 3, 0]);
    expect(queue.looks).toBe(1);
    await look(job(9));
    expect(queue.looks).toBe(2);
    await Promise.all(followers.map((it) => it.return!()));
    expect(isTicking()).toBe(false);
  });

  it('is asked for anew for one who comes while the queue is being looked at', async () => {
    const { progress, queue } = opened();
    let answer: (jobs: PendingLongJob[]) => void = () => undefined;
    queue.pending = () => new Promise((resolve) => (answer = resolve));
    const early = rest(progress.follow('double-vlan'));
    await settled();
    const late = progress.follow('double-vlan').next();
    queue.pending = () => Promise.resolve([job(1)]);
    answer([]);
    expect(await early).toEqual([undefined]);
    expect((await late).value).toEqual(job(1));
  });

  it('goes on after the queue could not be read for a while, which is said once, and when it is over', async () => {
    const { progress, queue, said, look } = opened();
    const { pending } = queue;
    queue.pending = () => Promise.reject(new Error('unreachable'));
    const first = progress.follow('double-vlan').next();
    await settled();
    await look();
    await look();
    expect(said).toEqual(['unreachable']);
    queue.pending = pending;
    await look(job(2));
    expect((await first).value).toEqual(job(2));
    await look(job(3));
    expect(said).toEqual(['unreachable', 'back']);
    queue.pending = () => Promise.reject(new Error('unreachable again'));
    await look();
    expect(said).toEqual(['unreachable', 'back', 'unreachable again']);
  });

  it('ends a follower that waits when it is no longer wanted, and all of them when it is closed', async () => {
    const { progress, queue } = opened();
    queue.jobs = [job(0)];
    const [one, other] = [progress.follow('double-vlan'), progress.follow('double-vlan')];
    await Promise.all([one.next(), other.next()]);
    const [waitingOne, waitingOther] = [one.next(), other.next()];
    await one.return!();
    expect(await waitingOne).toEqual({ done: true, value: undefined });
    await progress.close();
    expect(await waitingOther).toEqual({ done: true, value: undefined });
  });

  it('is the newest for a slow reader, and has its end however slow that is', async () => {
    const steps = fc.array(fc.oneof(fc.constant('take' as const), fc.integer({ min: 1, max: 49 })));
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { progress, queue, look } = opened();
        queue.jobs = [job(0)];
        const follower = progress.follow('double-vlan');
        await settled();
        let [now, told] = [0, -1];
        for (const step of sequence) {
          if (step !== 'take') await look(job((now = step)));
          else if (now !== told) told = (await follower.next()).value!.done;
          if (step === 'take') expect(told).toBe(now);
        }
        await look();
        expect(await rest(follower)).toEqual([undefined]);
      }),
      { numRuns: 100 },
    );
  });
});
