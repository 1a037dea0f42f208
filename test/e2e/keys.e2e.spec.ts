import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApi } from '../../apps/api/create-api.js';
import { openRuntime, readEnvironment } from '../../libs/runtime/index.js';
import { startIdentityProvider, type TestIdentityProvider } from '../support/identity-provider.js';
import { dataOf, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface ApiKey {
  id: string;
  name: string;
  roles: string[];
  createdBy: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedBy: string | null;
  revocationReason: string | null;
}

const KEY = 'id name roles createdBy expiresAt lastUsedAt revokedBy revocationReason';
const INCIDENTS = '{ incidents { totalCount } }';
const FILE = 'mutation { fileSymptomReport(input: { text: "odd" }) { symptomReport { history { actor } } } }';

let talekeeper: Talekeeper;
let provider: TestIdentityProvider;
beforeAll(async () => {
  provider = await startIdentityProvider();
  talekeeper = await startTalekeeper({
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: 'talekeeper',
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLES: 'reader=staff, reporter=oncall',
  });
});
afterAll(async () => {
  await talekeeper.close();
  await provider.stop();
});

const create = (input: object) =>
  talekeeper.graphql<{ createApiKey: { apiKey: ApiKey; secret: string | null } }>(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { ${KEY} } } }`,
    { input },
  );
const created = async (input: object) => {
  const { apiKey, secret } = (await dataOf(create(input))).createApiKey;
  return { apiKey, secret: secret! };
};
const revoke = (id: string, reason?: string, clientMutationId?: string) =>
  talekeeper.graphql<{ revokeApiKey: { apiKey: ApiKey } }>(
    `mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { ${KEY} } } }`,
    { input: { id, reason, clientMutationId } },
  );
const keys = async () =>
  (await dataOf(talekeeper.graphql<{ apiKeys: ApiKey[] }>(`{ apiKeys { ${KEY} } }`))).apiKeys;
const askWith = (credentials: string, query = INCIDENTS) =>
  talekeeper.graphql<{ fileSymptomReport: { symptomReport: { history: { actor: string }[] } } }>(
    query,
    {},
    { authorization: `Bearer ${credentials}` },
  );
const authorOf = async (credentials: string) =>
  (await dataOf(askWith(credentials, FILE))).fileSymptomReport.symptomReport.history[0]!.actor;

describe('a key', () => {
  it('is shown when it is made, and lets in from then on, under its name', async () => {
    const { apiKey, secret } = await created({ name: 'ticket-bot', roles: ['REPORTER'] });
    expect(apiKey).toMatchObject({ name: 'ticket-bot', roles: ['REPORTER'], createdBy: 'admin' });
    expect(await authorOf(secret)).toBe('ticket-bot');
  });

  it('is nowhere in the database', async () => {
    const { apiKey, secret } = await created({ name: 'secretive', roles: ['READER'] });
    const { rows } = await talekeeper.database.pool.query<{ row: string }>(
      "select api_key::text || encode(secret_hash, 'escape') || encode(secret_hash, 'base64') as row from api_key where id = $1",
      [apiKey.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.row).not.toContain(secret.slice(16));
  });

  it('keeps its name for ever, so that nobody else acts under it', async () => {
    await created({ name: 'first', roles: ['READER'] });
    await dataOf(revoke('first'));
    expect(await refusalOf(create({ name: 'first', roles: ['READER'] }))).toMatchObject({
      code: 'API_KEY_ALREADY_EXISTS',
      field: 'input.name',
    });
  });

  it('notes its use, at most once a minute', async () => {
    const { apiKey, secret } = await created({ name: 'used', roles: ['READER'] });
    const lastUse = async () => (await keys()).find(({ id }) => id === apiKey.id)!.lastUsedAt;
    const moveBack = (seconds: number) =>
      talekeeper.database.pool.query(
        `update api_key set last_used_at = last_used_at - interval '${seconds} seconds' where id = $1`,
        [apiKey.id],
      );
    expect(await lastUse()).toBeNull();
    await dataOf(askWith(secret));
    const first = await lastUse();
    expect(first).not.toBeNull();
    await moveBack(30);
    const halfAMinuteBefore = await lastUse();
    await Promise.all([dataOf(askWith(secret)), dataOf(askWith(secret))]);
    expect(await lastUse()).toBe(halfAMinuteBefore);
    await moveBack(31);
    await dataOf(askWith(secret));
    expect(Date.parse((await lastUse())!)).toBeGreaterThanOrEqual(Date.parse(first!));
  });

  it('expires', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { apiKey, secret } = await created({ name: 'short-lived', roles: ['READER'], expiresAt });
    expect(apiKey.expiresAt).toBe(expiresAt);
    await dataOf(askWith(secret));
    // Only the time can make a key expire; the test makes it pass by making an old key.
    const stored = { name: 'expired', roles: ['reader'], secret: secret.slice(16) };
    await talekeeper.database.pool.query(
      `insert into api_key (id, name, roles, secret_hash, created_by, created_at, expires_at)
       values ('ffffffffffff', $1, $2, sha256($3::bytea), 'ada', now() - interval '1 day', now())`,
      [stored.name, stored.roles, stored.secret],
    );
    const answer = askWith(`tk_ffffffffffff_${stored.secret}`);
    expect(await refusalOf(answer)).toMatchObject({ code: 'CREDENTIALS_EXPIRED' });
    expect((await answer).status).toBe(401);
  });

  it('ends with its revocation, at once and for every process', async () => {
    const environment = { ...talekeeper.runtime.environment, DATABASE_URL: talekeeper.database.url };
    const otherRuntime = await openRuntime(environment, 'test');
    const other = await createApi(otherRuntime);
    await other.listen(0, '127.0.0.1');
    try {
      const { apiKey, secret } = await created({ name: 'leaked', roles: ['READER'] });
      const askOther = async () =>
        (
          await fetch(`${await other.getUrl()}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
            body: JSON.stringify({ query: INCIDENTS }),
          })
        ).status;
      expect(await askOther()).toBe(200);
      const { revokeApiKey } = await dataOf(revoke(apiKey.id, 'Found in a chat.'));
      expect(revokeApiKey.apiKey).toMatchObject({ revokedBy: 'admin', revocationReason: 'Found in a chat.' });
      expect(await askOther()).toBe(401);
      expect(await refusalOf(askWith(secret))).toMatchObject({ code: 'CREDENTIALS_REVOKED' });
    } finally {
      await other.close();
      await otherRuntime.close();
    }
  });

  it('is revoked once: who did it first stays on record', async () => {
    await created({ name: 'revoked-twice', roles: ['READER'] });
    await talekeeper.runtime.identity.revokeKey('revoked-twice', 'ada', 'Mine.');
    const { revokeApiKey } = await dataOf(revoke('revoked-twice', 'Another reason.'));
    expect(revokeApiKey.apiKey).toMatchObject({ revokedBy: 'ada', revocationReason: 'Mine.' });
  });

  it('is made once when it is asked for again under one clientMutationId, and its secret is not shown again', async () => {
    const input = { name: 'repeated', roles: ['READER'], clientMutationId: 'make-repeated' };
    const { apiKey, secret } = await created(input);
    await dataOf(askWith(secret));
    const again = { createApiKey: { apiKey, secret: null } };
    expect(await dataOf(create(input))).toEqual(again);
    const other = create({ ...input, roles: ['ADMIN'] });
    expect(await refusalOf(other)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });

    const { pool } = talekeeper.database;
    const { rows } = await pool.query<{ kept: string }>(
      'select idempotency_key::text as kept from idempotency_key',
    );
    expect(rows.some(({ kept }) => kept.includes(apiKey.id))).toBe(true);
    for (const { kept } of rows) expect(kept).not.toContain(secret.slice(16));

    // As if the process had died when the key was made and its result was not kept yet.
    await pool.query("update idempotency_key set result = null where key = 'make-repeated'");
    const { createApiKey } = await dataOf(create(input));
    expect(createApiKey).toMatchObject({ apiKey: { id: apiKey.id, createdBy: 'admin' }, secret: null });
    expect((await keys()).filter(({ name }) => name === 'repeated')).toHaveLength(1);
  });

  it('is one, with one secret, of many requests at once under one clientMutationId', async () => {
    const input = { name: 'at-once', roles: ['READER'], clientMutationId: 'make-at-once' };
    const answers = await Promise.all(Array.from({ length: 6 }, () => dataOf(create(input))));
    const secrets = answers.map(({ createApiKey }) => createApiKey.secret).filter((it) => it !== null);
    expect(secrets).toHaveLength(1);
    expect(new Set(answers.map(({ createApiKey }) => createApiKey.apiKey.id)).size).toBe(1);
    await dataOf(askWith(secrets[0]!));
  });

  it('whose name is taken is refused again under the same clientMutationId', async () => {
    await created({ name: 'taken', roles: ['READER'] });
    const input = { name: 'taken', roles: ['READER'], clientMutationId: 'make-taken' };
    for (const _ of ['first', 'again'])
      expect(await refusalOf(create(input))).toMatchObject({ code: 'API_KEY_ALREADY_EXISTS' });
  });

  it('is revoked once under one clientMutationId, which says the same again', async () => {
    await created({ name: 'revoked-again', roles: ['READER'] });
    const first = await dataOf(revoke('revoked-again', 'Lost.', 'revoke-again'));
    expect(first.revokeApiKey.apiKey).toMatchObject({ revokedBy: 'admin', revocationReason: 'Lost.' });
    expect(await dataOf(revoke('revoked-again', 'Lost.', 'revoke-again'))).toEqual(first);
    expect(await refusalOf(revoke('revoked-again', 'Found.', 'revoke-again'))).toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it.each([
    ["delete from api_key where name = 'ticket-bot'", /DELETE of api_key is refused/],
    ['truncate api_key', /TRUNCATE of api_key is refused/],
    ["update api_key set roles = '{admin}'", /UPDATE of api_key is refused/],
    ["update api_key set created_by = 'nobody'", /UPDATE of api_key is refused/],
    [
      "update api_key set revoked_at = null, revoked_by = null where name = 'first'",
      /UPDATE of api_key is refused/,
    ],
  ])('is not altered behind our back: %s', async (statement, message) => {
    await expect(talekeeper.database.pool.query(statement)).rejects.toThrow(message);
  });

  it.each([
    [{ name: 'Über', roles: ['READER'] }, 'name'],
    [{ name: "'; drop table api_key; --", roles: ['READER'] }, 'name'],
    [{ name: 'nothing', roles: [] }, 'roles'],
    [{ name: 'late', roles: ['READER'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
  ])('is refused as %j, naming the field', async (input, field) => {
    expect(await refusalOf(create(input))).toMatchObject({
      code: 'API_KEY_INVALID',
      field: `input.${field}`,
    });
  });

  it('that does not exist cannot be revoked', async () => {
    expect(await refusalOf(revoke('nobody'))).toMatchObject({ code: 'API_KEY_NOT_FOUND' });
  });

  it.each([
    ['of another secret', (secret: string) => secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')],
    ['of another id', (secret: string) => secret.replace(/^tk_.{12}/, 'tk_000000000000')],
    ['cut short', (secret: string) => secret.slice(0, -1)],
    ['with an SQL statement in it', () => "tk_' or 1=1 --"],
  ])('%s lets nobody in', async (_, change) => {
    const answer = askWith(change(await talekeeper.key('admin')));
    expect(await refusalOf(answer)).toMatchObject({ code: 'CREDENTIALS_INVALID', field: 'Authorization' });
    expect((await answer).status).toBe(401);
  });
});

describe('the very first key', () => {
  it('is not made where there are keys', async () => {
    const shown: string[] = [];
    expect(await talekeeper.runtime.identity.createFirstKey((key) => shown.push(key))).toBe(false);
    expect(shown).toEqual([]);
  });
});

describe('a token of the identity provider', () => {
  it('lets in with the roles that it names, under its subject', async () => {
    expect(await authorOf(await provider.token({ sub: 'ada@example.org', groups: ['oncall'] }))).toBe(
      'oidc:ada@example.org',
    );
    const reader = await provider.token({ groups: ['staff'] });
    expect(await refusalOf(askWith(reader, FILE))).toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it.each([
    [401, 'CREDENTIALS_EXPIRED', { exp: 1_700_000_000 }],
    [401, 'CREDENTIALS_INVALID', { aud: 'payroll' }],
    [403, 'PERMISSION_DENIED', { groups: ['visitor'] }],
  ])('is refused with %i and %s when it says %j', async (status, code, claims) => {
    const answer = askWith(await provider.token(claims));
    expect(await refusalOf(answer)).toMatchObject({ code });
    expect((await answer).status).toBe(status);
  });
});

describe('everything but health', () => {
  it.each(['/', '/graphql', '/nowhere', '/health', '/graphql?query={__typename}'])(
    'wants to know who asks for %s',
    async (path) => {
      const response = await fetch(`${talekeeper.address}${path}`);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'CREDENTIALS_MISSING' } }],
      });
    },
  );

  it('and health does not', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      expect((await fetch(`${talekeeper.address}${path}`)).status).toBe(200);
    }
  });

  it('says to who is let in that there is nothing at an address', async () => {
    const response = await fetch(`${talekeeper.address}/nowhere`, {
      headers: { authorization: `Bearer ${await talekeeper.key('reader')}` },
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'ROUTE_NOT_FOUND' } }] });
  });
});

describe('the environment', () => {
  it.each([
    [{ OIDC_ISSUER: 'https://issuer.example' }, 'OIDC_AUDIENCE'],
    [{ OIDC_ISSUER: 'issuer' }, 'OIDC_ISSUER'],
    [{ OIDC_ROLES: 'root=wheel' }, 'OIDC_ROLES'],
    [{ OIDC_ROLES: 'reader' }, 'OIDC_ROLES'],
  ])('%j is refused by the name of the variable', (variables, field) => {
    expect(() => readEnvironment(variables)).toThrow(
      expect.objectContaining({ code: 'ENVIRONMENT_INVALID', field }),
    );
  });
});
