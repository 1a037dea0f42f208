import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { seededRandom } from '../../kernel/index.js';
import { runHarness } from './harness/harness.js';

describe('under writers that commit late, roll back and lose their connections', () => {
  let database: ThrowawayDatabase;
  beforeAll(async () => (database = await throwawayDatabase()));
  afterAll(() => database.drop());

  it('the log loses, repeats and reorders nothing, and projections are the fold of it', async () => {
    const seed = Date.now() % 2 ** 32;
    const verdict = await runHarness({ url: database.url, random: seededRandom(seed), seconds: 4 });
    expect({ seed, ...verdict }).toEqual({
      seed,
      acknowledged: expect.any(Number),
      killed: expect.any(Number),
      lost: 0,
      duplicated: 0,
      outOfOrder: 0,
      unexpected: 0,
      projectionIsFold: true,
      lostByPosition: expect.any(Number),
    });
    expect(verdict.acknowledged).toBeGreaterThan(100);
    expect(verdict.killed).toBeGreaterThan(10);
    expect(verdict.lostByPosition).toBeGreaterThan(0);
  });
});
