import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { throwawayDatabase, type ThrowawayDatabase } from '../../test/support/database.js';
import { stuckLockRecord } from '../../test/support/records.js';
import type { EventStore } from '../event-store/index.js';
import { createPostgresEventStore, eraseStream } from '../event-store/postgres/index.js';
import { validateIncident } from '../incident/index.js';
import { inlineJobs, type JobHandlers } from '../jobs/index.js';
import { match } from '../matching/index.js';
import { openAdmission } from './admission.js';
import { systemClock, systemIds } from './clock-and-ids.js';
import { jobHandlers } from './handlers.js';
import { openIncidents, type Incidents } from './incidents.js';
import { followKnowledge, type KnowledgeFollower } from './knowledge.js';
import { jobsOf } from './relay.js';
import { openReports, type Reports } from './reports.js';

const caller = { actor: 'ada', correlationId: 'request-1' };
const record = validateIncident(stuckLockRecord);
const observation = { text: 'the queue of the flux scheduler stands still', logLines: [], facts: [] };

describe('what is known', () => {
  let database: ThrowawayDatabase;
  let store: EventStore;
  let running: KnowledgeFollower;
  let incidents: Incidents;
  let reports: Reports;
  let answer: JobHandlers['match-report'];
  beforeEach(async () => {
    database = await throwawayDatabase();
    store = createPostgresEventStore(database.pool);
    running = followKnowledge(store);
    const world = { store, clock: systemClock, ids: systemIds, changed: () => undefined };
    incidents = openIncidents({ ...world, admission: openAdmission(running) });
    reports = openReports({ ...world, incidents });
    const handlers: JobHandlers = jobHandlers({
      ...world,
      knowledge: running,
      queue: inlineJobs(() => handlers),
      openReportIds: () => Promise.resolve([]),
      answerInSlack: () => Promise.resolve(),
    });
    answer = handlers['match-report'];
  });
  afterEach(() => database.drop());

  const erase = async (streamId: string) => {
    await eraseStream(database.pool, streamId, { actor: 'ada', reason: 'request 7' });
    await store.tick();
  };
  /** What a process that has followed the log knows, and what one that starts now does. */
  const bothKnow = async () =>
    Promise.all(
      [running, followKnowledge(store)].map(async (follower) => {
        const { matches } = match(await follower.catchUp(), observation);
        return {
          matches: matches.map((it) => it.slug),
          slugs: follower.records().map((it) => it.slug),
          drafts: follower.drafts.size,
          history: [...follower.experience.history],
          heard: Math.round(follower.experience.heard.shareWith('flux') * 100),
        };
      }),
    );

  it('is no more of an incident, or of a draft, once it is erased', async () => {
    await incidents.submit(record, {}, caller);
    await incidents.publish(record.slug, {}, caller);
    await incidents.submit({ ...record, slug: 'draft' }, { distinctFrom: [record.slug] }, caller);
    await store.tick();
    expect((await bothKnow())[0]).toMatchObject({ matches: ['stuck-lock'], drafts: 1 });
    await erase('incident-stuck-lock');
    await erase('incident-draft');
    const nothing = { matches: [], slugs: [], drafts: 0, history: [], heard: 0 };
    expect(await bothKnow()).toEqual([nothing, nothing]);
  });

  it('counts no judgement of a report that is erased', async () => {
    await incidents.submit(record, {}, caller);
    await incidents.publish(record.slug, {}, caller);
    const [kept, erased] = [await judged('confirm'), await judged('reject')];
    await store.tick();
    expect((await bothKnow())[0]!.history).toEqual([['stuck-lock', { confirmed: 1, rejected: 1 }]]);
    await erase(`report-${erased}`);
    const once = [['stuck-lock', { confirmed: 1, rejected: 0 }]];
    expect((await bothKnow()).map((it) => it.history)).toEqual([once, once]);
    await erase(`report-${kept}`);
    expect((await bothKnow()).map((it) => it.history)).toEqual([[], []]);
  });

  it('counts no word of a report that is erased', async () => {
    const reported = await Promise.all(
      [1, 2].map(() => reports.file({ ...observation, channel: 'operator' }, caller)),
    );
    await store.tick();
    expect((await bothKnow()).map((it) => it.heard)).toEqual([2, 2]);
    for (const { id } of reported) await erase(`report-${id}`);
    expect((await bothKnow()).map((it) => it.heard)).toEqual([0, 0]);
  });

  it('is held against the open reports again after an incident was erased, and not after a report was', async () => {
    await incidents.submit(record, {}, caller);
    await reports.file({ text: 'it stands still', logLines: [], channel: 'operator' }, caller);
    await store.tick();
    const before = await store.lastSequence();
    const [, filed] = await store.readLog(0, 10);
    await erase(filed!.streamId);
    await erase('incident-stuck-lock');
    const jobs = (await store.readLog(before, 10)).flatMap(jobsOf);
    expect(jobs.map(({ name }) => name)).toEqual(['rematch-open-reports']);
  });

  /** Files a report that is answered with the incident, and judges that. */
  async function judged(judgement: 'confirm' | 'reject'): Promise<string> {
    const { id } = await reports.file({ ...observation, channel: 'operator' }, caller);
    await store.tick();
    await answer({ reportId: id, correlationId: id, causationId: id }, id);
    await reports[judgement](id, record.slug, undefined, caller);
    return id;
  }
});
