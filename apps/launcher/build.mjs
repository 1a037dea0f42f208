import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licencesOf } from './licences.mjs';
import { refusal } from './refusal.mjs';

const SOURCE_FOLDERS = ['apps', 'libs', 'test'];
const SETTINGS = [
  'apps/launcher/build.mjs',
  'apps/launcher/licences.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/** What is run as a process or a thread of its own, and what such a one loads by its path. */
export const PROGRAMS = [
  'apps/api/main',
  'apps/api/write-schema',
  'apps/cli/main',
  'apps/server/main',
  'apps/worker/main',
  'libs/laboratory/posix/compute-node',
  'libs/laboratory/posix/janitor',
  'libs/laboratory/postgres/api-process',
  'libs/laboratory/postgres/janitor',
  'libs/runtime/simulation/thread',
  'libs/simulation/catalogue',
  'test/bench/api',
  'test/bench/api/bare-server',
  'test/bench/event-store',
  'test/bench/matching',
  'test/bench/matching-speed',
  'test/bench/matching/measure',
  'test/bench/matching/snapshot',
  'test/bench/reports',
  'test/bench/simulation',
  'test/client/write-client',
  'test/support/canary-scenarios',
  'test/support/embedded-user',
  'test/support/laboratory',
  'test/support/print-traces',
];

const SELF = fileURLToPath(import.meta.url);

/** Whether `dist/` is what the sources say. */
export const isBuilt = (root) =>
  existsSync(accountFile(root)) && readFileSync(accountFile(root), 'utf8') === digestOf(root);

/** Builds in a process of its own: the bundler leaves a gigabyte, which would stay with the program that is run next. */
export function build(root) {
  const { status, error } = spawnSync(process.execPath, [SELF, root], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status === 0) return;
  throw refusal(`The programs could not be built: ${error?.message ?? `the build ended with ${status}`}.`);
}

/**
 * Bundles the programs into `dist/`, with what they use of `node_modules/` and in few files: a start spends most of its
 * time on finding and reading modules. The account is written last: a build that was interrupted is done again.
 */
async function bundle(root) {
  const { rolldown } = await import('rolldown');
  const digest = digestOf(root);
  rmSync(accountFile(root), { force: true });
  const bundled = await rolldown({
    cwd: root,
    input: Object.fromEntries(PROGRAMS.map((program) => [program, `${program}.ts`])),
    platform: 'node',
    // Packages ask for others that are not installed, and do without; those that we ask for the types check.
    logLevel: 'silent',
  });
  const { output } = await bundled.write({
    dir: 'dist',
    cleanDir: true,
    keepNames: true,
    // In a scope of thousands of names `const` costs a check at each use.
    topLevelVar: true,
    // Beside the programs, for `node --enable-source-maps`: within them they would cost what is gained.
    sourcemap: true,
    chunkFileNames: 'chunks/[name].js',
  });
  await bundled.close();
  const modules = output.flatMap(({ moduleIds = [] }) => moduleIds);
  writeFileSync(join(root, 'dist', 'licences.txt'), licencesOf(modules));
  writeFileSync(accountFile(root), digest);
}

const accountFile = (root) => join(root, 'dist', '.build');

/** SHA-256 of all that the build goes by. */
function digestOf(root) {
  const hash = createHash('sha256');
  for (const path of [...SETTINGS, ...sourcesOf(root)])
    hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function sourcesOf(root) {
  const filesIn = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  return SOURCE_FOLDERS.flatMap(filesIn).filter((path) => /(?<!\.d|\.spec)\.ts$/.test(path));
}

if (process.argv[1] === SELF) await bundle(process.argv[2]);
