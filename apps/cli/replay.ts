import { Command, InvalidArgumentError } from 'commander';
import { printReport } from './print-report.js';
import { withRuntime } from './with-runtime.js';

export const replayCommand = new Command('replay')
  .description('prints what a report would have been answered at a time: would we have known it then?')
  .requiredOption('--report <id>', 'the report')
  .requiredOption('--as-of <time>', 'point in time, such as 2026-03-01T12:00:00Z', parseTime)
  .action(async ({ report: id, asOf }: { report: string; asOf: Date }) => {
    printReport({ id }, await withRuntime((runtime) => runtime.replay(id, asOf)));
  });

function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('It is not a point in time.');
  return time;
}
