import { uint16At, uint32At } from '../frames/bytes.js';

const AGE_MS_MAX = 300_000;

/** Which way a station was last heard from, in one VLAN; what is older than five minutes no longer counts. */
export class MacTable<Port> {
  private readonly stations = new Map<number, { port: Port; atMs: number }>();

  learnSource(frame: Uint8Array, port: Port, nowMs: number): void {
    const source = macNumberAt(frame, 6);
    const known = this.stations.get(source);
    if (known) [known.port, known.atMs] = [port, nowMs];
    else this.stations.set(source, { port, atMs: nowMs });
  }

  findDestination(frame: Uint8Array, nowMs: number): Port | undefined {
    const known = this.stations.get(macNumberAt(frame, 0));
    return known && nowMs - known.atMs <= AGE_MS_MAX ? known.port : undefined;
  }

  forget(port: Port): void {
    for (const [station, { port: at }] of this.stations) if (at === port) this.stations.delete(station);
  }
}

/** A MAC address as a number, which is faster to look up than text. */
export function macNumberAt(bytes: Uint8Array, at: number): number {
  return uint16At(bytes, at) * 2 ** 32 + uint32At(bytes, at + 2);
}

/** Whether a frame is for more than one station. */
export const isForGroup = (frame: Uint8Array): boolean => (frame[0]! & 1) === 1;

const BRIDGE_GROUP = 0x0180c2000000;
export const isForBridges = (frame: Uint8Array): boolean => macNumberAt(frame, 0) === BRIDGE_GROUP;
