import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

describe('GraphQL over HTTP, by the audit suite of its specification', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
  });
  afterAll(() => talekeeper.close());

  const audits = serverAudits({
    url: () => `${talekeeper.address}/graphql`,
    fetchFn: async (url: string, init: RequestInit = {}) =>
      fetch(url, {
        ...init,
        headers: {
          ...(init.headers as Record<string, string>),
          authorization: `Bearer ${await talekeeper.key('reader')}`,
        },
      }),
  });

  it('knows the suite', () => expect(audits.length).toBeGreaterThan(50));

  it.each(audits.map((audit) => [`${audit.id}: ${audit.name}`, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    const reason = 'reason' in result ? result.reason : undefined;
    expect({ status: result.status, reason }).toEqual({ status: 'ok', reason: undefined });
  });
});
