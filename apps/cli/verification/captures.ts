import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodePcap,
  playsOf,
  type Arm,
  type CapturedFrame,
  type Scenario,
} from '../../../libs/simulation/index.js';

/**
 * Plays one world in each arm and writes what each of its ports saw, as capture files for tshark and the like. Returns
 * the files' paths; scenarios without a network write none.
 */
export async function writeCaptures(
  folder: string,
  scenario: Scenario,
  arms: readonly Arm[],
  seed: number,
): Promise<string[]> {
  const paths: string[] = [];
  for (const { arm, remedy } of playsOf(scenario, arms)) {
    const ports = new Map<string, CapturedFrame[]>();
    const tap = (port: string, frame: Uint8Array, atMs: number) => {
      const seen = ports.get(port) ?? [];
      seen.push({ frame: frame.slice(), atMs });
      ports.set(port, seen);
    };
    scenario.run(arm, { seed, remedy, tap });
    for (const [port, frames] of ports) {
      const name = [scenario.slug, arm, ...(remedy === undefined ? [] : [remedy]), fileName(port)].join('.');
      const path = join(folder, `${name}.pcap`);
      await writeFile(path, encodePcap(frames));
      paths.push(path);
    }
  }
  return paths;
}

/** `compute-1/bond0` as part of a file's name. */
const fileName = (port: string) => port.replaceAll(/[^\w-]+/g, '_');
