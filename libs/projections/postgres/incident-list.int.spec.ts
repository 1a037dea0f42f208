import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { verificationStatuses, verificationStatusOf, type VerificationStatus } from '../../incident/index.js';
import type { Place } from '../../database/index.js';
import { openReadModels, type IncidentSummary, type ReadModels } from './index.js';

const scenarioVersions = new Map([
  ['double-vlan', 3],
  ['the-issue', 12],
]);
const orderBy = { field: 'slug', descending: false } as const;

/** Each claim with each proof that it can have, many times. */
const rows = Array.from({ length: 8 }).flatMap(() =>
  ['as proven', 'another', null].flatMap((claim) => [
    { claim, verification: null },
    ...['double-vlan', 'the-issue', 'gone'].flatMap((scenario) =>
      [3, 12].flatMap((scenarioVersion) =>
        [true, false].map((holds) => ({
          claim,
          verification: { claim: 'as proven', scenario, scenarioVersion, holds },
        })),
      ),
    ),
  ]),
);

describe('the list of incidents by the status of their verification', () => {
  let database: ThrowawayDatabase;
  let readModels: ReadModels;
  beforeAll(async () => {
    database = await throwawayDatabase();
    readModels = openReadModels(database.pool, scenarioVersions);
    await database.pool.query(
      `insert into incident_view (slug, status, title, resolution, components, record, claim, verification, version,
         submitted_at, updated_at)
       select 'i' || lpad(place::text, 4, '0'), 'published', '', 'resolved', '{}', '{}', it ->> 'claim',
         nullif(it -> 'verification', 'null'), 1, now(), now()
       from jsonb_array_elements($1) with ordinality as given(it, place)`,
      [JSON.stringify(rows)],
    );
  });
  afterAll(async () => {
    await readModels.close();
    await database.drop();
  });

  /** All pages of a list, one after the other. */
  async function walk(verificationStatuses: readonly VerificationStatus[] | undefined) {
    const found: IncidentSummary[] = [];
    let total = 0;
    let after: Place | undefined;
    for (let hasNext = true; hasNext;) {
      const page = await readModels.incidents({ size: 7, after, orderBy }, { verificationStatuses });
      found.push(...page.entries.map(({ entry }) => entry));
      after = page.entries.at(-1)?.place;
      hasNext = page.hasNextPage;
      total = await page.totalCount();
    }
    expect(total).toBe(found.length);
    return found;
  }
  const statusOf = ({ claim, verification }: IncidentSummary) =>
    verificationStatusOf(claim, verification, scenarioVersions.get(verification?.scenario ?? ''));

  const wanted: readonly VerificationStatus[][] = [
    ...verificationStatuses.map((status) => [status]),
    ['stale', 'unverified'],
  ];
  it.each(wanted.map((statuses) => ({ statuses })))(
    'has over all its pages $statuses, as the domain has it',
    async ({ statuses }) => {
      const all = await walk(undefined);
      const expected = all.filter((it) => statuses.includes(statusOf(it)));
      expect(expected.length).toBeGreaterThan(7);
      expect(await walk(statuses)).toEqual(expected);
    },
  );

  it('is empty where no status is wanted', async () => {
    expect(await walk([])).toEqual([]);
  });
});
