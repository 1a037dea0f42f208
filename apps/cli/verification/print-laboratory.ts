import type { DisappearanceTrial } from '../../../libs/laboratory/posix/index.js';
import type { TokenLookupResult } from '../../../libs/laboratory/postgres/index.js';
import { duration } from '../duration.js';

/** Prints what was measured, and whether it went as the tale says. */
export function printTokenLookup(result: TokenLookupResult): boolean {
  const { instances, metadataRows, tablesMb, filledMs, rowsPurged, purgedMs, measurements } = result;
  console.log(
    `${count(instances)} instances and ${count(metadataRows)} rows of metadata, ${count(tablesMb)} MB, filled in ${duration(filledMs)};` +
      ` ${count(rowsPurged)} deleted rows purged in ${duration(purgedMs)}\n`,
  );
  printTable([
    ['client token looked up', 'by', 'time', 'rows examined', 'rows sent', 'memory'],
    ...measurements.map(({ moment, lookup, tookMs, rowsExamined, rowsSent, memoryMb }) => [
      moment,
      lookup,
      duration(tookMs),
      count(rowsExamined),
      count(rowsSent),
      `${memoryMb.toFixed(1)} MB`,
    ]),
  ]);
  const of = (moment: string, lookup: string) =>
    measurements.find((it) => it.moment === moment && it.lookup === lookup)!;
  const [before, after, index] = [
    of('before the purge', 'scan'),
    of('after the purge', 'scan'),
    of('before the purge', 'index'),
  ];
  // Time and memory follow from the rows, and these are the same on every machine.
  const holds =
    measurements.every(({ isRight }) => isRight) &&
    before.rowsSent >= 10 * after.rowsSent &&
    index.rowsSent === 1;
  return conclude(
    holds,
    'the scan fetches every row that was ever deleted, until they are purged; the index fetches one',
  );
}

/** Prints what became of the base files, and whether it went as the tale says. */
export function printDisappearance(trials: readonly DisappearanceTrial[]): boolean {
  const hung = trials.map(({ hungMs }) => hungMs);
  console.log(
    `${trials[0]?.nodeThatHung} was stopped for ${duration(Math.min(...hung))} to ${duration(Math.max(...hung))}, and then started its instances\n`,
  );
  printTable([
    ['removal of unused files', 'image', 'instances', 'base file', 'instance on that node'],
    ...trials.flatMap(({ removal, baseFiles }) =>
      baseFiles.map(({ image, instances, isPresent, errors }) => [
        removal,
        image,
        count(instances),
        isPresent ? 'kept' : 'removed',
        errors.length === 0 ? 'starts' : `does not start: ${errors.join(', ')}`,
      ]),
    ),
  ]);
  const lines = trials.flatMap(({ baseFiles }) => baseFiles.flatMap(({ removal }) => removal ?? []));
  for (const line of lines) console.log(`| ${line}`);
  if (lines.length > 0) console.log();
  const isLost = (it: DisappearanceTrial, image: string) =>
    it.baseFiles.some((file) => file.image === image && !file.isPresent && file.errors.length > 0);
  const holds = trials.every(
    (it) => isLost(it, 'snapshot') === (it.removal === 'enabled') && !isLost(it, 'standard'),
  );
  return conclude(
    holds,
    'the file of the lone instance goes while its node hangs; not where removal is off, or marks outlive the node',
  );
}

function conclude(holds: boolean, what: string): boolean {
  console.log(`${holds ? 'As the tale says' : 'NOT as the tale says'}: ${what}.\n`);
  return holds;
}

/** Columns of text; numbers and what has a unit to the right. */
function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const isNumber = rows[0]!.map((_, at) =>
    rows.slice(1).every((row) => /^[\d,.]+( (ms|s|min|MB))?$/.test(row[at]!)),
  );
  const pad = (text: string, at: number) =>
    isNumber[at] ? text.padStart(widths[at]!) : text.padEnd(widths[at]!);
  for (const row of rows) console.log(row.map(pad).join('   ').trimEnd());
  console.log();
}

const count = (value: number) => Math.round(value).toLocaleString('en');
