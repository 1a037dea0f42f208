import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { printReport } from './print-report.js';
import { withRuntime } from './with-runtime.js';

/** Long enough for a busy worker; without one nothing will ever come. */
const WAIT_MAX_MS = 30_000;

interface Options {
  readonly log?: string;
  readonly component?: string;
  readonly release?: string;
}

export const reportCommand = new Command('report')
  .description('files a symptom report with the running Talekeeper and prints what it is matched with')
  .argument('<text...>', 'what is observed, in your own words')
  .option('--log <file>', 'file with log lines that stand out')
  .option('--component <component>', 'component at which it is observed')
  .option('--release <release>', 'release that runs there')
  .action(async (words: string[], { log, component, release }: Options) => {
    const logLines = log === undefined ? [] : (await readFile(log, 'utf8')).split(/\r?\n/);
    const report = await withRuntime(async ({ reports }, caller) => {
      const input = { text: words.join(' '), logLines, component, release, channel: 'command-line' };
      const { id } = await reports.file(input, caller());
      return reports.waitForOutcome(id, WAIT_MAX_MS);
    });
    if (report.outcome) return printReport(report, report.outcome);
    console.error(
      `The report ${report.id} is kept, but nothing has matched it within ${WAIT_MAX_MS / 1000} s. Is a worker running? (npm start)`,
    );
    process.exitCode = 1;
  });
