import { decodeDhcp, DHCP_PORT, encodeDhcp, NO_ADDRESS, type DhcpMessage } from '../frames/dhcp.js';
import { decodeEthernet, encodeEthernet, ETHER_TYPE } from '../frames/ethernet.js';
import { decodeIpv4, encodeIpv4, IP_PROTOCOL } from '../frames/ipv4.js';
import { decodeUdp, encodeUdp } from '../frames/udp.js';

/** From where to where a DHCP message goes. */
export interface DhcpWay {
  readonly sourceMac: string;
  readonly destinationMac: string;
  readonly source: string;
  readonly destination: string;
  readonly identification: number;
}

export type DhcpFields = Pick<DhcpMessage, 'type' | 'transactionId' | 'clientMac' | 'options'> &
  Partial<DhcpMessage>;

/** A DHCP message as a frame. Who holds no address yet sends from 0.0.0.0, and needs no IP stack for it. */
export function dhcpFrame(sender: 'client' | 'server', way: DhcpWay, fields: DhcpFields): Uint8Array {
  const message: DhcpMessage = {
    elapsedS: 0,
    wantsBroadcast: false,
    clientAddress: NO_ADDRESS,
    yourAddress: NO_ADDRESS,
    nextServerAddress: NO_ADDRESS,
    relayAddress: NO_ADDRESS,
    ...fields,
  };
  const { source, destination, identification } = way;
  const [here, there] =
    sender === 'client' ? [DHCP_PORT.client, DHCP_PORT.server] : [DHCP_PORT.server, DHCP_PORT.client];
  const datagram = { sourcePort: here, destinationPort: there, payload: encodeDhcp(message) };
  const payload = encodeIpv4({
    source,
    destination,
    protocol: IP_PROTOCOL.udp,
    timeToLive: 64,
    identification,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    payload: encodeUdp(datagram, { source, destination }),
  });
  return encodeEthernet({
    source: way.sourceMac,
    destination: way.destinationMac,
    tags: [],
    etherType: ETHER_TYPE.ipv4,
    payload,
  });
}

export interface HeardDhcp {
  readonly message: DhcpMessage;
  readonly sourceMac: string;
  readonly source: string;
}

/** The DHCP message in a frame, if there is one for this side. */
export function readDhcp(frame: Uint8Array, receiver: 'client' | 'server'): HeardDhcp | undefined {
  const ethernet = decodeEthernet(frame);
  if (ethernet?.etherType !== ETHER_TYPE.ipv4 || ethernet.payload[9] !== IP_PROTOCOL.udp) return undefined;
  const packet = decodeIpv4(ethernet.payload);
  const datagram = packet && decodeUdp(packet.payload, packet);
  if (!packet || datagram?.destinationPort !== DHCP_PORT[receiver]) return undefined;
  const message = decodeDhcp(datagram.payload);
  return message && { message, sourceMac: ethernet.source, source: packet.source };
}
