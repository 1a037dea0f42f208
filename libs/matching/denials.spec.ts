import { describe, expect, it } from '@jest/globals';
import { deniedTerms, deniesSomething } from './denials.js';

describe('what a text says is not so', () => {
  it.each<[string, string[]]>([
    ['The broker grows, there are no EC2 users here', ['ec', 'ec2', 'user']],
    ['Memory of the broker is normal.', ['broker', 'memori']],
    ['No disk, the broker grows', ['disk']],
    ['The broker does not answer but the disk is full', ['answer']],
    ['The broker grows and the disk is full', []],
    ['', []],
  ])('%j: %j', (text, terms) => {
    expect([...deniedTerms(text)].sort()).toEqual([...terms].sort());
    if (terms.length > 0) expect(deniesSomething(text)).toBe(true);
  });
});
