import { afterEach, expect, it, jest } from '@jest/globals';
import { cp, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';
import { throwawayDatabase } from '../support/database.js';
import { compiled } from '../support/dist.js';
import { freePort, killProcesses, run, start } from '../support/processes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);
afterEach(killProcesses);

it('what the Dockerfile copies into the image is all that its programs need', async () => {
  const [database, image] = await Promise.all([throwawayDatabase(), temporaryFolder()]);
  try {
    await compiled('');
    await copyInto(image.path);
    const program = (name: string) => join(image.path, 'dist/apps', name, 'main.js');
    const variables = { DATABASE_URL: database.url };
    const worker = await start(program('worker'), variables);
    await worker.ready;
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
