import { describe, expect, it } from '@jest/globals';
import { indexFolder, readEnvironment } from './environment.js';

describe('the index is left for the next start', () => {
  const folderWith = (variables: Record<string, string>) => indexFolder(readEnvironment(variables));

  it('beside the embedded database', () => {
    expect(folderWith({})).toBe('.talekeeper');
    expect(folderWith({ TALEKEEPER_HOME: '/data' })).toBe('/data');
  });

  it('nowhere with a database of one’s own, unless a folder is named', () => {
    const own = { DATABASE_URL: 'postgres://db/talekeeper', TALEKEEPER_HOME: '/data' };
    expect(folderWith(own)).toBeUndefined();
    expect(folderWith({ ...own, INDEX_FOLDER: '' })).toBeUndefined();
    expect(folderWith({ ...own, INDEX_FOLDER: '/index' })).toBe('/index');
  });
});

it.each(['http', '0', '65536', '40.5'])('the PORT %s is refused', (PORT) => {
  expect(() => readEnvironment({ PORT })).toThrow('The environment variable PORT is not valid');
});
