import { Command } from 'commander';
import { withRuntime } from './with-runtime.js';

const status = new Command('status')
  .description('shows how far each read model has followed the log')
  .action(async () => {
    for (const it of await withRuntime((runtime) => runtime.projections.status())) {
      const parked = it.deadLetters > 0 ? `  ${it.deadLetters} streams set aside` : '';
      console.log(`${it.name}  ${it.slot}  version ${it.version}  ${it.lag} events behind${parked}`);
    }
  });

const rebuild = new Command('rebuild')
  .description('builds a read model anew beside the live one and takes its place')
  .argument('<name>', 'the read model')
  .action(async (name: string) => {
    const { outcome } = await withRuntime((runtime) => runtime.projections.rebuild(name));
    if (outcome === 'flipped') return console.log(`${name} was rebuilt.`);
    console.error(
      `${name} was rebuilt and differs from the live table, which stays in place. Was it changed by hand?`,
    );
    process.exitCode = 1;
  });

const retry = new Command('retry')
  .description('takes in streams that a read model had set aside')
  .argument('<name>', 'the read model')
  .action(async (name: string) => {
    const left = await withRuntime((runtime) => runtime.projections.retryDeadLetters(name));
    for (const { streamId, reason } of left) console.error(`${streamId}: ${reason}`);
    console.log(left.length === 0 ? 'Nothing is set aside.' : `${left.length} streams are still set aside.`);
    if (left.length > 0) process.exitCode = 1;
  });

export const projectionsCommand = new Command('projections')
  .description('read models')
  .addCommand(status)
  .addCommand(rebuild)
  .addCommand(retry);
