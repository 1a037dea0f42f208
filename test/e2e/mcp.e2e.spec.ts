import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Role } from '../../libs/identity/index.js';
import { compiled } from '../support/dist.js';
import { stuckLockRecord } from '../support/records.js';
import { startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

/** One of the clients is a process of its own, which takes its time on a busy machine. */
jest.setTimeout(120_000);

const KNOWN = {
  text: 'The flux scheduler accepts work but its queue stands still',
  logLines: ['flux-scheduler[812]: waiting for advisory lock 4711 since 300 s'],
};

describe('the Model Context Protocol', () => {
  let talekeeper: Talekeeper;
  let client: Client;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    const caller = { actor: 'ada', correlationId: 'test' };
    await talekeeper.runtime.incidents.submit(stuckLockRecord, {}, caller);
    await talekeeper.runtime.incidents.publish('stuck-lock', {}, caller);
  });
  afterEach(() => client.close());
  afterAll(() => talekeeper.close());

  const connectOverHttp = async (role: Role) => {
    client = new Client({ name: 'test', version: '1.0.0' });
    const authorization = `Bearer ${await talekeeper.key(role)}`;
    const address = new URL(`${talekeeper.address}/mcp`);
    await client.connect(
      new StreamableHTTPClientTransport(address, { requestInit: { headers: { authorization } } }),
    );
  };
  const connectOverStdio = async () => {
    client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [await compiled('apps/cli/main.js'), 'mcp'],
        env: { PATH: process.env.PATH ?? '', DATABASE_URL: talekeeper.database.url },
        stderr: 'inherit',
      }),
    );
  };
  const call = async (name: string, args: Record<string, unknown>) => {
    const result = await client.callTool({ name, arguments: args });
    const [content] = result.content as { text: string }[];
    return {
      data: result.structuredContent as Record<string, unknown>,
      text: content!.text,
      isError: result.isError,
    };
  };

  it.each([
    ['streamable HTTP', () => connectOverHttp('reporter')],
    ['standard input and output', connectOverStdio],
  ])('looks up, reads and files over %s', async (_, connect) => {
    await connect();
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(['file_report', 'lookup_symptoms', 'read_incident']);

    const { data: answer } = await call('lookup_symptoms', KNOWN);
    expect(answer).toMatchObject({ verdict: 'KNOWN', matches: [{ slug: 'stuck-lock' }] });

    const { data: incident } = await call('read_incident', { slug: 'stuck-lock' });
    expect(incident).toMatchObject({ status: 'published', rootCause: stuckLockRecord.rootCause });

    const { data: filed } = await call('file_report', { ...KNOWN, reportedBy: 'an assistant' });
    expect(filed).toMatchObject({ answer: { verdict: 'KNOWN' } });
    const report = await talekeeper.runtime.reports.get(String(filed.reportId));
    expect(report.filed).toMatchObject({ channel: 'chatbot', reportedBy: 'an assistant' });
  });

  it('names the key in the history of what was filed with it', async () => {
    await connectOverHttp('reporter');
    const { data } = await call('file_report', KNOWN);
    const [filed] = await talekeeper.runtime.reports.history(String(data.reportId));
    expect(filed).toMatchObject({ type: 'SymptomReportFiled', actor: 'reporter' });
  });

  it('tells a refusal by its code, and what to do', async () => {
    await connectOverHttp('reporter');
    expect(await call('lookup_symptoms', {})).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^REPORT_EMPTY at text: .*Say in a sentence/),
    });
    expect(await call('read_incident', { slug: 'no-such-tale' })).toMatchObject({
      isError: true,
      text: expect.stringContaining('INCIDENT_NOT_FOUND'),
    });
  });

  it('does for a key what its role allows, and no more', async () => {
    await connectOverHttp('reader');
    expect(await call('read_incident', { slug: 'stuck-lock' })).toMatchObject({
      data: { slug: 'stuck-lock' },
    });
    expect(await call('file_report', KNOWN)).toMatchObject({
      isError: true,
      text: expect.stringContaining('PERMISSION_DENIED'),
    });
  });

  it('lets nobody in without a key, and no page of a foreign site', async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${talekeeper.address}/mcp`, {
        method: 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
      });
    expect((await post({})).status).toBe(401);
    const authorization = `Bearer ${await talekeeper.key('reporter')}`;
    expect((await post({ authorization, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ authorization, origin: 'http://localhost:3000' })).status).toBe(200);
  });
});
