import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeQueues, type QueuePlace } from '../../../test/support/queues.js';
import { until } from '../../../test/support/until.js';
import type { LongJob, LongJobHandlers, LongJobQueue } from '../long-job.js';
import { openLongJobQueue, startLongJobWorker } from './index.js';

const verifying = (id: string): LongJob => ({
  id,
  name: 'verify-incident',
  payload: {
    slug: 'a-tale',
    seeds: { from: 0, to: 1 },
    actor: 'a test',
    correlationId: 'a test',
    causationId: id,
  },
});
/** Often enough for what happens between two looks at the queue to happen. */
const TIMES = 30;

describeQueues('the queue of long jobs', (open) => {
  let place: QueuePlace;
  let queue: LongJobQueue;
  beforeAll(async () => {
    place = await open();
    queue = openLongJobQueue(place.location);
  });
  afterAll(async () => {
    await queue.close();
    await place.close();
  });
  const consume = (run: LongJobHandlers['verify-incident']) =>
    startLongJobWorker(place.location, { 'verify-incident': run });
  const isEmpty = async () => (await queue.pending()).length === 0;

  it('lists a job once at every moment, also while it begins to run', async () => {
    const begun = new Map<string, () => void>();
    const worker = await consume((_payload, { id }) => new Promise((end) => begun.set(id, end)));
    for (let time = 0; time < TIMES; time += 1) {
      const id = `listed-${time}`;
      await queue.add(verifying(id));
      while (!begun.has(id)) expect((await queue.pending()).map((it) => it.id)).toEqual([id]);
      expect(await queue.pending()).toMatchObject([{ id, state: 'running' }]);
      begun.get(id)!();
      await until('it is done', isEmpty);
    }
    await worker.close();
  });

  it('says whether a job was called off, also when it ends at that moment', async () => {
    const worker = await consume(() => Promise.resolve());
    for (let time = 0; time < TIMES; time += 1) {
      const id = `ending-${time}`;
      await queue.add(verifying(id));
      const calledOff: boolean[] = [];
      while (calledOff.at(-1) !== false) calledOff.push(await queue.cancel(id));
      expect(await queue.pending()).toEqual([]);
    }
    await worker.close();
  });
});
