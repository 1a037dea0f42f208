import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { describeWithCurl } from '../support/curl.js';
import { temporaryHome, type Home } from '../support/home.js';
import { freePort, killProcesses, start } from '../support/processes.js';
import { until } from '../support/until.js';

/** Processes take their time on a busy machine. */
jest.setTimeout(120_000);

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [setup = '', ...examples] = Array.from(
  readme.matchAll(/^```bash\n(.*?)^```$/gms),
  ([, code = '']) => code,
);
const exampleWith = (word: string) => examples.find((code) => code.includes(word))!;

describeWithCurl('the examples in the README, as they stand', () => {
  let home: Home;
  let variables: Record<string, string>;
  beforeAll(async () => {
    home = await temporaryHome();
    const port = await freePort();
    const server = await start('apps/server/main.js', { TALEKEEPER_HOME: home.path, PORT: String(port) });
    const unready = server.finished.then(({ stderr }) => Promise.reject(new Error(stderr)));
    await Promise.race([until('the server is ready', () => server.stdout().includes('Try it,')), unready]);
    const { PATH = '' } = process.env;
    const [KEY = ''] = /tk_\S+/.exec(server.stdout()) ?? [];
    variables = { PATH, KEY, URL: `http://127.0.0.1:${port}/graphql` };
  });
  afterAll(async () => {
    await killProcesses();
    await home.remove();
  });

  const run = async (example: string): Promise<unknown> => {
    const { stdout } = await promisify(execFile)('bash', ['-euc', `${setup}\n${example}`], {
      env: variables,
    });
    return JSON.parse(stdout);
  };

  it('let a chatbot file what somebody wrote, and get the answer', async () => {
    const match = { slug: 'valentines-day-massacre', confidence: expect.any(Number) };
    const outcome = expect.objectContaining({
      matches: expect.arrayContaining([expect.objectContaining(match)]),
    });
    expect(await run(exampleWith('fileSymptomReport'))).toEqual({
      data: { fileSymptomReport: { symptomReport: { id: expect.any(String), outcome } } },
    });
  });

  it('tell a dashboard what is open and how much was recognised', async () => {
    expect(await run(exampleWith('coverage'))).toEqual({
      data: {
        coverage: expect.objectContaining({ filed: expect.any(Number) }),
        symptomReports: expect.objectContaining({ nodes: expect.any(Array) }),
        jobCounts: { waiting: expect.any(Number), failed: 0 },
      },
    });
  });

  it('let an operator submit an incident', async () => {
    expect(await run(exampleWith('submitIncident'))).toEqual({
      data: {
        submitIncident: {
          incident: { slug: 'clocks-apart', status: 'SUBMITTED' },
          findings: expect.any(Array),
        },
      },
    });
  });

  it('are all tried here', () => {
    expect(setup).toContain('KEY=');
    expect(examples).toHaveLength(3);
  });
});
