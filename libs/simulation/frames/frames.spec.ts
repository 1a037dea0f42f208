import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeArp, encodeArp } from './arp.js';
import { decodeBpdu, encodeBpdu } from './bpdu.js';
import { checksum, setAddress, setMac } from './bytes.js';
import { decodeDhcp, encodeDhcp, type DhcpMessage } from './dhcp.js';
import {
  decodeEthernet,
  encodeEthernet,
  FRAME_BYTES_MIN,
  outermostVlan,
  popTag,
  pushTag,
} from './ethernet.js';
import { decodeIcmp, encodeIcmp } from './icmp.js';
import { decodeIpv4, encodeIpv4, setTimeToLive } from './ipv4.js';
import { decodeTcp, encodeTcp, type TcpFlag } from './tcp.js';
import { decodeUdp, encodeUdp } from './udp.js';

const uint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const address = fc.ipV4();
const mac = fc
  .array(uint(8), { minLength: 6, maxLength: 6 })
  .map((parts) => parts.map((it) => it.toString(16).padStart(2, '0')).join(':'));
const ends = fc.record({ source: address, destination: address });
const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const tag = fc.record({ id: uint(12), priority: uint(3), dropEligible: fc.boolean() });
const headers = { destination: mac, source: mac, tags: fc.array(tag, { maxLength: 3 }) };
const ethernet2 = fc.record({
  ...headers,
  etherType: fc.integer({ min: 0x0600, max: 0xffff }).filter((it) => it !== 0x8100),
  payload: bytes(1500),
});
const ieee8023 = fc.record({ ...headers, etherType: fc.constant(undefined), payload: bytes(1500) });

const arp = fc.record({
  operation: fc.constantFrom('request' as const, 'reply' as const),
  senderMac: mac,
  senderAddress: address,
  targetMac: mac,
  targetAddress: address,
});

const bridge = fc.record({ priority: uint(16), mac });
const seconds = uint(16).map((it) => it / 256);
const bpdu = fc.record({
  topologyChange: fc.boolean(),
  topologyChangeAcknowledged: fc.boolean(),
  root: bridge,
  rootPathCost: uint(32),
  bridge,
  port: uint(16),
  messageAgeS: seconds,
  maxAgeS: seconds,
  helloTimeS: seconds,
  forwardDelayS: seconds,
});

const ipv4 = fc.record({
  source: address,
  destination: address,
  protocol: uint(8),
  timeToLive: uint(8),
  identification: uint(16),
  dontFragment: fc.boolean(),
  moreFragments: fc.boolean(),
  fragmentOffset: uint(13),
  payload: bytes(1480),
});

const icmp = fc.oneof(
  fc.record({
    type: fc.constantFrom('echo-request' as const, 'echo-reply' as const),
    identifier: uint(16),
    sequence: uint(16),
    data: bytes(1472),
  }),
  fc.record({
    type: fc.constant('destination-unreachable' as const),
    code: uint(8),
    nextHopMtuBytes: uint(16),
    original: bytes(28),
  }),
);

const udp = fc.record({ sourcePort: uint(16), destinationPort: uint(16), payload: bytes(1472) });

const tcp = fc.record({
  sourcePort: uint(16),
  destinationPort: uint(16),
  sequence: uint(32),
  acknowledgement: option(uint(32)),
  flags: fc.subarray<TcpFlag>(['FIN', 'SYN', 'RST', 'PSH']),
  windowBytes: uint(16),
  options: fc.record(
    {
      maximumSegmentBytes: uint(16),
      selectiveAcknowledgement: fc.constant(true as const),
      windowScale: uint(8),
      timestamps: fc.record({ value: uint(32), echo: uint(32) }),
    },
    { requiredKeys: [] },
  ),
  payload: bytes(1460),
});

