import { drawBetween } from '../engine/draw.js';
import type { Entry, Stage, Timer } from '../engine/simulation.js';
import { BROADCAST_ADDRESS, NO_ADDRESS, type DhcpMessage } from '../frames/dhcp.js';
import { BROADCAST_MAC } from '../frames/ethernet.js';
import type { Device } from './device.js';
import { dhcpFrame, readDhcp } from './dhcp-frames.js';

export interface DhcpAsked extends Entry {
  readonly kind: 'dhcp-asked';
  readonly message: 'DHCPDISCOVER' | 'DHCPREQUEST';
  readonly state: DhcpState;
  readonly address: string;
  readonly mac: string;
  readonly to: string;
}
/** A lease was given or renewed. */
export interface DhcpBound extends Entry {
  readonly kind: 'dhcp-bound';
  readonly address: string;
  readonly renewalS: number;
}
/** Renewals of a time in which nothing happened, which are not played one by one. */
export interface DhcpRenewedQuietly extends Entry {
  readonly kind: 'dhcp-renewed-quietly';
  readonly times: number;
}
export interface DhcpExpired extends Entry {
  readonly kind: 'dhcp-expired';
  readonly address: string;
}
/** No server offers anything: the program ends. */
export interface DhcpGaveUp extends Entry {
  readonly kind: 'dhcp-gave-up';
}
export type DhcpClientEntry = DhcpAsked | DhcpBound | DhcpRenewedQuietly | DhcpExpired | DhcpGaveUp;

export type DhcpState = 'stopped' | 'selecting' | 'requesting' | 'bound' | 'renewing' | 'rebinding';

interface Lease {
  readonly address: string;
  readonly serverId: string;
  readonly serverMac: string;
  readonly leaseMs: number;
  readonly renewalMs: number;
  readonly rebindingMs: number;
  fromMs: number;
}

/** dhclient's first wait for an answer, its timeout, and after how many renewals in a row the rest are not played. */
const SELECTING_WAIT_MS = 3_000;
const RENEWING_WAIT_MS = 10_000;
const TIMEOUT_MS = 60_000;
const RENEWALS_PLAYED = 2;

/**
 * A DHCP client (RFC 2131, section 4.4). It asks its server for renewal after T1 (half of the lease unless the server
 * says otherwise), any server after T2 (seven eighths), and gives the address up when the lease ends; then it looks for
 * an offer and ends after a minute without one, as `dhclient -1` does. Between tries it waits as ISC's dhclient does:
 * ten seconds at first and then about twice as long each time, where the RFC would have at least a minute.
 *
 * While nothing happens on the way to the server, every renewal is like the one before: after some of them it rests,
 * and whoever makes something happen calls `wake` before.
 */
export class DhcpClient {
  private state: DhcpState = 'stopped';
  private lease: Lease | undefined;
  private timer: Timer | undefined;
  private random;
  private transactionId = 0;
  private startedMs = 0;
  private renewals = 0;
  private isResting = false;
  private identification = 0;

  constructor(
    private readonly stage: Stage<DhcpClientEntry>,
    readonly name: string,
    private readonly device: Device,
    /** Told when it has got or lost its address. */
    private readonly onChange: () => void,
  ) {
    this.random = stage.random(`${name}/dhcp`);
  }

  /** The address that the host may use. */
  get address(): string | undefined {
    return this.lease?.address;
  }

  get isRunning(): boolean {
    return this.state !== 'stopped';
  }

  start(): void {
    this.stop();
    this.begin('selecting');
    this.discover(SELECTING_WAIT_MS);
  }

  stop(): void {
    this.timer?.cancel();
    [this.state, this.isResting] = ['stopped', false];
    this.drop();
  }

  /** Something is about to happen: what was not played is made up for, and from now on everything is. */
  wake(): void {
    this.renewals = 0;
    const { lease } = this;
    if (!this.isResting || !lease) return;
    this.isResting = false;
    const times = Math.floor((this.stage.nowMs - lease.fromMs) / lease.renewalMs);
    lease.fromMs += times * lease.renewalMs;
    if (times > 0) this.stage.note({ part: this.name, kind: 'dhcp-renewed-quietly', times });
    this.at(lease.fromMs + lease.renewalMs, () => this.renew());
  }

  /** Takes a frame that came to its device. */
  hear(frame: Uint8Array): void {
    const heard = this.isRunning ? readDhcp(frame, 'client') : undefined;
    if (heard?.message.transactionId !== this.transactionId || heard.message.clientMac !== this.device.mac)
      return;
    const { type, yourAddress, options } = heard.message;
    if (type === 'offer' && this.state === 'selecting') {
      this.state = 'requesting';
      this.request(SELECTING_WAIT_MS, { requestedAddress: yourAddress, serverId: options.serverId! });
    } else if (type === 'ack' && this.state !== 'selecting' && this.state !== 'bound') {
      this.bind(heard.message, heard.sourceMac);
    } else if (type === 'nak') {
      this.start();
    }
  }

