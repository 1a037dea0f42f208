import { drawWait } from '../engine/draw.js';
import type { Entry, Stage } from '../engine/simulation.js';
import { Device, type DeviceEntry } from './device.js';

/** A notification got lost: frames for the guest stay in the queue. Nobody is told; it is here for the trace. */
export interface QueueStalled extends Entry {
  readonly kind: 'virtio-queue-stalled';
}
/** The driver has set the device up anew. */
export interface QueueReset extends Entry {
  readonly kind: 'virtio-queue-reset';
  readonly framesDiscarded: number;
}
export type VirtioEntry = DeviceEntry | QueueStalled | QueueReset;

export interface VirtioSettings {
  /** Names of the device in the guest and of its tap on the host. */
  readonly card: string;
  readonly tap: string;
  readonly mac: string;
  readonly mtuBytes: number;
}

/** Slots of a ring; what comes when all are taken is dropped by the tap. */
const RING_FRAMES = 256;
/** Under load one notification stands for so many packets. */
const PACKETS_PER_KICK = 64;
/** Below this rate, one side is asleep whenever the other rings, and there is nothing to race with. */
const BUSY_KICKS_PER_S = 100;
const WAKE_MS = 0.05;

/**
 * The virtual network card of a guest: a tap on the host, a card in the guest, and the receive queue between them. Guest
 * and host ring for each other ("kick") when there is something in the ring, and suppress the ring while they are busy.
 * In the racy version the guest turns the ring on again a moment after it looked at the ring for the last time; a kick
 * that falls into that window is lost, and both sides wait for ever. Kicks that come independently meet the window at a
 * rate that grows with the square of theirs, so only sustained load makes it likely. Bulk traffic is a rate here, not
 * frames: the moment of the lost kick is drawn from it. What the host sends to the guest stands still from then on;
 * what the guest sends goes its own way.
 */
export class VirtioNic {
  readonly card: Device;
  readonly tap: Device;
  /** Told when the queue stalls and when it is reset. */
  onChange: (() => void) | undefined;
  private readonly ring: Uint8Array[] = [];
  private readonly random;
  private packetsPerS = 0;
  private windowNs = 0;
  private stalled = false;
  /** Of the load and the window that hold; what was drawn for others no longer counts. */
  private epoch = 0;

  constructor(
    private readonly stage: Stage<VirtioEntry>,
    { card, tap, mac, mtuBytes }: VirtioSettings,
  ) {
    this.random = stage.random(`${tap}/kicks`);
    this.card = new VirtioEnd(stage, card, mac, mtuBytes, (frame) => this.tap.receive(frame));
    // The host's side has the guest's address with another first byte, as libvirt makes it.
    this.tap = new VirtioEnd(stage, tap, `fe${mac.slice(2)}`, mtuBytes, (frame) => this.toGuest(frame));
  }

  get isStalled(): boolean {
    return this.stalled;
  }

  /** What the guest receives besides the frames that are played. */
  setLoad(packetsPerS: number): void {
    this.packetsPerS = packetsPerS;
    this.drawLostKick();
  }

  /** How long after its last look the guest's driver or the hypervisor is deaf; 0 in the version without the race. */
  setRaceWindow(ns: number): void {
    this.windowNs = ns;
    this.drawLostKick();
  }

  /** The driver sets the device up anew, as after a reboot or when the interface is taken down and up. */
  reset(): void {
    const framesDiscarded = this.ring.splice(0).length;
    this.stalled = false;
    this.stage.note({ part: this.tap.name, kind: 'virtio-queue-reset', framesDiscarded });
    this.drawLostKick();
    this.onChange?.();
  }

  private toGuest(frame: Uint8Array): void {
    if (this.ring.length >= RING_FRAMES) return;
    this.ring.push(frame);
    if (!this.stalled) this.stage.after(WAKE_MS, () => this.drain());
  }

  private drain(): void {
    if (this.stalled) return;
    for (const frame of this.ring.splice(0)) this.card.receive(frame);
  }

  private drawLostKick(): void {
    const epoch = ++this.epoch;
    const meanMs = 1_000 / lostKicksPerS(this.packetsPerS, this.windowNs);
    if (this.stalled || meanMs === Infinity) return;
    this.stage.after(drawWait(this.random, meanMs), () => {
      if (epoch !== this.epoch) return;
      this.stalled = true;
      this.stage.note({ part: this.tap.name, kind: 'virtio-queue-stalled' });
      this.onChange?.();
    });
  }
}

/** How often a kick meets the window: the rate of kicks times the chance that another falls into one window. */
function lostKicksPerS(packetsPerS: number, windowNs: number): number {
  const busyKicksPerS = Math.max(0, packetsPerS / PACKETS_PER_KICK - BUSY_KICKS_PER_S);
  return busyKicksPerS * busyKicksPerS * windowNs * 1e-9;
}

class VirtioEnd extends Device {
  readonly isUp = true;

  constructor(
    stage: Stage<VirtioEntry>,
    name: string,
    mac: string,
    mtuBytes: number,
    private readonly carry: (frame: Uint8Array) => void,
  ) {
    super(stage, name, mac, mtuBytes);
  }

  protected transmit(frame: Uint8Array): void {
    this.carry(frame);
  }
}
