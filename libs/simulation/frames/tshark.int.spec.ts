import { expect, it } from '@jest/globals';
import { describeWithTshark, dissect, faultsIn } from '../../../test/support/tshark.js';
import { encodeArp, UNKNOWN_MAC } from './arp.js';
import { BRIDGE_GROUP_MAC, encodeBpdu } from './bpdu.js';
import { BROADCAST_ADDRESS, DHCP_PORT, encodeDhcp, NO_ADDRESS, type DhcpMessage } from './dhcp.js';
import { BROADCAST_MAC, encodeEthernet, ETHER_TYPE, vlanTag, type VlanTag } from './ethernet.js';
import { encodeIcmp, quoteOf, UNREACHABLE_CODE, type IcmpMessage } from './icmp.js';
import { encodeIpv4, IP_PROTOCOL, type Endpoints } from './ipv4.js';
import { encodePcap } from './pcap.js';
import { encodeTcp, type TcpSegment } from './tcp.js';
import { encodeUdp } from './udp.js';

const GUEST_MAC = 'fa:16:3e:24:e7:22';
const GATEWAY_MAC = 'fa:16:3e:00:00:01';
const ends: Endpoints = { source: '10.20.0.5', destination: '198.51.100.7' };

const ipv4 = (protocol: number, payload: Uint8Array, between: Endpoints = ends) =>
  encodeIpv4({
    ...between,
    protocol,
    timeToLive: 64,
    identification: 7,
    dontFragment: true,
    moreFragments: false,
    fragmentOffset: 0,
    payload,
  });

const frame = (etherType: number, payload: Uint8Array, tags: readonly VlanTag[] = []) =>
  encodeEthernet({ destination: GATEWAY_MAC, source: GUEST_MAC, tags, etherType, payload });

const icmp = (message: IcmpMessage, tags?: readonly VlanTag[]) =>
  frame(ETHER_TYPE.ipv4, ipv4(IP_PROTOCOL.icmp, encodeIcmp(message)), tags);

const tcp = (segment: Partial<TcpSegment>) =>
  frame(
    ETHER_TYPE.ipv4,
    ipv4(
      IP_PROTOCOL.tcp,
      encodeTcp(
        {
          sourcePort: 22,
          destinationPort: 50_022,
          sequence: 1,
          acknowledgement: undefined,
          flags: [],
          windowBytes: 65_535,
          options: {},
          payload: new Uint8Array(),
          ...segment,
        },
        ends,
      ),
    ),
  );

const dhcp = (message: Partial<DhcpMessage> & Pick<DhcpMessage, 'type'>, fromServer = false) => {
  const [client, server] = [
    { port: DHCP_PORT.client, address: NO_ADDRESS },
    { port: DHCP_PORT.server, address: '10.0.0.1' },
  ];
  const between = {
    source: fromServer ? server.address : client.address,
    destination: BROADCAST_ADDRESS,
  };
  const datagram = {
    sourcePort: fromServer ? server.port : client.port,
    destinationPort: fromServer ? client.port : server.port,
    payload: encodeDhcp({
      transactionId: 0x3903f326,
      elapsedS: 0,
      wantsBroadcast: false,
      clientAddress: NO_ADDRESS,
      yourAddress: fromServer && message.type !== 'nak' ? '10.0.0.9' : NO_ADDRESS,
      nextServerAddress: NO_ADDRESS,
      relayAddress: NO_ADDRESS,
      clientMac: GUEST_MAC,
      options: {},
      ...message,
    }),
  };
  return encodeEthernet({
    destination: BROADCAST_MAC,
    source: fromServer ? GATEWAY_MAC : GUEST_MAC,
    tags: [],
    etherType: ETHER_TYPE.ipv4,
    payload: ipv4(IP_PROTOCOL.udp, encodeUdp(datagram, between), between),
  });
};

const arp = {
  senderMac: GUEST_MAC,
  senderAddress: '10.20.0.5',
  targetMac: UNKNOWN_MAC,
  targetAddress: '10.20.0.1',
};
const echo = (bytes: number): IcmpMessage => ({
  type: 'echo-reply',
  identifier: 4242,
  sequence: 1,
  data: Uint8Array.from({ length: bytes }, (_, at) => at & 0xff),
});
const bridge = { priority: 32_768, mac: GUEST_MAC };
const lease = { leaseS: 60, renewalS: 30, rebindingS: 52, serverId: '10.0.0.1', subnetMask: '255.255.255.0' };

