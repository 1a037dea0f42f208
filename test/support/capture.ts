import { encodePcap, type CapturedFrame } from '../../libs/simulation/frames/pcap.js';
import type { Arm, Scenario } from '../../libs/simulation/index.js';

/** A capture file of what the wanted ports saw from when the arm counts on; each frame once, if only its bytes matter. */
export function captured(
  scenario: Scenario,
  arm: Arm,
  { isWanted = () => true, isOnce = false }: { isWanted?: (port: string) => boolean; isOnce?: boolean } = {},
): Uint8Array {
  const frames: CapturedFrame[] = [];
  const tap = (port: string, frame: Uint8Array, atMs: number) => {
    if (isWanted(port)) frames.push({ frame, atMs });
  };
  const { countsFromMs } = scenario.run(arm, { seed: 0, tap });
  const counted = frames.filter(({ atMs }) => atMs >= countsFromMs);
  const byBytes = new Map(counted.map((it) => [Buffer.from(it.frame).toString('latin1'), it]));
  return encodePcap(isOnce ? [...byBytes.values()] : counted);
}
