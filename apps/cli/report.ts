import { Command } from 'commander';
import { wholeNumber } from './numbers.js';
import { printReport } from './print-report.js';
import { readText } from './read-text.js';
import { withRuntime } from './with-runtime.js';

interface Options {
  readonly log?: string;
  readonly component?: string;
  readonly release?: string;
  readonly wait: number;
}

export const reportCommand = new Command('report')
  .description('files a symptom report with the running Talekeeper and prints what it is matched with')
  .argument('<text...>', 'what is observed, in your own words')
  .option('--log <file>', 'file with log lines that stand out, .gz or not; - is the standard input')
  .option('--component <component>', 'component at which it is observed')
  .option('--release <release>', 'release that runs there')
  .option('--wait <seconds>', 'how long to wait for the answer of a worker', wholeNumber, 30)
  .action(async (words: string[], { log, component, release, wait }: Options) => {
    const logLines = log === undefined ? [] : (await readText(log)).split(/\r?\n/);
    const report = await withRuntime(async ({ reports, outcomes }, caller) => {
      const input = { text: words.join(' '), logLines, component, release, channel: 'command-line' };
      const { id } = await reports.file(input, caller());
      return outcomes.wait(id, wait * 1000);
    });
    if (report.outcome) return printReport(report, report.outcome);
    console.error(
      `The report ${report.id} is kept, but nothing has matched it within ${wait} s. Is a worker running? (npm start)`,
    );
    process.exitCode = 1;
  });
