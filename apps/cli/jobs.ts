import { Command } from 'commander';
import { wholeNumber } from './numbers.js';
import { withRuntime } from './with-runtime.js';

const failed = new Command('failed')
  .description('lists jobs that were set aside after their last try')
  .option('--first <count>', 'how many at most', wholeNumber, 20)
  .action(async ({ first }: { first: number }) => {
    const jobs = await withRuntime((runtime) => runtime.failedJobs(first));
    if (jobs.length === 0) console.log('No job has failed for good.');
    for (const { id, name, attempts, reason, failedAt } of jobs) {
      console.log(`${id}  ${name}  ${failedAt?.toISOString() ?? ''}  tried ${attempts} times: ${reason}`);
    }
  });

const retry = new Command('retry')
  .description('puts jobs that were set aside back into the queue')
  .argument('<id...>', 'the jobs')
  .action((ids: string[]) =>
    withRuntime(async (runtime) => {
      for (const id of ids) await runtime.retryJob(id);
      console.log(`${ids.length} put back`);
    }),
  );

const counts = new Command('counts').description('counts the background jobs').action(async () => {
  console.log(JSON.stringify(await withRuntime((runtime) => runtime.queue.counts())));
});

export const jobsCommand = new Command('jobs')
  .description('background jobs')
  .addCommand(failed)
  .addCommand(retry)
  .addCommand(counts);
