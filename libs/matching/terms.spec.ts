import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { termsOf } from './terms.js';
import { tokenize } from './tokenize.js';

const terms = (raw: string) => termsOf(raw).map((it) => it.term);

describe('the terms of a token', () => {
  it.each([
    ['renewing', ['renew']],
    ['MTUs', ['mtu']],
    ['nova-api', ['nova_api', 'nova', 'api']],
    ['vlan_interface', ['vlan_interface', 'vlan', 'interfac']],
    ['MLAG-4-INTF_INACTIVE_LOCAL', ['mlag_4_intf_inactive_local', 'mlag', 'intf', 'inact', 'local']],
    ['RunInstances', ['runinst', 'run', 'instanc']],
    ['runinstances', ['runinst']],
    ['RabbitMQ', ['rabbitmq', 'rabbit', 'mq']],
    ['vlan20', ['vlan20', 'vlan']],
    ['1472', ['1472']],
    ['7', []],
    ['20130304112233', []],
    ["can't", []],
    ['the', []],
  ])('of %s are %j', (raw, expected) => {
    expect(terms(raw)).toEqual(expected);
  });

  it('are found whichever way an identifier is joined', () => {
    expect(terms('vlan-interface')[0]).toBe(terms('vlan_interface')[0]);
  });

  it('lie within the token and are not empty, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }), (text) => {
        for (const { raw } of tokenize(text)) {
          for (const { term, from, to } of termsOf(raw)) {
            expect(term).not.toBe('');
            expect(from).toBeGreaterThanOrEqual(0);
            expect(from).toBeLessThan(to);
            expect(to).toBeLessThanOrEqual(raw.length);
          }
        }
      }),
    );
  });
});
