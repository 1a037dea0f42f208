import type { Stage } from '../engine/simulation.js';
import { pushTag, vlanTag } from '../frames/ethernet.js';
import { Device, type DeviceEntry } from './device.js';

/** A VLAN on top of another device, which may be one itself: it adds its tag to what goes down to the parent. */
export class VlanDevice extends Device {
  constructor(
    stage: Stage<DeviceEntry>,
    name: string,
    readonly parent: Device,
    readonly id: number,
    mtuBytes = parent.mtuBytes,
  ) {
    super(stage, name, parent.mac, mtuBytes);
    parent.stack(id, this);
  }

  get isUp(): boolean {
    return this.parent.isUp;
  }

  /** Takes it from its parent, as `ip link delete` does. */
  remove(): void {
    this.parent.stack(this.id, undefined);
    this.upper = undefined;
  }

  protected transmit(frame: Uint8Array): void {
    this.parent.send(pushTag(frame, vlanTag(this.id)));
  }
}
