import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../incident/index.js';
import type { StatedFact } from '../report/index.js';
import { compareFacts, readValues } from './facts.js';
import { observation } from './fixtures.js';

const compare = (fact: Fact, text: string, ...facts: StatedFact[]) => {
  const { agreements, contradictions } = compareFacts([fact], readValues(observation(text, { facts })));
  return agreements.length > 0 ? 'agrees' : contradictions.length > 0 ? 'disagrees' : 'silent';
};

describe('a stated fact', () => {
  const payload: Fact = { name: 'ping payload without reply', min: 1469, max: 1472, unit: 'bytes' };
  const size: Fact = { name: 'console log size', min: 1, unit: 'GB' };
  const lease: Fact = { name: 'DHCP lease time', value: 60, unit: 's' };

  it.each<[Fact, StatedFact, string]>([
    [payload, { name: 'ping payload without reply', value: 1472, unit: 'bytes' }, 'agrees'],
    [payload, { name: 'Ping payload without reply', value: 1472 }, 'agrees'],
    [payload, { name: 'payload of a ping without a reply', value: 1400, unit: 'bytes' }, 'disagrees'],
    [payload, { name: 'ping payload', value: 1400, unit: 'bytes' }, 'silent'],
    [payload, { name: 'ping payload', value: 1470, unit: 'bytes' }, 'agrees'],
    [payload, { name: 'ping payload without reply', value: 1472, unit: 's' }, 'silent'],
    [size, { name: 'console log size', value: 5_500, unit: 'MB' }, 'agrees'],
    [size, { name: 'console log size', value: 80, unit: 'KiB' }, 'disagrees'],
    [size, { name: 'console log size', value: 5.5, unit: 'furlongs' }, 'silent'],
    [lease, { name: 'lease time of DHCP', value: 1, unit: 'minute' }, 'agrees'],
    [lease, { name: 'DHCP lease time', value: 60 }, 'agrees'],
    [lease, { name: 'DHCP lease time', value: 120, unit: 's' }, 'disagrees'],
    [lease, { name: 'scheduler interval', value: 60, unit: 's' }, 'silent'],
    [{ name: 'vlan_interface', value: 'vlan20' }, { name: 'vlan_interface', value: 'VLAN20' }, 'agrees'],
    [{ name: 'vlan_interface', value: 'vlan20' }, { name: 'vlan_interface', value: 'bond0' }, 'disagrees'],
    [{ name: 'vlan_interface', value: 'vlan20' }, { name: 'vlan_interface', value: 'vlan30' }, 'silent'],
    [
      { name: 'ping payload that gets a reply', max: 1468, unit: 'bytes' },
      { name: 'ping payload that gets no reply', value: 1472, unit: 'bytes' },
      'silent',
    ],
    [{ name: 'shared storage', value: true }, { name: 'shared storage', value: false }, 'disagrees'],
    [{ name: 'shared storage', value: true }, { name: 'shared storage', value: 'NFS' }, 'silent'],
    [
      { name: 'packets', value: 12, unit: 'frames' },
      { name: 'packets', value: 12, unit: 'frames' },
      'agrees',
    ],
  ])('against %j: %j %s', (fact, stated, expected) => {
    expect(compare(fact, '', stated)).toBe(expected);
  });

  it.each<[Fact, string, string]>([
    [payload, 'ping -s 1472 gets no reply', 'silent'],
    [{ ...payload, value: 1472 }, 'ping -s 1472 gets no reply', 'agrees'],
    [{ ...payload, value: 1472 }, 'we have 1472 volumes', 'silent'],
    [payload, 'a ping of 1,470 bytes gets no reply', 'agrees'],
    [size, 'ls says that console.log is 5.5G by now', 'agrees'],
    [size, 'console.log is 300 MB', 'silent'],
    [lease, 'the DHCP lease is 60 s', 'agrees'],
    [lease, 'the DHCP lease is 120 s', 'silent'],
    [{ name: 'vlan_interface', value: 'vlan20' }, 'nova.conf: vlan_interface=vlan20', 'agrees'],
    [{ name: 'vlan_interface', value: 'vlan20' }, 'nova.conf: vlan_interface=bond0', 'silent'],
  ])('in running text never contradicts: %j, %j is %s', (fact, text, expected) => {
    expect(compare(fact, text)).toBe(expected);
  });
});
