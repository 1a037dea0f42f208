import { describe, expect, it } from '@jest/globals';
import { example } from './example-scenario.js';
import { reportOf } from './report-of.js';

const reports = (arm: 'healthy' | 'fault' | 'look-alike') =>
  Array.from({ length: 30 }, (_, seed) => reportOf(example, example.run(arm, { seed })));

describe('the report of an operator of a simulated world', () => {
  it('says in several ways what is observed there, and often shows the log', () => {
    const all = reports('fault');
    expect(new Set(all.map(({ text }) => text)).size).toBeGreaterThan(5);
    for (const { text } of all) expect(text).toMatch(/ENOSPC.*(df|MB left)|(df|MB left).*ENOSPC/);
    const withLog = all.filter(({ logLines }) => logLines.includes('service: cannot write log: ENOSPC'));
    expect(withLog.length).toBeGreaterThan(10);
    expect(withLog.length).toBeLessThan(30);
  });

  it('speaks of what this world shows alone', () => {
    for (const { text, logLines } of reports('look-alike')) {
      expect(text).toBe('my service says EROFS and loses its log');
      expect(logLines.join('\n')).not.toContain('ENOSPC');
    }
  });

  it('is some other complaint where nothing is wrong', () => {
    for (const { text, logLines } of reports('healthy')) {
      expect(example.words.healthy).toContain(text);
      for (const line of logLines) expect(line).toBe('service: log rotated');
    }
  });

  it('is the same for the same world', () => {
    expect(reports('fault')).toEqual(reports('fault'));
  });
});