  private bind({ yourAddress: address, options }: DhcpMessage, serverMac: string): void {
    const leaseMs = (options.leaseS ?? 0) * 1_000;
    const renewalMs = options.renewalS === undefined ? leaseMs / 2 : options.renewalS * 1_000;
    const rebindingMs = options.rebindingS === undefined ? leaseMs * 0.875 : options.rebindingS * 1_000;
    const isNew = this.lease === undefined;
    const serverId = options.serverId!;
    this.lease = { address, serverId, serverMac, leaseMs, renewalMs, rebindingMs, fromMs: this.stage.nowMs };
    this.state = 'bound';
    this.stage.note({ part: this.name, kind: 'dhcp-bound', address, renewalS: renewalMs / 1_000 });
    if (isNew) this.onChange();
    this.timer?.cancel();
    this.renewals += 1;
    this.isResting = this.renewals > RENEWALS_PLAYED;
    if (!this.isResting) this.at(this.lease.fromMs + renewalMs, () => this.renew());
  }

  private renew(): void {
    this.begin('renewing');
    this.ask(RENEWING_WAIT_MS);
  }

  /** Asks the server, then any server, and gives up when the lease is over. */
  private ask(waitMs: number): void {
    const { fromMs, rebindingMs, leaseMs } = this.lease!;
    const { nowMs } = this.stage;
    if (nowMs >= fromMs + leaseMs) return this.expire();
    if (nowMs >= fromMs + rebindingMs && this.state === 'renewing') {
      this.state = 'rebinding';
      waitMs = RENEWING_WAIT_MS;
    }
    this.sendRequest({});
    const phaseEndsMs = fromMs + (this.state === 'renewing' ? rebindingMs : leaseMs);
    this.at(Math.min(nowMs + waitMs, phaseEndsMs), () => this.ask(this.longer(waitMs)));
  }

  private expire(): void {
    const { address } = this.lease!;
    this.stage.note({ part: this.name, kind: 'dhcp-expired', address });
    this.drop();
    this.begin('selecting');
    this.discover(SELECTING_WAIT_MS);
  }

  private discover(waitMs: number): void {
    if (this.hasGivenUp()) return;
    this.send('discover', BROADCAST_ADDRESS, {});
    this.at(this.stage.nowMs + waitMs, () => this.discover(this.longer(waitMs)));
  }

  private request(waitMs: number, options: DhcpMessage['options']): void {
    if (this.hasGivenUp()) return;
    this.sendRequest(options);
    this.at(this.stage.nowMs + waitMs, () => this.request(this.longer(waitMs), options));
  }

  private hasGivenUp(): boolean {
    if (this.stage.nowMs - this.startedMs < TIMEOUT_MS) return false;
    this.stage.note({ part: this.name, kind: 'dhcp-gave-up' });
    this.stop();
    return true;
  }

  private sendRequest(options: DhcpMessage['options']): void {
    const isToServer = this.state === 'renewing';
    this.send('request', isToServer ? this.lease!.serverId : BROADCAST_ADDRESS, options);
  }

  private send(type: 'discover' | 'request', destination: string, options: DhcpMessage['options']): void {
    const { lease, device, transactionId, stage } = this;
    const message = type === 'discover' ? 'DHCPDISCOVER' : 'DHCPREQUEST';
    const address = lease?.address ?? options.requestedAddress ?? NO_ADDRESS;
    const { mac } = device;
    stage.note({
      part: this.name,
      kind: 'dhcp-asked',
      message,
      state: this.state,
      address,
      mac,
      to: destination,
    });
    this.identification = (this.identification + 1) & 0xffff;
    const way = {
      sourceMac: mac,
      destinationMac: destination === BROADCAST_ADDRESS ? BROADCAST_MAC : lease!.serverMac,
      source: lease?.address ?? NO_ADDRESS,
      destination,
      identification: this.identification,
    };
    const elapsedS = Math.floor((stage.nowMs - this.startedMs) / 1_000);
    const clientAddress = lease?.address ?? NO_ADDRESS;
    device.send(
      dhcpFrame('client', way, { type, transactionId, clientMac: mac, elapsedS, clientAddress, options }),
    );
  }

  private begin(state: DhcpState): void {
    this.state = state;
    this.startedMs = this.stage.nowMs;
    this.transactionId = Math.floor(this.random.next() * 2 ** 32);
  }

  private drop(): void {
    if (!this.lease) return;
    this.lease = undefined;
    this.onChange();
  }

  private at(atMs: number, action: () => void): void {
    this.timer?.cancel();
    this.timer = this.stage.after(Math.max(0, atMs - this.stage.nowMs), action);
  }

  private longer(waitMs: number): number {
    return waitMs * drawBetween(this.random, 1.5, 2);
  }
}
