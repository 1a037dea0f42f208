import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import {
  loadCatalogue,
  openRuntime,
  programCaller,
  readEnvironment,
  startWorker,
  type Runtime,
} from '../../../libs/runtime/index.js';
import { interruptible } from '../interrupted.js';
import { printReport } from '../print-report.js';
import { demoReports } from './reports.js';

const WAIT_MAX_MS = 30_000;

export const demoCommand = new Command('demo')
  .description('files a report for each tale, and two that no tale explains, on a throw-away database')
  .action(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'talekeeper-demo-'));
    try {
      await demonstrate(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

/** The whole way: PostgreSQL of its own, the catalogue, reports, background jobs, answers. */
async function demonstrate(folder: string): Promise<void> {
  const unlessInterrupted = interruptible();
  const environment = readEnvironment({ LOG_LEVEL: process.env['LOG_LEVEL'], TALEKEEPER_HOME: folder });
  const runtime = await openRuntime(environment, 'demo');
  try {
    const worker = await startWorker(runtime);
    try {
      await unlessInterrupted(tell(runtime));
    } finally {
      await worker.close();
    }
  } finally {
    await runtime.close();
  }
}

async function tell({ incidents, reports, outcomes }: Runtime): Promise<void> {
  const loaded = await loadCatalogue(incidents);
  console.log(`${loaded.length} incidents are known: ${loaded.join(', ')}\n`);
  for (const [index, { about, ...observation }] of demoReports.entries()) {
    const input = { ...observation, channel: 'command-line' };
    const { id } = await reports.file(input, programCaller('demo', 'file', String(index)));
    const { outcome } = await outcomes.wait(id, WAIT_MAX_MS);
    if (!outcome) throw new Error(`The report ${id} was not matched within ${WAIT_MAX_MS / 1000} s.`);
    console.log(`Report ${index + 1} (${about}): ${observation.text}`);
    for (const line of observation.logLines ?? []) console.log(`  | ${line}`);
    printReport({ id }, outcome);
    console.log();
  }
}
