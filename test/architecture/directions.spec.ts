import { describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { DIRECTIONS } from './directions.js';

describe('the table of directions', () => {
  const lib = (folder: string) => folder.split('/').slice(0, 2).join('/');

  it('leaves no way back from a lib to itself', () => {
    const reach = (from: string, seen: ReadonlySet<string> = new Set()): string[] =>
      DIRECTIONS.filter((direction) => lib(direction.from) === from)
        .flatMap(({ to }) => to)
        .filter((to) => to !== 'libs' && !seen.has(to))
        .flatMap((to) => [to, ...reach(to, new Set([...seen, to]))]);
    const circular = DIRECTIONS.map(({ from }) => lib(from)).filter((from) => reach(from).includes(from));
    expect(circular).toEqual([]);
  });

  it('names folders that exist, or are to come', () => {
    const toCome = ['libs/simulation'];
    const missing = DIRECTIONS.map(({ from }) => from).filter((from) => !existsSync(join(projectRoot, from)));
    expect(missing.filter((from) => !toCome.includes(from))).toEqual([]);
  });
});
