import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../support/database.js';
import { measureAppends } from './appends.js';
import { measureRebuilds } from './rebuilds.js';

describe('the figures of bench:event-store', () => {
  let database: ThrowawayDatabase;
  beforeAll(async () => {
    database = await throwawayDatabase();
  });
  afterAll(() => database.drop());

  it('are of rebuilds of a log', async () => {
    const { events, rebuild } = await measureRebuilds(database.pool, { streams: 2, repetitions: 1 });
    expect(events).toBe(100);
    expect(rebuild).toBeGreaterThan(0);
  });

  it('are of appends beside a bare INSERT', async () => {
    const rates = await measureAppends(database.url, { writers: 2, repetitions: 1, slotMs: 20 });
    expect(rates).toMatchObject({ writers: 2, appendToInsert: [expect.any(Number)] });
    expect(Math.min(rates.insert, rates.append, rates.appendSequenced)).toBeGreaterThan(0);
  });
});