const ascii = fc.string({ minLength: 1, maxLength: 64 });
const addresses = fc.array(address, { minLength: 1, maxLength: 3 });
const dhcp: fc.Arbitrary<DhcpMessage> = fc.record({
  type: fc.constantFrom('discover', 'offer', 'request', 'decline', 'ack', 'nak', 'release', 'inform'),
  transactionId: uint(32),
  elapsedS: uint(16),
  wantsBroadcast: fc.boolean(),
  clientAddress: address,
  yourAddress: address,
  nextServerAddress: address,
  relayAddress: address,
  clientMac: mac,
  options: fc.record(
    {
      subnetMask: address,
      routers: addresses,
      nameServers: addresses,
      hostName: ascii,
      mtuBytes: uint(16),
      requestedAddress: address,
      leaseS: uint(32),
      serverId: address,
      parameterRequest: fc.array(uint(8), { minLength: 1, maxLength: 20 }),
      message: ascii,
      renewalS: uint(32),
      rebindingS: uint(32),
    },
    { requiredKeys: [] },
  ),
});

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'));

describe('what is encoded is decoded again', () => {
  const roundTrip = <T>(
    arbitrary: fc.Arbitrary<T>,
    there: (it: T) => Uint8Array,
    back: (it: Uint8Array) => unknown,
  ) => fc.assert(fc.property(arbitrary, (it) => expect(back(there(it))).toEqual(it)));

  it('in an IEEE 802.3 frame, whose length says where the padding begins', () =>
    roundTrip(ieee8023, encodeEthernet, decodeEthernet));
  it('in an ARP packet', () => roundTrip(arp, encodeArp, decodeArp));
  it('in a BPDU', () => roundTrip(bpdu, encodeBpdu, decodeBpdu));
  it('in an IPv4 packet', () => roundTrip(ipv4, encodeIpv4, decodeIpv4));
  it('in an ICMP message', () => roundTrip(icmp, encodeIcmp, decodeIcmp));
  it('in a DHCP message', () => roundTrip(dhcp, encodeDhcp, decodeDhcp));

  it('in an Ethernet II frame, padding aside', () => {
    fc.assert(
      fc.property(ethernet2, (frame) => {
        const decoded = decodeEthernet(encodeEthernet(frame))!;
        expect({ ...decoded, payload: decoded.payload.subarray(0, frame.payload.length) }).toEqual(frame);
        expect(decoded.payload.subarray(frame.payload.length).every((byte) => byte === 0)).toBe(true);
      }),
    );
  });

  it('in an IPv4 packet whose time to live was changed', () => {
    fc.assert(
      fc.property(ipv4, uint(8), (packet, timeToLive) => {
        const bytes = encodeIpv4(packet);
        setTimeToLive(bytes, timeToLive);
        expect(decodeIpv4(bytes)).toEqual({ ...packet, timeToLive });
      }),
    );
  });

  it('in a UDP datagram', () => {
    fc.assert(
      fc.property(udp, ends, (it, between) => expect(decodeUdp(encodeUdp(it, between), between)).toEqual(it)),
    );
  });

  it('in a TCP segment', () => {
    fc.assert(
      fc.property(tcp, ends, (it, between) => expect(decodeTcp(encodeTcp(it, between), between)).toEqual(it)),
    );
  });
});

describe('an Ethernet frame', () => {
  it('is never shorter than a wire allows', () => {
    fc.assert(
      fc.property(fc.oneof(ethernet2, ieee8023), (frame) => {
        const { length } = encodeEthernet(frame);
        const fullLength = 14 + 4 * frame.tags.length + frame.payload.length;
        expect(length).toBe(Math.max(FRAME_BYTES_MIN, fullLength));
      }),
    );
  });

  it('carries a tag that was pushed outside of the others, and is itself again when it was popped', () => {
    fc.assert(
      fc.property(fc.oneof(ethernet2, ieee8023), tag, (frame, outer) => {
        const untagged = encodeEthernet(frame);
        const tagged = pushTag(untagged, outer);
        expect(outermostVlan(tagged)).toBe(outer.id);
        expect(decodeEthernet(tagged)?.tags).toEqual([outer, ...frame.tags]);
        expect(popTag(tagged)).toEqual(untagged);
      }),
    );
  });
});

