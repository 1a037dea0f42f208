import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeQueues, type QueuePlace } from '../../../test/support/queues.js';
import { until } from '../../../test/support/until.js';
import type { Job, JobQueue } from '../job.js';
import { openJobQueue, startJobWorker } from './index.js';

const cause = { correlationId: 'a test', causationId: 'a test' };
const matching = (id: string, reportId: string): Job => ({
  id,
  name: 'match-report',
  payload: { reportId, ...cause },
});
const rematching = (id: string): Job => ({ id, name: 'rematch-open-reports', payload: cause });

describeQueues('the queue', (open) => {
  let place: QueuePlace;
  let queue: JobQueue;
  beforeAll(async () => {
    place = await open();
    queue = openJobQueue(place.location);
  });
  afterAll(async () => {
    await queue.close();
    await place.close();
  });

  /** What runs from now on, held until it is let go. */
  let ran: string[];
  let letGo: () => void;
  beforeEach(() => {
    ran = [];
  });
  const consume = (isHeld = false) => {
    const held = isHeld ? new Promise<void>((resolve) => (letGo = resolve)) : Promise.resolve();
    const run = async (_payload: unknown, id: string) => {
      ran.push(id);
      await held;
    };
    const handlers = { 'match-report': run, 'rematch-open-reports': run, 'answer-in-slack': run };
    return startJobWorker(place.location, handlers, { concurrency: 4 });
  };
  const isEmpty = async () => {
    const { waiting, active, delayed } = await queue.counts();
    return waiting + active + delayed === 0;
  };

  it('keeps one job for each report that waits to be matched, however often it is asked for', async () => {
    await queue.add([matching('a1', 'a'), matching('b1', 'b'), matching('a2', 'a')]);
    await queue.add([matching('a3', 'a'), matching('b2', 'b')]);
    expect(await queue.counts()).toMatchObject({ waiting: 2 });
    const worker = await consume();
    await until('all jobs are done', isEmpty);
    expect(ran.sort()).toEqual(['a1', 'b1']);
    await worker.close();
  });

  it('rematches the open reports once for a thousand publications', async () => {
    for (let batch = 0; batch < 10; batch += 1) {
      await queue.add(Array.from({ length: 100 }, (_, index) => rematching(`r${batch}-${index}`)));
    }
    expect(await queue.counts()).toMatchObject({ waiting: 1 });
    const worker = await consume();
    await until('all jobs are done', isEmpty);
    expect(ran).toEqual(['r0-0']);
    await worker.close();
  });

  it('runs a job once more if it was asked for while it ran, because it may have looked too early', async () => {
    const worker = await consume(true);
    await queue.add([matching('c1', 'c')]);
    await until('the first runs', () => ran.length === 1);
    await queue.add([matching('c2', 'c'), matching('c3', 'c')]);
    letGo();
    await until('the last is done', async () => ran.length === 2 && (await isEmpty()));
    expect(ran).toEqual(['c1', 'c3']);
    await worker.close();
  });

  it('takes jobs for a report anew after the ones before are done', async () => {
    const worker = await consume();
    await queue.add([matching('d1', 'd')]);
    await until('the first is done', async () => ran.length === 1 && (await isEmpty()));
    await queue.add([matching('d2', 'd')]);
    await until('the second is done', async () => ran.length === 2 && (await isEmpty()));
    expect(ran).toEqual(['d1', 'd2']);
    await worker.close();
  });
});
