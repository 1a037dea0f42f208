import { afterEach, expect, it, jest } from '@jest/globals';
import { cp, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { catalogueFiles } from '../../libs/tales/index.js';
import { throwawayDatabase } from '../support/database.js';
import { compiled } from '../support/dist.js';
import { freePort, killProcesses, run, start } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);
afterEach(killProcesses);

/** They name their licence, and their repositories have its text. */
const WITHOUT_TEXT = new Set([
  '@assemblyscript/loader',
  '@graphql-tools/executor',
  '@graphql-tools/merge',
  '@graphql-tools/optimize',
  '@graphql-tools/relay-operation-optimizer',
  '@graphql-tools/schema',
  '@graphql-tools/utils',
  '@whatwg-node/disposablestack',
  '@whatwg-node/fetch',
  '@whatwg-node/node-fetch',
  '@whatwg-node/promise-helpers',
  '@whatwg-node/server',
  'abstract-logging',
  'cross-inspect',
]);

it('what the Dockerfile copies into the image is all that its programs need', async () => {
  const [database, image] = await Promise.all([throwawayDatabase(), temporaryFolder()]);
  try {
    await compiled('');
    await copyInto(image.path);
    expect(await readdir(join(image.path, 'dist'))).toContain('licences.txt');
    const program = (name: string) => join(image.path, 'dist/apps', name, 'main.js');
    const variables = { DATABASE_URL: database.url };
    const worker = await start(program('worker'), variables);
    await worker.ready;
    const { rows: listed } = await database.pool.query('select from incident_view');
    expect(listed).toHaveLength(catalogueFiles.length);
    const port = String(await freePort());
    const api = await start(program('api'), { ...variables, PORT: port });
    await api.ready;
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    const answer = await run(program('cli'), variables, [
      'report',
      'bond0 is down on one node after another',
    ]);
    expect(answer).toMatchObject({ ended: 0, stderr: '' });
  } finally {
    await killProcesses();
    await database.drop();
    await image.remove();
  }
});

it('names each package that is bundled, with its licence and the text of it', async () => {
  const dist = await compiled('');
  const listed = (await readFile(join(dist, 'licences.txt'), 'utf8')).split(/\n={80}\n\n/);
  const named = listed.map((entry) => /^(\S+ \S+)\n\nLicence: (?!undefined).+\n\n[^]{30}/.exec(entry)?.[1]);
  expect(new Set(named)).toEqual(await packagesIn(dist));
  const withoutText = listed.filter((entry) => entry.includes('It comes without the text of its licence.'));
  expect(new Set(withoutText.map((entry) => entry.split(' ')[0]))).toEqual(WITHOUT_TEXT);
});

/** Name and version of each package that the maps of the bundles name a source of. */
async function packagesIn(dist: string): Promise<Set<string>> {
  const folders = new Set<string>();
  for (const file of await readdir(dist, { recursive: true })) {
    if (!file.endsWith('.map')) continue;
    const { sources } = JSON.parse(await readFile(join(dist, file), 'utf8')) as { sources: string[] };
    for (const source of sources) {
      const path = resolve(dist, dirname(file), source);
      const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
      if (folder !== undefined) folders.add(folder);
    }
  }
  const packages = [...folders].map(async (folder) => {
    const description = await readFile(join(folder, 'package.json'), 'utf8');
    const { name, version } = JSON.parse(description) as { name: string; version: string };
    return `${name} ${version}`;
  });
  return new Set(await Promise.all(packages));
}

/** Does what the last stage of the Dockerfile says. */
async function copyInto(folder: string): Promise<void> {
  const stage = (await readFile(join(projectRoot, 'Dockerfile'), 'utf8')).split(/^FROM /m).at(-1)!;
  const copies = [...stage.matchAll(/^COPY (?:--from=build \/talekeeper\/)?(\S+) (\S+)$/gm)];
  expect(copies.length).toBeGreaterThan(3);
  for (const [, from = '', to = ''] of copies) {
    const target = to.endsWith('/') ? join(to, basename(from)) : to;
    await cp(join(projectRoot, from), join(folder, target), { recursive: true });
  }
}
