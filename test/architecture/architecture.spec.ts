import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { hasNoCycles } from './cycles.js';
import { declaresDependencies } from './dependencies.js';
import { entersThroughIndexes, followsDirections } from './directions.js';
import { entersTechnologyAtTheRim, respectsLicences } from './licences.js';
import { isPure } from './purity.js';
import { isReadable } from './sizes.js';
import { readSources, type Rule } from './sources.js';

const sources = readSources(projectRoot);
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Parameters<
  typeof declaresDependencies
>[0];

/** Each rule with what would break it: files that do not exist, and what is said of them. */
const rules: [string, Rule, Record<string, string>, string[]][] = [
  [
    'goes in the allowed directions',
    followsDirections,
    {
      'libs/kernel/planted.ts': "import '../incident/index.js';",
      'libs/incident/planted.ts': "import type { Report } from '../report/index.js';",
      'libs/event-store/planted.ts': "export * from '../database/index.js';",
      'libs/report/planted.ts': "const api = await import('../../apps/api/main.js');",
      'libs/tales/planted.ts': "type Job = import('../jobs/index.js').Job;",
      'libs/jobs/planted.ts': "import '../../test/support/until.js';",
      'apps/api/planted.ts': "import '../worker/main.js';",
      'libs/unheard-of/planted.ts': '',
    },
    [
      'libs/kernel/planted.ts must not import libs/incident/index.ts.',
      'libs/incident/planted.ts must not import libs/report/index.ts.',
      'libs/event-store/planted.ts must not import libs/database/index.ts.',
      'libs/report/planted.ts must not import apps/api/main.ts.',
      'libs/tales/planted.ts must not import libs/jobs/index.ts.',
      'libs/jobs/planted.ts must not import test/support/until.ts.',
      'apps/api/planted.ts must not import apps/worker/main.ts.',
      'libs/unheard-of/planted.ts is under no direction',
    ],
  ],
  [
    'enters a lib through its index',
    entersThroughIndexes,
    {
      'libs/report/planted.ts': "import '../kernel/clock.js';",
      'apps/cli/planted.ts': "import '../../libs/event-store/postgres/store.js';",
    },
    [
      'libs/report/planted.ts reaches past an index: libs/kernel/clock.ts',
      'apps/cli/planted.ts reaches past an index: libs/event-store/postgres/store.ts',
    ],
  ],
  [
    'has no cycle',
    hasNoCycles,
    {
      'libs/kernel/one.ts': "import './two.js';",
      'libs/kernel/two.ts': "import { type Three } from './three.js';",
      'libs/kernel/three.ts': "export * from './one.js';",
    },
    ['libs/kernel/one.ts -> libs/kernel/two.ts -> libs/kernel/three.ts -> libs/kernel/one.ts'],
  ],
  [
    'imports a technology where the folder is named for it',
    respectsLicences,
    {
      'libs/report/planted.ts': "import { Pool } from 'pg';",
      'apps/api/planted.ts': "import { PrismaPg } from '@prisma/adapter-pg';",
      'libs/jobs/planted.ts': "import type { Queue } from 'bullmq';",
      'libs/runtime/planted.ts': "import { Module } from '@nestjs/common';",
      'libs/tales/planted.ts': "import { readFile } from 'node:fs/promises';",
    },
    [
      'libs/report/planted.ts must not import pg.',
      'apps/api/planted.ts must not import @prisma/adapter-pg.',
      'libs/jobs/planted.ts must not import bullmq.',
      'libs/runtime/planted.ts must not import @nestjs/common.',
      'libs/tales/planted.ts must not import node:fs/promises.',
    ],
  ],
  [
    'keeps technology at the rim',
    entersTechnologyAtTheRim,
    {
      'libs/event-store/planted.ts': "import './postgres/index.js';",
      'libs/jobs/planted.ts': "import { sqlStatement } from '../database/index.js';",
    },
    [
      'libs/event-store/planted.ts is pure and must not import libs/event-store/postgres/index.ts.',
      'libs/jobs/planted.ts is pure and must not import libs/database/index.ts.',
    ],
  ],
  [
    'is pure where nothing outside is its business',
    isPure,
    {
      'libs/kernel/planted.ts': 'const now = Date.now();',
      'libs/incident/planted.ts': 'const now = new Date();',
      'libs/report/planted.ts': 'const luck = Math.random();',
      'libs/matching/planted.ts': 'const home = process.env.HOME;',
      'libs/tales/planted.ts': "console.log('done');",
    },
    [
      'libs/kernel/planted.ts is pure and must not use Date.now.',
      'libs/incident/planted.ts is pure and must not use new Date().',
      'libs/report/planted.ts is pure and must not use Math.random.',
      'libs/matching/planted.ts is pure and must not use process.',
      'libs/tales/planted.ts is pure and must not use console.',
    ],
  ],
  [
    'is in files that can be read in one go',
    isReadable,
    { 'libs/kernel/planted.ts': 'line\n'.repeat(401) },
    ['libs/kernel/planted.ts has 401 lines; 400 are the most.'],
  ],
  [
    'names every package that it imports',
    declaresDependencies(manifest),
    {
      'apps/planted/main.ts': "import './fast.js'; import type { Node } from 'typescript';",
      'apps/planted/fast.ts': "import fc from 'fast-check';",
      'libs/kernel/planted.ts': "import 'unheard-of';",
    },
    [
      'apps/planted/fast.ts runs in production and needs fast-check there.',
      'libs/kernel/planted.ts imports unheard-of, which package.json does not name.',
    ],
  ],
];

describe('the program', () => {
  it.each(rules)('%s', (_, rule) => {
    expect(rule(sources)).toEqual([]);
  });
});

describe('the rule that it', () => {
  it.each(rules)('%s can be broken', (_, rule, planted, said) => {
    const complaints = rule(new Map([...sources, ...Object.entries(planted)]));
    const news = complaints.filter(
      (complaint) => complaint.includes('planted') || complaint.includes('one.ts'),
    );
    expect(news).toEqual(said.map((sentence) => expect.stringContaining(sentence)));
  });
});
