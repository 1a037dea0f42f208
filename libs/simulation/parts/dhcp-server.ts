import type { Entry, Stage } from '../engine/simulation.js';
import { BROADCAST_ADDRESS, NO_ADDRESS, type DhcpMessage } from '../frames/dhcp.js';
import { BROADCAST_MAC } from '../frames/ethernet.js';
import type { Device } from './device.js';
import { dhcpFrame, readDhcp } from './dhcp-frames.js';

/** A line of the server's log: a message that came in or went out. */
export interface DhcpLogged extends Entry {
  readonly kind: 'dhcp-logged';
  readonly message: 'DHCPDISCOVER' | 'DHCPOFFER' | 'DHCPREQUEST' | 'DHCPACK' | 'DHCPNAK';
  readonly device: string;
  readonly address: string;
  readonly mac: string;
  readonly hostName: string;
}

export interface DhcpServerSettings {
  readonly name: string;
  readonly address: string;
  readonly subnetMask: string;
  readonly leaseS: number;
}

interface Host {
  readonly address: string;
  readonly hostName: string;
}

/**
 * A DHCP server after dnsmasq as nova-network runs it: each guest's address stands in a file of hosts, and it leases
 * nothing else. It answers a client that has an address there, and one that has none at its hardware address.
 */
export class DhcpServer {
  isRunning = true;
  /** Of the leases that it gives from now on. */
  leaseS: number;
  private readonly hosts = new Map<string, Host>();
  private identification = 0;

  constructor(
    private readonly stage: Stage<DhcpLogged>,
    private readonly device: Device,
    private readonly settings: DhcpServerSettings,
  ) {
    this.leaseS = settings.leaseS;
  }

  addHost(mac: string, host: Host): void {
    this.hosts.set(mac, host);
  }

  /** Takes a frame that came to its device. */
  hear(frame: Uint8Array): void {
    const heard = this.isRunning ? readDhcp(frame, 'server') : undefined;
    const host = heard && this.hosts.get(heard.message.clientMac);
    if (!heard || !host) return;
    const { message } = heard;
    if (message.type === 'discover') {
      this.log('DHCPDISCOVER', message, host);
      this.answer('offer', message, host);
    } else if (message.type === 'request') {
      if ((message.options.serverId ?? this.settings.address) !== this.settings.address) return;
      this.log('DHCPREQUEST', message, host);
      const wanted = message.options.requestedAddress ?? message.clientAddress;
      this.answer(wanted === host.address ? 'ack' : 'nak', message, host);
    }
  }

  private answer(type: 'offer' | 'ack' | 'nak', asked: DhcpMessage, host: Host): void {
    this.log(({ offer: 'DHCPOFFER', ack: 'DHCPACK', nak: 'DHCPNAK' } as const)[type], asked, host);
    const { address: serverId, subnetMask } = this.settings;
    const isRefusal = type === 'nak';
    const { leaseS } = this;
    const lease = { leaseS, renewalS: Math.floor(leaseS / 2), rebindingS: Math.floor(leaseS * 0.875) };
    this.identification = (this.identification + 1) & 0xffff;
    const { clientMac, transactionId } = asked;
    const unicastTo = asked.clientAddress === NO_ADDRESS ? host.address : asked.clientAddress;
    const isBroadcast = isRefusal || asked.wantsBroadcast;
    const way = {
      sourceMac: this.device.mac,
      destinationMac: isBroadcast ? BROADCAST_MAC : clientMac,
      source: serverId,
      destination: isBroadcast ? BROADCAST_ADDRESS : unicastTo,
      identification: this.identification,
    };
    const options = isRefusal
      ? { serverId, message: 'wrong address' }
      : { ...lease, serverId, subnetMask, routers: [serverId] };
    const yourAddress = isRefusal ? NO_ADDRESS : host.address;
    const { clientAddress } = asked;
    this.device.send(
      dhcpFrame('server', way, { type, transactionId, clientMac, clientAddress, yourAddress, options }),
    );
  }

  private log(message: DhcpLogged['message'], { clientMac: mac }: DhcpMessage, host: Host): void {
    this.stage.note({
      part: this.settings.name,
      kind: 'dhcp-logged',
      message,
      device: this.device.name,
      mac,
      ...host,
    });
  }
}
