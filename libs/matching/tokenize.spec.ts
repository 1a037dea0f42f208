import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold, tokenize } from './tokenize.js';

const wordsOf = (text: string) => tokenize(text).map((it) => it.raw);

describe('tokenizing', () => {
  it.each([
    ['nova-api is down.', ['nova-api', 'is', 'down']],
    ['vlan_interface=vlan20', ['vlan_interface', 'vlan20']],
    ['%MLAG-4-INTF_INACTIVE_LOCAL: link', ['MLAG-4-INTF_INACTIVE_LOCAL', 'link']],
    ['nova.virt.libvirt.imagecache [-]', ['nova.virt.libvirt.imagecache']],
    ['vlan100@vlan20:', ['vlan100', 'vlan20']],
    ['can’t reach /var/lib', ['can’t', 'reach', 'var', 'lib']],
    ['Сеть недоступна, שלום', ['Сеть', 'недоступна', 'שלום']],
    ['🔥 down 🔥', ['down']],
    ['\u0000\u0001\u001b[31mred', ['31mred']],
    ['', []],
  ])('cuts %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('passes over runs that are too long to be words', () => {
    expect(wordsOf(`before ${'QUJD'.repeat(1_000)} after`)).toEqual(['before', 'after']);
  });

  it('cuts a path at its dots when it is too long to be a word', () => {
    const path = 'acme.tests.functional.volumes.test_attachments.AttachmentTestCase.test_detach_twice';
    expect(wordsOf(`FAIL: ${path}.`)).toEqual(['FAIL', ...path.split('.')]);
    expect(wordsOf(`${'QUJD'.repeat(50)}.${path}`)).toEqual(path.split('.'));
  });

  it('reads plain ASCII as it reads the same within other letters', () => {
    const part = fc.constantFrom('a', 'B', '7', '_', '-', '.', "'", ' ', '/', 'x'.repeat(64));
    const ascii = fc.oneof(
      fc.array(part).map((parts) => parts.join('')),
      fc.string({ unit: 'binary-ascii' }),
    );
    fc.assert(
      fc.property(ascii, (text) => {
        expect(tokenize(text)).toEqual(tokenize(`${text} ж`).slice(0, -1));
      }),
      { numRuns: 500 },
    );
  });

  it('gives offsets that slice the text to the token, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const { raw, start, end } of tokenize(text)) expect(text.slice(start, end)).toBe(raw);
      }),
    );
  });
});

describe('folding', () => {
  it.each([
    ['MTU', 'mtu'],
    ['ＭＴＵ', 'mtu'],
    ['ﬁle', 'file'],
    ['Straße', 'strasse'],
    ['e\u0301tat', 'état'],
  ])('takes %s for %s', (raw, folded) => {
    expect(fold(raw)).toBe(folded);
  });
});
