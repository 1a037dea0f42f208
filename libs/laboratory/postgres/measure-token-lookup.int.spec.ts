import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { compiled } from '../../../test/support/dist.js';
import { killProcesses, start } from '../../../test/support/processes.js';
import { until } from '../../../test/support/until.js';
import { measureTokenLookup, type Measurement } from './measure-token-lookup.js';
import { requireSpace } from './requirements.js';

let database: ThrowawayDatabase;
beforeAll(async () => {
  database = await throwawayDatabase();
  await compiled('');
}, 120_000);
afterAll(async () => {
  await killProcesses();
  await database.drop();
});

const few = () => ({ url: database.url, instances: 1_000, metadataRows: 4_000 });
const many = () => ({ url: database.url, instances: 60_000, metadataRows: 60_000 });
const schemas = async () =>
  (
    await database.pool.query<{ nspname: string }>(
      "select nspname from pg_namespace where nspname like 'talekeeper\\_laboratory\\_%'",
    )
  ).rows.map(({ nspname }) => nspname);

/** Runs a laboratory that is called off as soon as it has begun. */
async function runBriefly(): Promise<void> {
  const stop = new AbortController();
  const onProgress = () => stop.abort(new Error('enough'));
  await expect(measureTokenLookup({ ...many(), onProgress, signal: stop.signal })).rejects.toThrow('enough');
}

describe('the laboratory of the dead rows', () => {
  it('fetches all rows of the tenant by the scan, and one by the index, whatever was deleted', async () => {
    const { measurements, rowsPurged } = await measureTokenLookup(few());
    const sent = (moment: Measurement['moment'], lookup: Measurement['lookup']) =>
      measurements.find((it) => it.moment === moment && it.lookup === lookup);
    expect(measurements.map(({ isRight }) => isRight)).toEqual([true, true, true, true]);
    expect(sent('before the purge', 'scan')).toMatchObject({ rowsSent: 4_750 });
    expect(sent('before the purge', 'scan')!.rowsExamined).toBeGreaterThanOrEqual(5_000);
    expect(sent('before the purge', 'index')).toMatchObject({ rowsSent: 1 });
    expect(rowsPurged).toBe(4_750);
    expect(sent('after the purge', 'scan')!.rowsSent).toBeLessThan(250);
    expect(sent('after the purge', 'index')).toMatchObject({ rowsSent: 1 });
    expect(await schemas()).toEqual([]);
  });

  it('leaves nothing behind when it is called off', async () => {
    await runBriefly();
    expect(await schemas()).toEqual([]);
  });

  it('leaves nothing behind when it is killed, because its janitor cleans up', async () => {
    const laboratory = await start('test/support/laboratory.js', {}, ['postgres', JSON.stringify(many())]);
    await laboratory.ready;
    expect(await schemas()).toHaveLength(1);
    await laboratory.kill('SIGKILL');
    await until('the janitor has dropped the schema', async () => (await schemas()).length === 0);
  });

  it('cleans up after one that was killed together with its janitor', async () => {
    const laboratory = await start('test/support/laboratory.js', {}, ['postgres', JSON.stringify(many())]);
    await laboratory.ready;
    await laboratory.killAll('SIGKILL');
    const [orphan] = await schemas();
    expect(orphan).toBeDefined();
    await until('its session has ended', async () => {
      await runBriefly();
      return !(await schemas()).includes(orphan!);
    });
    expect(await schemas()).toEqual([]);
  });

  it('leaves the schema of one that is at work alone', async () => {
    const laboratory = await start('test/support/laboratory.js', {}, ['postgres', JSON.stringify(many())]);
    await laboratory.ready;
    const [busy] = await schemas();
    await runBriefly();
    expect(await schemas()).toEqual([busy]);
    await laboratory.kill('SIGKILL');
    await until('the janitor has dropped the schema', async () => (await schemas()).length === 0);
  });

  it.each([
    { instances: 99 },
    { instances: 5_000_001 },
    { instances: 0.5 },
    { instances: 2_000, metadataRows: 1_999 },
  ])('refuses %j', async (counts) => {
    await expect(measureTokenLookup({ url: database.url, ...counts })).rejects.toMatchObject({
      code: 'LABORATORY_OPTION_INVALID',
    });
  });

  it('refuses without the right to create a schema', async () => {
    const role = `guest_${process.pid}_${Date.now()}`;
    await database.pool.query(`create role ${role} login password 'guest'`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'guest'];
    const refusal = measureTokenLookup({ ...few(), url: url.href });
    await expect(refusal).rejects.toMatchObject({ code: 'LABORATORY_LACKS_RIGHTS' });
    await database.pool.query(`drop role ${role}`);
  });

  it('refuses without the memory to hold the rows, and says how much that is', async () => {
    const client = await database.pool.connect();
    await expect(
      requireSpace(client, { instances: 300_000, metadataRows: 1_000_000 }, 500),
    ).rejects.toMatchObject({
      code: 'LABORATORY_LACKS_SPACE',
      message: 'The laboratory needs 1750 MB of memory, and 500 MB are free.',
    });
    client.release();
  });

  it('refuses a database that does not answer', async () => {
    await expect(measureTokenLookup({ url: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
    });
  });
});
