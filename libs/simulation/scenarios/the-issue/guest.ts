import type { Entry, Stage } from '../../engine/simulation.js';
import { DhcpClient, type DhcpClientEntry } from '../../parts/dhcp-client.js';
import { IpStack, type StackEntry } from '../../parts/ip-stack.js';
import { VirtioNic, type VirtioEntry } from '../../parts/virtio-nic.js';

/** What `sar -n DEV` in the guest shows: from now on it receives so much. */
export interface RateChanged extends Entry {
  readonly kind: 'rate-changed';
  readonly packetsPerS: number;
}
export interface GuestRebooted extends Entry {
  readonly kind: 'guest-rebooted';
}
export interface NetworkingRestarted extends Entry {
  readonly kind: 'networking-restarted';
}
export interface LoadStarted extends Entry {
  readonly kind: 'load-started';
  readonly job: 'backup' | 'iperf';
}
export type GuestEntry =
  | RateChanged
  | GuestRebooted
  | NetworkingRestarted
  | LoadStarted
  | DhcpClientEntry
  | VirtioEntry
  | StackEntry;

export interface GuestSettings {
  readonly name: string;
  readonly tap: string;
  readonly mac: string;
  /** The address that nova has reserved for it. */
  readonly address: string;
  readonly idlePacketsPerS: number;
}

const MTU_BYTES = 1_500;
const PREFIX_BITS = 24;
const BOOT_MS = 40_000;
const RESTART_MS = 3_000;

/** A guest with one virtual card, whose address comes by DHCP, and traffic that is counted as a rate. */
export class Guest {
  readonly nic: VirtioNic;
  readonly client: DhcpClient;
  private offeredPacketsPerS: number;
  private receivedPacketsPerS = 0;

  constructor(
    private readonly stage: Stage<GuestEntry>,
    readonly settings: GuestSettings,
  ) {
    const { name, tap, mac, address, idlePacketsPerS } = settings;
    this.offeredPacketsPerS = idlePacketsPerS;
    this.nic = new VirtioNic(stage, { card: `${name}/eth0`, tap, mac, mtuBytes: MTU_BYTES });
    this.client = new DhcpClient(stage, name, this.nic.card, () => this.count());
    const stack = new IpStack(stage, name);
    stack.attach(this.nic.card, address, PREFIX_BITS);
    const toStack = this.nic.card.upper!;
    this.nic.card.upper = (frame) => {
      this.client.hear(frame);
      if (this.client.address === address) toStack(frame);
    };
    this.nic.onChange = () => {
      this.client.wake();
      this.count();
    };
  }

  get name(): string {
    return this.settings.name;
  }

  /** Others send it so much, if it is there to receive it. */
  run(job: LoadStarted['job'], packetsPerS: number, forMs: number): void {
    if (this.receivedPacketsPerS === 0) return;
    this.stage.note({ part: this.name, kind: 'load-started', job });
    this.offer(packetsPerS);
    this.stage.after(forMs, () => this.offer(this.settings.idlePacketsPerS));
  }

  reboot(): void {
    this.stage.note({ part: this.name, kind: 'guest-rebooted' });
    this.comeBackAfter(BOOT_MS);
  }

  /** `/etc/init.d/networking restart`, on its console: the interface goes down and up, and dhclient starts anew. */
  restartNetworking(): void {
    this.stage.note({ part: this.name, kind: 'networking-restarted' });
    this.comeBackAfter(RESTART_MS);
  }

  /** Whatever job was running has ended with its connections. */
  private comeBackAfter(delayMs: number): void {
    this.client.stop();
    this.offer(this.settings.idlePacketsPerS);
    this.stage.after(delayMs, () => {
      this.nic.reset();
      this.client.start();
    });
  }

  private offer(packetsPerS: number): void {
    this.offeredPacketsPerS = packetsPerS;
    this.count();
  }

  private count(): void {
    const isReachable = !this.nic.isStalled && this.client.address !== undefined;
    const packetsPerS = isReachable ? Math.round(this.offeredPacketsPerS) : 0;
    if (packetsPerS === this.receivedPacketsPerS) return;
    this.receivedPacketsPerS = packetsPerS;
    this.nic.setLoad(packetsPerS);
    this.stage.note({ part: this.name, kind: 'rate-changed', packetsPerS });
  }
}
