import type { Stage } from '../engine/simulation.js';
import { setMac } from '../frames/bytes.js';
import { Device, type DeviceEntry } from './device.js';
import { isForBridges, isForGroup, macNumberAt, MacTable } from './mac-table.js';

/** Whether a frame from a port may go on; `ebtables` has such rules. */
export type BridgeFilter = (frame: Uint8Array, from: Device) => boolean;

/**
 * A bridge of a host, with the host itself as one more station on it. Without spanning tree it forwards BPDUs like any
 * other multicast, as Linux does.
 */
export class Bridge extends Device {
  readonly ports = new Set<Device>();
  /** Frames that it refuses are dropped where they come in. */
  filter: BridgeFilter | undefined;
  /** Takes the BPDUs instead of having them forwarded. */
  onBpdu: ((frame: Uint8Array, from: Device) => void) | undefined;
  private readonly stations = new MacTable<Device>();
  private readonly macNumber: number;

  constructor(stage: Stage<DeviceEntry>, name: string, mac: string, mtuBytes: number) {
    super(stage, name, mac, mtuBytes);
    const bytes = new Uint8Array(6);
    setMac(bytes, 0, mac);
    this.macNumber = macNumberAt(bytes, 0);
  }

  get isUp(): boolean {
    return [...this.ports].some((port) => port.isUp);
  }

  add(port: Device): void {
    this.ports.add(port);
    port.upper = (frame) => this.arrive(frame, port);
  }

  remove(port: Device): void {
    this.ports.delete(port);
    this.stations.forget(port);
    port.upper = undefined;
  }

  protected transmit(frame: Uint8Array): void {
    this.forward(frame, undefined);
  }

  private arrive(frame: Uint8Array, from: Device): void {
    if (this.filter && !this.filter(frame, from)) return this.drop('filtered', frame);
    this.stations.learnSource(frame, from, this.stage.nowMs);
    if (this.onBpdu && isForBridges(frame)) return this.onBpdu(frame, from);
    const isMine = macNumberAt(frame, 0) === this.macNumber;
    if (isMine || isForGroup(frame)) this.receive(frame);
    if (!isMine) this.forward(frame, from);
  }

  private forward(frame: Uint8Array, from: Device | undefined): void {
    const known = isForGroup(frame) ? undefined : this.stations.findDestination(frame, this.stage.nowMs);
    if (known) {
      if (known !== from) known.send(frame);
      return;
    }
    for (const port of this.ports) if (port !== from) port.send(frame);
  }
}