const FRAMES: Readonly<Record<string, Uint8Array>> = {
  'ARP request': frame(ETHER_TYPE.arp, encodeArp({ ...arp, operation: 'request' })),
  'ARP reply': frame(ETHER_TYPE.arp, encodeArp({ ...arp, operation: 'reply', targetMac: GATEWAY_MAC })),
  BPDU: encodeEthernet({
    destination: BRIDGE_GROUP_MAC,
    source: GUEST_MAC,
    tags: [],
    etherType: undefined,
    payload: encodeBpdu({
      topologyChange: false,
      topologyChangeAcknowledged: false,
      root: bridge,
      rootPathCost: 0,
      bridge,
      port: 0x8001,
      messageAgeS: 0,
      maxAgeS: 20,
      helloTimeS: 2,
      forwardDelayS: 15,
    }),
  }),
  'small echo': icmp(echo(1)),
  'large echo in two tags': icmp(echo(1472), [vlanTag(20), vlanTag(100)]),
  'fragmentation needed': icmp({
    type: 'destination-unreachable',
    code: UNREACHABLE_CODE.fragmentationNeeded,
    nextHopMtuBytes: 1400,
    original: quoteOf(ipv4(IP_PROTOCOL.icmp, encodeIcmp(echo(1472)))),
  }),
  'TCP SYN': tcp({
    flags: ['SYN'],
    options: {
      maximumSegmentBytes: 1460,
      selectiveAcknowledgement: true,
      timestamps: { value: 1000, echo: 0 },
      windowScale: 7,
    },
  }),
  'TCP data': tcp({
    acknowledgement: 77,
    flags: ['PSH'],
    options: { timestamps: { value: 1001, echo: 900 } },
    payload: new Uint8Array(1449).fill(0x20),
  }),
  'DHCP discover': dhcp({
    type: 'discover',
    elapsedS: 3,
    wantsBroadcast: true,
    options: { hostName: 'guest-1', parameterRequest: [1, 3, 6, 26, 51, 58, 59] },
  }),
  'DHCP offer': dhcp({ type: 'offer', options: { ...lease, routers: ['10.0.0.1'], mtuBytes: 1496 } }, true),
  'DHCP request': dhcp({
    type: 'request',
    options: { requestedAddress: '10.0.0.9', serverId: '10.0.0.1' },
  }),
  'DHCP ack': dhcp({ type: 'ack', options: { ...lease, nameServers: ['10.0.0.1', '10.0.0.2'] } }, true),
  'DHCP nak': dhcp({ type: 'nak', options: { serverId: '10.0.0.1', message: 'wrong network' } }, true),
};

const pcap = encodePcap(Object.values(FRAMES).map((bytes, index) => ({ frame: bytes, atMs: index })));

describeWithTshark('tshark', () => {
  it('finds nothing malformed and no wrong checksum in any kind of frame', () => {
    expect(faultsIn(pcap)).toEqual([]);
  });

  it('would find a checksum that is wrong, and a frame that is malformed', () => {
    const broken = Object.values(FRAMES).map((bytes) => bytes.slice());
    const [small, segment] = ['small echo', 'TCP data'].map((name) => Object.keys(FRAMES).indexOf(name));
    broken[small!]![25]! ^= 1;
    broken[segment!]![100]! ^= 1;
    const cut = FRAMES['ARP reply']!.subarray(0, 30);
    const faults = faultsIn(encodePcap([...broken, cut].map((bytes) => ({ frame: bytes, atMs: 0 }))));
    expect(faults).toHaveLength(3);
  });

  it('reads from each kind of frame what was written', () => {
    const fields = [
      'frame.protocols',
      'vlan.id',
      'stp.bridge.hw',
      'icmp.mtu',
      'tcp.flags.str',
      'tcp.options.mss_val',
      'tcp.len',
      'dhcp.option.dhcp',
      'dhcp.option.ip_address_lease_time',
    ] as const;
    const rows = dissect(pcap, fields).map((row) => fields.flatMap((field) => row[field]).join(' '));
    expect(Object.fromEntries(Object.keys(FRAMES).map((name, at) => [name, rows[at]]))).toEqual({
      'ARP request': 'eth:ethertype:arp',
      'ARP reply': 'eth:ethertype:arp',
      BPDU: `eth:llc:stp ${GUEST_MAC}`,
      'small echo': 'eth:ethertype:ip:icmp:data',
      'large echo in two tags': 'eth:ethertype:vlan:ethertype:vlan:ethertype:ip:icmp:data 20 100',
      'fragmentation needed': 'eth:ethertype:ip:icmp:ip:icmp 1400',
      'TCP SYN': 'eth:ethertype:ip:tcp ··········S· 1460 0',
      'TCP data': 'eth:ethertype:ip:tcp:ssh ·······AP··· 1449',
      'DHCP discover': 'eth:ethertype:ip:udp:dhcp 1',
      'DHCP offer': 'eth:ethertype:ip:udp:dhcp 2 60',
      'DHCP request': 'eth:ethertype:ip:udp:dhcp 3',
      'DHCP ack': 'eth:ethertype:ip:udp:dhcp 5 60',
      'DHCP nak': 'eth:ethertype:ip:udp:dhcp 6',
    });
  });
});
