import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataOf, eventually, refusalOf, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

interface Failed {
  failedJobs: { id: string; name: string; reason: string; attempts: number }[];
}

describe('a job that fails again and again', () => {
  let talekeeper: Talekeeper;
  let reportId: string;

  beforeAll(async () => {
    talekeeper = await startTalekeeper({ JOB_ATTEMPTS: '3', JOB_BACKOFF_MS: '1' });
    // The database itself refuses what the job writes: a fault that no mock could show better.
    await talekeeper.database.pool.query(`
      create function refuse_matches() returns trigger language plpgsql as $$
      begin raise exception 'disk quota exceeded'; end $$;
      create trigger refuse_matches before insert on event for each row
        when (new.type = 'SymptomReportMatched') execute function refuse_matches();`);
    const { id } = await talekeeper.runtime.reports.file(
      { text: 'Something is slow', channel: 'operator' },
      { actor: 'ada', correlationId: 'x' },
    );
    reportId = id;
  });
  afterAll(() => talekeeper.close());

  const failedJobs = async () =>
    (await dataOf(talekeeper.graphql<Failed>('{ failedJobs { id name reason attempts } }'))).failedJobs;

  it('is set aside after its last try, where an operator sees why', async () => {
    const [job] = await eventually(failedJobs, (it) => it.length === 1);
    expect(job).toMatchObject({ name: 'match-report', attempts: 3 });
    expect(job!.reason).toContain('disk quota exceeded');
    const { jobCounts } = await dataOf(
      talekeeper.graphql<{ jobCounts: object }>('{ jobCounts { failed active } }'),
    );
    expect(jobCounts).toEqual({ failed: 1, active: 0 });
  });

  it('has lost nothing: the report is still filed', async () => {
    expect(await talekeeper.runtime.reports.get(reportId)).toMatchObject({ status: 'filed' });
  });

  it('succeeds when it is retried after the fault was mended', async () => {
    await talekeeper.database.pool.query('drop trigger refuse_matches on event');
    const [job] = await failedJobs();
    expect(await dataOf(talekeeper.graphql(`mutation { retryJob(id: "${job!.id}") }`))).toEqual({
      retryJob: true,
    });
    await eventually(
      () => talekeeper.runtime.reports.get(reportId),
      (it) => it.status === 'matched',
    );
    expect(await failedJobs()).toEqual([]);
  });

  it('is refused a retry when it has not failed or is not there', async () => {
    expect(await refusalOf(talekeeper.graphql('mutation { retryJob(id: "nobody") }'))).toMatchObject({
      code: 'JOB_NOT_FOUND',
      field: 'id',
    });
  });
});
