import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { looksLikeLogLine, maskVariables } from './log-line.js';

describe('a log line within a text', () => {
  it.each([
    '2013-04-02 08:00:11 INFO nova.compute [-] done',
    'Mar  4 17:20:31 tor-a Stp: something',
    '[ 1234.567890] bond0: link down',
    'the switch says %ETH-4-ERRDISABLE: bpduguard error',
    'dnsmasq-dhcp[2211]: DHCPACK(br100) 10.1.0.9',
    '=INFO REPORT==== 4-Mar-2013::10:01:22 ===',
    'Traceback (most recent call last):',
  ])('is %s', (line) => {
    expect(looksLikeLogLine(line)).toBe(true);
  });

  it.each([
    'Since March 4 the compute node is down.',
    'We restarted nova-api at 10:15 and it helped.',
    'ERROR is what users see',
    'ping -s 1472 gets no reply',
    '',
  ])('is not %j', (line) => {
    expect(looksLikeLogLine(line)).toBe(false);
  });
});

describe('masking what varies', () => {
  it('makes two lines of one event equal', () => {
    const words = (line: string) => maskVariables(line).split(/\s+/).join(' ').trim();
    expect(words('Mar  4 17:20:31 tor Received BPDU (source mac fa:16:3e:aa:bb:cc) from 10.0.0.1:67')).toBe(
      words('Dec 11 07:00:59 tor Received BPDU (source mac fa:16:3e:00:11:22) from 192.168.7.9:67'),
    );
    expect(
      words('2014-03-04 10:11:12.100 41 [req-5f0c1e6a-2b6d-4f3b-8f3e-0d9c8b7a6f5e 11aa22bb33cc] len: 1109'),
    ).toBe(words('2015-01-02 00:00:00.001 7 [req-00000000-1111-4f3b-8f3e-0d9c8b7a6f5e ffee00112233] len: 5'));
  });

  it('keeps words that only look hexadecimal', () => {
    expect(maskVariables('feedback deadbeef facade')).toBe('feedback deadbeef facade');
  });

  it('keeps the length, so that offsets stay true', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (line) => maskVariables(line).length === line.length),
    );
  });
});
