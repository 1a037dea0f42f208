import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';

const statements = new Map<string, string>();

/** The text of `prisma/sql/<name>.sql`, read once. The name is part of the program: a missing file is a fault. */
export function sqlStatement(name: string): string {
  const known = statements.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(join(projectRoot, 'prisma', 'sql', `${name}.sql`), 'utf8');
  statements.set(name, text);
  return text;
}
