// One engine at one size in a process of its own: `node measure.js FOLDER ENGINE TIMES`, for `bench:matching-speed`.
import { hearAll } from '../../../apps/cli/evaluation/run.js';
import { emptyReports, largeReports } from '../../support/hostile-reports.js';
import { engines, type EngineName } from './engines.js';
import { grow, readRecords, readReports, reportSets } from './sets.js';

/** All times in milliseconds. */
export interface Measured {
  /** The reports that are made to take long, slowest first; our own engine only. */
  readonly hostile: readonly { readonly report: string; readonly ms: number }[];
  readonly records: number;
  readonly build: number;
  /** What the process holds and is given by the system beyond an empty one, records included, in megabytes. */
  readonly heldMb: number;
  readonly residentMb: number;
  readonly lookups: readonly {
    readonly set: string;
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
  }[];
}

/** What else the machine does only ever makes a lookup slower, so that the fastest of some is nearest to the truth. */
const ROUNDS = 3;
/** Peers, which may take a tenth of a second for each, look up one report in so many. */
const EVERY_FOR_PEERS = 6;

const [folder, engine, times] = process.argv.slice(2) as [string, EngineName, string];
process.send!(measure(), () => process.disconnect());

function measure(): Measured {
  const before = held();
  const empty = process.memoryUsage().rss;
  const { search, records, build } = index();
  const heldMb = (held() - before) / 1e6;
  const residentMb = (process.memoryUsage().rss - empty) / 1e6;
  const lookups = reportSets.map((set) => ({ set, ...time(search, set) }));
  const hostile = engine === 'talekeeper' ? timeHostile(search) : [];
  return { records, build, heldMb, residentMb, lookups, hostile };
}

/** In a function of its own, so that the records are garbage afterwards, unless the engine keeps them. */
function index() {
  const records = Number(times) > 1 ? grow(readRecords(folder), Number(times)) : readRecords(folder);
  globalThis.gc!();
  const start = performance.now();
  const search = engines[engine](records);
  return { search, records: records.length, build: performance.now() - start };
}

function time(search: ReturnType<(typeof engines)[EngineName]>, set: string) {
  const every = engine === 'talekeeper' ? 1 : EVERY_FOR_PEERS;
  const reports = readReports(folder, set).filter((_, at) => at % every === 0);
  const heard = hearAll(reports);
  for (const report of reports) search(report, heard);
  const fastest = reports.map((report) => fastestOf(() => search(report, heard)));
  fastest.sort((a, b) => a - b);
  const quantile = (share: number) => fastest[Math.floor(fastest.length * share)]!;
  return { p50: quantile(0.5), p90: quantile(0.9), p99: quantile(0.99) };
}

function timeHostile(search: ReturnType<(typeof engines)[EngineName]>): Measured['hostile'] {
  return Object.entries({ ...emptyReports, ...largeReports })
    .map(([report, { text, logLines }]) => {
      const question = { id: report, text, logs: logLines, exclude: [] };
      return { report, ms: fastestOf(() => search(question)) };
    })
    .sort((a, b) => b.ms - a.ms);
}

function fastestOf(run: () => unknown): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...rounds);
}

function held(): number {
  globalThis.gc!();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
