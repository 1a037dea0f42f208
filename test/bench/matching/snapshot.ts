// The index built from the records beside the index read from a file, in a process of its own: `node snapshot.js FOLDER`.
import { mkdtempSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKnowledge, Knowledge, PartReader } from '../../../libs/matching/index.js';
import { sealedFile } from '../../../libs/runtime/snapshot/posix/sealed-file.js';
import { readRecords } from './sets.js';

/** All times are of the processor, in milliseconds; building does not include reading the log, restoring all. */
export interface MeasuredSnapshot {
  readonly build: number;
  readonly write: number;
  readonly restore: number;
  readonly bytes: number;
}

const entries = readRecords(process.argv[2]!).map((record) => ({ record }));
const folder = mkdtempSync(join(tmpdir(), 'talekeeper-bench-'));
const file = sealedFile(join(folder, 'index.snapshot'));
try {
  let knowledge = createKnowledge([], 0);
  const build = await processorTime(() => (knowledge = createKnowledge(entries, 1)));
  const write = await processorTime(() => file.write(knowledge.toParts()));
  const restore = await processorTime(async () => Knowledge.fromParts(new PartReader((await file.read())!)));
  const { size: bytes } = await stat(file.path);
  const measured: MeasuredSnapshot = { build, write, restore, bytes };
  process.send!(measured, () => process.disconnect());
} finally {
  rmSync(folder, { recursive: true });
}

/** Of the first time, as it is at a start. */
async function processorTime(run: () => unknown): Promise<number> {
  globalThis.gc!();
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
