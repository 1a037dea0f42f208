import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { getIntrospectionQuery } from 'graphql';
import { readEnvironment } from '../../libs/runtime/index.js';
import { refusalOf, startTalekeeper, type GraphqlAnswer, type Talekeeper } from '../support/talekeeper.js';
import { subscriber } from '../support/subscriptions.js';
import { until } from '../support/until.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SLUGS = '{ incidents { nodes { slug } } }';
const COUNT = 'query Count { incidents { totalCount } }';

describe('the limits of a request', () => {
  let talekeeper: Talekeeper;
  let key: string;
  beforeAll(async () => {
    talekeeper = await startTalekeeper({
      BODY_SIZE_MAX_BYTES: '100000',
      REQUEST_TIME_MAX_MS: '500',
      OPERATION_TIME_MAX_MS: '300',
      QUERY_TOKENS_MAX: '400',
      QUERY_DEPTH_MAX: '8',
      QUERY_ALIASES_MAX: '5',
      QUERY_COST_MAX: '500',
    });
    key = await talekeeper.key('admin');
  });
  afterAll(() => talekeeper.close());

  const post = (body: string, headers: object = {}, path = '/graphql') =>
    fetch(`${talekeeper.address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body,
    });
  const refusal = async (response: Response) => {
    const { errors } = (await response.json()) as GraphqlAnswer<unknown>;
    return { status: response.status, code: errors?.[0]?.extensions?.code, message: errors?.[0]?.message };
  };

  it.each<[string, string, string, RegExp]>([
    [
      'nested too deep',
      `{ incidents { nodes { ${'reports { nodes { outcome { matches { incident { '.repeat(2)} slug ${'} } } } } '.repeat(2)} } } }`,
      'QUERY_TOO_DEEP',
      /\b8 deep; here they are 13 deep/,
    ],
    [
      'an alias bomb',
      `{ ${Array.from({ length: 6 }, (_, index) => `a${index}: jobCounts { active }`).join(' ')} }`,
      'QUERY_HAS_TOO_MANY_ALIASES',
      /5 aliases; this one has 6/,
    ],
    [
      'an alias bomb in fragments',
      `{ ...a ...a ...a } fragment a on Query { x: jobCounts { active } y: jobCounts { active } }`,
      'QUERY_HAS_TOO_MANY_ALIASES',
      /this one has 6/,
    ],
    [
      'too wide',
      '{ incidents(first: 100) { nodes { slug status version supersededBy id updatedAt } } }',
      'QUERY_TOO_COSTLY',
      /may cost 500; this one may cost 701/,
    ],
    ['too long', `{ ${'__typename '.repeat(400)} }`, 'QUERY_TOO_LONG', /400 tokens/],
  ])('%s', async (_, query, code, message) => {
    const answer = await talekeeper.graphql(query);
    expect(await refusalOf(Promise.resolve(answer))).toMatchObject({ code, field: 'query' });
    expect(answer.errors![0]!.message).toMatch(message);
    expect(answer.data).toBeUndefined();
  });

  it('count what a variable asks for', async () => {
    const query =
      'query ($first: Int) { incidents(first: $first) { nodes { slug status version id updatedAt } } }';
    expect((await talekeeper.graphql(query, { first: 50 })).errors).toBeUndefined();
    expect(await refusalOf(talekeeper.graphql(query, { first: 100 }))).toMatchObject({
      code: 'QUERY_TOO_COSTLY',
    });
  });

  it.each([
    [
      'fragments in a circle',
      '{ incidents { nodes { ...a } } } fragment a on Incident { ...b } fragment b on Incident { ...a }',
    ],
    [
      'a fragment of itself',
      '{ incidents { nodes { ...a } } } fragment a on Incident { reports { nodes { outcome { matches { incident { ...a } } } } } }',
    ],
    ['a field that there is not', '{ incidents { nodes { severity } } }'],
  ])('are not needed for %s', async (_, query) => {
    const { errors, data } = await talekeeper.graphql(query);
    expect(data).toBeUndefined();
    expect(errors).not.toHaveLength(0);
    expect(JSON.stringify(errors)).not.toMatch(/INTERNAL_ERROR|node_modules|\.js:/);
  });

  it('do not stand in the way of introspection, but introspection has one', async () => {
    expect((await talekeeper.graphql(getIntrospectionQuery({ descriptions: true }))).errors).toBeUndefined();
    const deep =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect((await talekeeper.graphql(deep)).errors?.[0]?.message).toMatch(/introspection depth/i);
  });

  it('let a body pass that begins with a byte order mark', async () => {
    const response = await post(`\ufeff${JSON.stringify({ query: COUNT })}`);
    expect(await response.json()).toEqual({ data: { incidents: { totalCount: 0 } } });
  });

  it('refuse a list of operations', async () => {
    expect(await refusal(await post(JSON.stringify([{ query: SLUGS }, { query: SLUGS }])))).toMatchObject({
      status: 400,
      code: 'BATCHING_NOT_SUPPORTED',
    });
  });

  it.each<[string, string, object, number, string]>([
    ['JSON that ends early', '{"query": "{ __typ', {}, 400, 'BODY_NOT_JSON'],
    ['nothing', '', {}, 400, 'BODY_NOT_JSON'],
    [
      'a form',
      'query={__typename}',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['plain text', SLUGS, { 'content-type': 'text/plain' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['XML', '<query/>', { 'content-type': 'application/xml' }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'a body that is too large',
      JSON.stringify({ query: SLUGS, variables: { x: 'x'.repeat(100_000) } }),
      {},
      413,
      'BODY_TOO_LARGE',
    ],
  ])('refuse %s', async (_, body, headers, status, code) => {
    expect(await refusal(await post(body, headers))).toMatchObject({ status, code });
  });

  it.each(['{"version": "4", ', '', 'nonsense', '{"__proto__": 1}'])(
    'refuse %j as no JSON on every other route too',
    async (body) => {
      for (const path of ['/alertmanager', '/mcp']) {
        expect(await refusal(await post(body, {}, path))).toMatchObject({
          status: 400,
          code: 'BODY_NOT_JSON',
        });
      }
    },
  );

  it('say themselves when a body is too large, and that of 10 MB is not even read', async () => {
    const { message } = await refusal(await post('x'.repeat(200_000)));
    expect(message).toContain('100000 bytes');
    const response = await post('x'.repeat(10_000_000)).catch(() => undefined);
    expect(response?.status ?? 413).toBe(413);
  });

  it('take no body of whoever does not say who they are', async () => {
    const response = await post('x'.repeat(200_000), { authorization: '' });
    expect(await refusal(response)).toMatchObject({ status: 401, code: 'CREDENTIALS_MISSING' });
  });

  it.each([
    ['its headers', 'POST /graphql HTTP/1.1\r\nHost: x\r\n'],
    [
      'its body',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"que',
    ],
  ])('do not wait for a sender who does not finish %s', async (_, beginning) => {
    expect(await answerOfRaw(talekeeper, beginning.replace('KEY', key))).toMatch(
      /^HTTP\/1\.1 408 Request Timeout\r\n[^]*"code":"REQUEST_TIMED_OUT"[^]*500 ms|^HTTP\/1\.1 408 Request Timeout\r\n[^]*500 ms[^]*"code":"REQUEST_TIMED_OUT"/,
    );
  });

  it('refuse what is no HTTP', async () => {
    expect(await answerOfRaw(talekeeper, 'BREW /coffee\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 [^]*REQUEST_INVALID/,
    );
  });

  it('end an operation that takes too long', async () => {
    const client = await talekeeper.database.pool.connect();
    try {
      await client.query('begin');
      await client.query('lock table incident_view in access exclusive mode');
      const answer = await talekeeper.graphql(SLUGS);
      expect(answer.errors).toEqual([
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'OPERATION_TIMED_OUT' }) }),
      ]);
      expect(answer.errors![0]!.message).toContain('300 ms');
      await until('PostgreSQL has given the statement up too', async () => {
        const waiting =
          "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        return (await client.query(waiting)).rowCount === 0;
      });
    } finally {
      await client.query('rollback');
      client.release();
    }
    expect((await talekeeper.graphql(SLUGS)).errors).toBeUndefined();
  });

  it('leave the server as well as it was', async () => {
    expect((await talekeeper.graphql(COUNT)).errors).toBeUndefined();
    expect((await fetch(`${talekeeper.address}/health/ready`)).status).toBe(200);
  });
});

describe('a key that asks too often', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper({ RATE_PER_SECOND: '1', RATE_BURST: '3' });
  });
  afterAll(() => talekeeper.close());

  it('is told when to ask again, and others are not', async () => {
    const ask = async (role: 'reader' | 'operator') =>
      fetch(`${talekeeper.address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await talekeeper.key(role)}`,
        },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask('reader')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(Number(answer.headers.get('retry-after'))).toBe(1);
      expect(await answer.json()).toMatchObject({
        errors: [
          {
            message: 'A key may make 3 requests at once and 1 a second on end.',
            extensions: { code: 'RATE_LIMITED' },
          },
        ],
      });
    }
    expect((await ask('operator')).status).toBe(200);
  });

  it('is not let through over one connection for subscriptions either', async () => {
    const { client, subscribe } = subscriber(talekeeper.address, await talekeeper.key('curator'));
    const codes = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const followed = subscribe(
          'subscription { verificationProgressed(slug: "no-such-incident") { pending { done } } }',
        );
        return await followed.next().then(
          () => 'answered',
          (error: unknown) =>
            /INCIDENT_NOT_FOUND|RATE_LIMITED/.exec(`${String(error)} ${JSON.stringify(error)}`)?.[0],
        );
      }),
    );
    await client.dispose();
    expect(new Set(codes)).toEqual(new Set(['INCIDENT_NOT_FOUND', 'RATE_LIMITED']));
  });
});

describe('a server that answers persisted operations alone', () => {
  let talekeeper: Talekeeper;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const hash = createHash('sha256').update(COUNT).digest('hex');
  beforeAll(async () => {
    folder = await temporaryFolder();
    const file = join(folder.path, 'operations.json');
    await writeFile(file, JSON.stringify({ [hash]: COUNT, typename: '{ __typename }' }));
    talekeeper = await startTalekeeper({
      PERSISTED_OPERATIONS: file,
      OPERATIONS: 'persisted',
      INTROSPECTION: 'off',
    });
  });
  afterAll(async () => {
    await talekeeper.close();
    await folder.remove();
  });

  const post = async (params: object) =>
    (
      await fetch(`${talekeeper.address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await talekeeper.key('reader')}`,
        },
        body: JSON.stringify(params),
      })
    ).json() as Promise<GraphqlAnswer<unknown>>;

  it.each([
    ['by their id', { documentId: 'typename' }, { __typename: 'Query' }],
    [
      'by their hash',
      { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
      { incidents: { totalCount: 0 } },
    ],
    ['by their text', { query: COUNT }, { incidents: { totalCount: 0 } }],
  ])('answers them %s', async (_, params, data) => {
    expect(await post(params)).toEqual({ data });
  });

  it.each([
    ['another text', { query: '{ jobCounts { active } }' }, 'OPERATION_NOT_PERSISTED'],
    ['another id', { documentId: 'unheard-of' }, 'PERSISTED_OPERATION_NOT_FOUND'],
  ])('refuses %s', async (_, params, code) => {
    expect(await refusalOf(post(params))).toMatchObject({ code });
  });

  it.each([
    [{ OPERATIONS: 'persisted' }, 'ENVIRONMENT_INVALID'],
    [{ QUERY_DEPTH_MAX: '0' }, 'ENVIRONMENT_INVALID'],
    [{ RATE_PER_SECOND: '-1' }, 'ENVIRONMENT_INVALID'],
    [{ INTROSPECTION: 'maybe' }, 'ENVIRONMENT_INVALID'],
  ])('does not start with %j', (variables, code) => {
    expect(() => readEnvironment(variables)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a server without introspection', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper({ INTROSPECTION: 'off' });
  });
  afterAll(() => talekeeper.close());

  it('does not tell its schema, neither when asked nor by suggesting names', async () => {
    expect(await refusalOf(talekeeper.graphql(getIntrospectionQuery()))).toMatchObject({
      code: 'INTROSPECTION_OFF',
    });
    expect(await refusalOf(talekeeper.graphql('{ __type(name: "Query") { name } }'))).toMatchObject({
      code: 'INTROSPECTION_OFF',
    });
    const { errors } = await talekeeper.graphql('{ incident_s { totalCount } }');
    expect(errors![0]!.message).toBe('Cannot query field "incident_s" on type "Query".');
    expect((await talekeeper.graphql('{ __typename }')).errors).toBeUndefined();
  });
});

/** What the server answers to something that is sent over a bare connection. */
async function answerOfRaw({ address }: Talekeeper, text: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (part: Buffer) => (answer += part.toString()));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}
