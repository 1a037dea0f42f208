import { describe, expect, it } from '@jest/globals';
import { deniedTerms, deniesSomething, withoutDenied } from './denials.js';

describe('what a text says is not so', () => {
  it.each<[string, string[]]>([
    ['The broker grows, there are no EC2 users here', ['ec', 'ec2', 'user']],
    ['Memory of the broker is normal.', ['broker', 'memori']],
    ['No disk, the broker grows', ['disk']],
    ['The broker does not answer but the disk is full', ['answer']],
    ['The broker grows and the disk is full', []],
    ['SSH freezes right after ps aux, and present instances lose their low ports', []],
    ['The load is still low, and instances sit right there', ['load']],
    ['', []],
  ])('%j: %j', (text, terms) => {
    expect([...deniedTerms(text)].sort()).toEqual([...terms].sort());
    if (terms.length > 0) expect(deniesSomething(text)).toBe(true);
  });
});

describe('a text without what it denies', () => {
  it.each([
    ['There is no vlan_interface=vlan20 in nova.conf.', 'There is no               =                   .'],
    ['No idea why, but vlan_interface=vlan20 is there', 'No         , but vlan_interface=vlan20 is there'],
    ['vlan_interface=vlan20', 'vlan_interface=vlan20'],
  ])('%j: %j', (text, left) => {
    expect(withoutDenied(text)).toBe(left);
  });
});
