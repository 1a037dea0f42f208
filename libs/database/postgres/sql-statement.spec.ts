import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';
import { sqlStatement } from './sql-statement.js';

const folder = join(projectRoot, 'prisma', 'sql');

describe('an SQL statement', () => {
  it.each(readdirSync(folder))('is found by the name of its file: %s', (file) => {
    const name = file.replace(/\.sql$/, '');
    expect(sqlStatement(name)).toBe(readFileSync(join(folder, file), 'utf8'));
    expect(sqlStatement(name)).toBe(sqlStatement(name));
  });

  it('that does not exist is a fault that names the file', () => {
    expect(() => sqlStatement('no-such-statement')).toThrow(/no-such-statement\.sql/);
  });
});
