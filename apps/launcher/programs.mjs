import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, prepareAndRun, root } from './prepare.mjs';
import { refusal } from './refusal.mjs';

/** Each program's name and what it does with its arguments. */
const programs = {
  cli: (args) => prepareAndRun('apps/cli/main.js', args),
  demo: (args) => prepareAndRun('apps/cli/main.js', ['demo', ...args]),
  'bench:api': (args) => prepareAndRun('test/bench/api.js', args),
  'bench:event-store': (args) => prepareAndRun('test/bench/event-store.js', args),
  'bench:matching': (args) => prepareAndRun('test/bench/matching.js', args),
  'bench:matching-speed': (args) => prepareAndRun('test/bench/matching-speed.js', args),
  'bench:reports': (args) => prepareAndRun('test/bench/reports.js', args),
  'bench:simulation': (args) => prepareAndRun('test/bench/simulation.js', args),
  client: (args) => prepareAndRun('test/client/write-client.js', args),
  schema: (args) => prepareAndRun('apps/api/write-schema.js', args),
  'prisma:generate': generatePrismaClient,
  prepare,
};

export async function runProgram(name, args) {
  if (!Object.hasOwn(programs, name)) {
    throw refusal(`There is no program ${name}; there are: ${Object.keys(programs).join(', ')}.`);
  }
  await programs[name](args);
}

/** Prisma insists on an engine that it would download, and then does not run it: any program will do. */
async function generatePrismaClient() {
  await prepare();
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const environment = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const { status } = spawnSync(process.execPath, [prisma, 'generate'], {
    cwd: root,
    env: environment,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
