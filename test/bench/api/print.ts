import Table from 'cli-table3';
import type { ApiFigures, Load, ReadFigures } from './measure.js';

const BARS = { shareOfBare: 0.5, lookUpP50Ms: 10, fileP50Ms: 20 };

const shareOf = ({ api, bare }: ReadFigures) => api.requestsPerSecond / bare.requestsPerSecond;

/** The bars of what was measured. */
export function isGoodEnough({ records, lookUp, file }: ApiFigures): boolean {
  return (
    shareOf(records) >= BARS.shareOfBare &&
    (lookUp?.p50Ms ?? 0) <= BARS.lookUpP50Ms &&
    file.p50Ms <= BARS.fileP50Ms
  );
}

export function printFigures(figures: ApiFigures, load: Load): void {
  const { records, tables, lookUp, file, idle, memoryMb } = figures;
  const table = new Table({
    style: { head: [], border: [] },
    head: ['', 'requests/s', 'p50 ms', 'p99 ms', ': bare', 'bar'],
  });
  const row = (name: string, it: ReadFigures['api'], share = '', bar = '') =>
    table.push([name, it.requestsPerSecond.toFixed(0), it.p50Ms, it.p99Ms, share, bar]);
  const read = (name: string, it: ReadFigures, bar = '') => {
    row(`${name}, from PostgreSQL`, it.api, shareOf(it).toFixed(2), bar);
    row(`the same, bare server from memory`, it.bare, '1');
  };
  read('20 incidents, three lists of their records', records, `>= ${BARS.shareOfBare}`);
  read('20 incidents, three lists of three tables', tables);
  const rate = `at ${load.ratePerSecond} requests/s`;
  if (lookUp) {
    row(
      `lookupSymptoms, ${lookUp.incidents} incidents, ${rate}`,
      lookUp,
      '',
      `p50 <= ${BARS.lookUpP50Ms} ms`,
    );
  } else console.log(`lookupSymptoms is left out: there are no development sets in ${load.folder}.`);
  row(`fileSymptomReport, ${rate}`, file, '', `p50 <= ${BARS.fileP50Ms} ms`);
  for (const it of idle) {
    const what = `${it.asked} idle subscribers, at most ${it.limit}: ${it.held} held, ${it.refused} refused, ${it.memoryMb} MB`;
    row(
      `the first query beside ${what}`,
      it.read,
      (it.read.requestsPerSecond / records.bare.requestsPerSecond).toFixed(2),
    );
  }
  console.log(table.toString());
  console.log(`Memory: API ${memoryMb.api} MB, bare server ${memoryMb.bare} MB.`);
}
