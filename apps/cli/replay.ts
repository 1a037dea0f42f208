import { Command, InvalidArgumentError } from 'commander';
import { printReport } from './print-report.js';
import { withRuntime } from './with-runtime.js';

export const replayCommand = new Command('replay')
  .description('prints what a report would have been answered at a time: would we have known it then?')
  .requiredOption('--report <id>', 'the report')
  .requiredOption(
    '--as-of <time>',
    'point in time, such as 2026-03-01T12:00:00Z; without a zone in UTC',
    parseTime,
  )
  .action(async ({ report: id, asOf }: { report: string; asOf: Date }) => {
    printReport({ id }, await withRuntime((runtime) => runtime.replay(id, asOf)));
  });

/** A time without a zone would be that of the machine, and no other time that is shown or stored is. */
function parseTime(text: string): Date {
  const [, local, zone = 'Z'] = POINT_IN_TIME.exec(text) ?? [];
  const time = new Date(`${local?.replace(' ', 'T')}${local?.includes(':') ? zone : ''}`);
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('It is not a point in time.');
  return time;
}

const POINT_IN_TIME = /^(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?)(Z|[+-]\d\d:\d\d)?$/i;