describe('bytes that are known from elsewhere', () => {
  it('give the sum of the example in RFC 1071', () => {
    expect(checksum(hex('0001 f203 f4f5 f6f7'))).toBe(~0xddf2 & 0xffff);
  });

  it('are an IPv4 header with the checksum b861', () => {
    const header = hex('4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7');
    const payload = new Uint8Array(95);
    const packet = {
      source: '192.168.0.1',
      destination: '192.168.0.199',
      protocol: 17,
      timeToLive: 64,
      identification: 0,
      dontFragment: true,
      moreFragments: false,
      fragmentOffset: 0,
      payload,
    };
    expect(encodeIpv4(packet).subarray(0, 20)).toEqual(header);
    expect(decodeIpv4(Uint8Array.from([...header, ...payload]))).toEqual(packet);
  });

  it('are a BPDU of a root bridge with the times that IEEE 802.1D recommends', () => {
    const root = { priority: 32768, mac: 'fa:16:3e:24:e7:22' };
    const frame = encodeEthernet({
      destination: '01:80:c2:00:00:00',
      source: 'fa:16:3e:24:e7:22',
      tags: [],
      etherType: undefined,
      payload: encodeBpdu({
        topologyChange: false,
        topologyChangeAcknowledged: false,
        root,
        rootPathCost: 0,
        bridge: root,
        port: 0x8001,
        messageAgeS: 0,
        maxAgeS: 20,
        helloTimeS: 2,
        forwardDelayS: 15,
      }),
    });
    expect(frame).toEqual(
      hex(`0180c2000000 fa163e24e722 0026 424203 0000 00 00 00 8000fa163e24e722 00000000
           8000fa163e24e722 8001 0000 1400 0200 0f00 0000000000000000`),
    );
  });
});

describe('what a host would discard', () => {
  it('is refused when a bit of a checked packet is turned', () => {
    const flip = (packet: Uint8Array, bit: number) => {
      const turned = packet.slice();
      turned[bit >> 3]! ^= 1 << (bit & 7);
      return turned;
    };
    fc.assert(
      fc.property(tcp, icmp, ends, fc.nat(), (segment, message, between, bit) => {
        const packet = encodeTcp(segment, between);
        expect(decodeTcp(flip(packet, bit % (packet.length * 8)), between)).toBeUndefined();
        const echo = encodeIcmp(message);
        expect(decodeIcmp(flip(echo, bit % (echo.length * 8)))).toBeUndefined();
      }),
    );
  });

  it('is refused, and never an exception, whatever the bytes', () => {
    const between = { source: '10.0.0.1', destination: '10.0.0.2' };
    const readers = [decodeEthernet, decodeArp, decodeBpdu, decodeIpv4, decodeIcmp, decodeDhcp];
    fc.assert(
      fc.property(bytes(400), (noise) => {
        for (const decode of readers) decode(noise);
        decodeUdp(noise, between);
        decodeTcp(noise, between);
      }),
    );
    fc.assert(
      fc.property(dhcp, fc.nat({ max: 239 }), (message, length) =>
        expect(decodeDhcp(encodeDhcp(message).subarray(0, length))).toBeUndefined(),
      ),
    );
  });
});

it('an address that is none is refused', () => {
  const six = new Uint8Array(6);
  for (const mac of ['', 'fa:16:3e:24:e7', 'fa:16:3e:24:e7:22:00', 'fa:16:3e:24:e7:1ff', 'zz:16:3e:24:e7:22'])
    expect(() => setMac(six, 0, mac)).toThrow(RangeError);
  for (const wrong of ['', '10.0.0', '10.0.0.256', '10.0.0.0.1', '10.0.0.1a'])
    expect(() => setAddress(six, 0, wrong)).toThrow(RangeError);
});
