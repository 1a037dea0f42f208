import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { describeEventStore } from '../conformance.js';
import { checkAgainstModel } from '../model.js';
import { createPostgresEventStore } from './store.js';

describeEventStore('the event store on PostgreSQL', async () => {
  const database = await throwawayDatabase();
  return { store: createPostgresEventStore(database.pool), close: () => database.drop() };
});

describe('the event store on PostgreSQL', () => {
  let database: ThrowawayDatabase;
  beforeAll(async () => (database = await throwawayDatabase()));
  afterAll(() => database.drop());

  it('cannot be told from its model', () =>
    checkAgainstModel(createPostgresEventStore(database.pool), 'postgres', 25));
});
