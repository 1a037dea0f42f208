import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';

/** Whether `tshark` is on PATH. */
export const hasTshark = (): boolean => spawnSync('tshark', ['--version']).status === 0;

/** Skipped on a machine without tshark, except in CI, where nothing may be missing. */
export const describeWithTshark = hasTshark() || process.env['CI'] === 'true' ? describe : describe.skip;

/** What tshark read in the wanted fields of one frame: all values of each, the outermost protocol's first. */
export type Dissection<Field extends string> = Readonly<Record<Field, readonly string[]>>;

/**
 * Lets Wireshark's dissectors read a capture, checksums validated.
 *
 * @param fields names of display filter fields, such as `vlan.id`
 */
export function dissect<Field extends string>(
  pcap: Uint8Array,
  fields: readonly Field[],
): Dissection<Field>[] {
  const stdout = readWithTshark(
    pcap,
    fields.flatMap((field) => ['-e', field]),
  );
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const columns = line.split('\t');
      const entries = fields.map((field, at) => [field, columns[at] ? columns[at].split(BETWEEN) : []]);
      return Object.fromEntries(entries) as Dissection<Field>;
    });
}

/** One line for each frame that a dissector finds malformed, or with a wrong checksum; empty for a sound capture. */
export function faultsIn(pcap: Uint8Array): string[] {
  const statuses = ['ip', 'icmp', 'tcp', 'udp'].map((name) => `${name}.checksum.status`);
  const fields = ['frame.number', 'frame.protocols', '_ws.malformed', '_ws.expert.severity', ...statuses];
  return dissect(pcap, fields).flatMap((frame) => {
    const isMalformed = frame['_ws.malformed']!.length > 0;
    const isError = frame['_ws.expert.severity']!.some((severity) => Number(severity) >= EXPERT_ERROR);
    const wrong = statuses.filter((field) => frame[field]!.includes(CHECKSUM_BAD));
    if (!isMalformed && !isError && wrong.length === 0) return [];
    const found = isMalformed ? 'malformed' : isError ? 'an error' : wrong.join(', ');
    return [`Frame ${frame['frame.number']!.join()} (${frame['frame.protocols']!.join()}): ${found}`];
  });
}

/** By a file, since tshark takes a pipe and Node hands over a socket. */
function readWithTshark(pcap: Uint8Array, wanted: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'talekeeper-tshark-'));
  try {
    const file = join(folder, 'frames.pcap');
    writeFileSync(file, pcap);
    const preferences = CHECKSUMS.flatMap((name) => ['-o', `${name}.check_checksum:TRUE`]);
    const format = ['-T', 'fields', '-E', `aggregator=${BETWEEN}`];
    const { status, stdout, stderr } = spawnSync(
      'tshark',
      ['-n', '-r', file, ...preferences, ...format, ...wanted],
      { encoding: 'utf8', maxBuffer: 100_000_000 },
    );
    if (status === 0) return stdout;
    throw new Error(`tshark could not read it; on Debian: apt-get install tshark. It said: ${stderr}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CHECKSUMS = ['ip', 'tcp', 'udp'];
const BETWEEN = '|';
/** `PI_ERROR` of Wireshark's epan/proto.h. */
const EXPERT_ERROR = 0x00800000;
/** `PROTO_CHECKSUM_E_BAD` of the same. */
const CHECKSUM_BAD = '0';
