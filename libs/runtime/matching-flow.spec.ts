import { describe, expect, it } from '@jest/globals';
import { createInMemoryEventStore } from '../event-store/index.js';
import { validateIncident } from '../incident/index.js';
import { inlineJobs, type JobQueue } from '../jobs/index.js';
import { openAdmission } from './admission.js';
import { jobHandlers } from './handlers.js';
import { openIncidents } from './incidents.js';
import { followKnowledge } from './knowledge.js';
import { jobsOf } from './relay.js';
import { replay } from './replay.js';
import { openReports } from './reports.js';

const caller = { actor: 'ada', correlationId: 'request-1' };
const incident = validateIncident({
  slug: 'stuck-lock',
  title: 'Scheduler waits for ever on an advisory lock',
  symptoms: [
    { id: 'queue-stands-still', statement: 'The flux scheduler accepts work but its queue stands still.' },
  ],
  signatures: [
    {
      id: 'waits-for-lock',
      event: 'lock-wait',
      vendor: 'Flux',
      pattern: 'waiting for advisory lock \\d+',
      example: 'waiting for advisory lock 7',
      counterExample: 'released advisory lock 7',
    },
  ],
  rootCause: { statement: 'A lock leaks.', mechanism: 'Nobody releases it.', category: 'software-defect' },
  resolution: 'resolved',
});
const report = {
  text: 'the queue of the flux scheduler stands still',
  logLines: ['flux: waiting for advisory lock 12'],
  channel: 'operator',
};

/** Everything but the technology: the log in memory, the jobs run as soon as they are relayed. */
function talekeeper() {
  let tick = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 0, 1) + tick++) };
  const store = createInMemoryEventStore(clock);
  const ids = { next: () => `00000000-0000-7000-8000-${String(tick++).padStart(12, '0')}` };
  const changed = () => undefined;
  const openReportIds = async (after: number) => {
    const filed = (await store.readLog(after, 1_000, ['report'])).filter(
      (it) => it.type === 'SymptomReportFiled',
    );
    return filed.map((it) => ({ id: it.streamId.slice('report-'.length), filedSequence: it.sequence }));
  };
  const knowledge = followKnowledge(store);
  const answerInSlack = () => Promise.reject(new Error('nobody asks in Slack'));
  const handlers = (queue: JobQueue) =>
    jobHandlers({ store, knowledge, queue, clock, ids, openReportIds, changed, answerInSlack });
  const queue = inlineJobs(handlers);
  let relayed = 0;
  const incidents = openIncidents({ store, clock, ids, changed, admission: openAdmission(knowledge) });
  return {
    store,
    queue,
    incidents,
    reports: openReports({ store, clock, ids, incidents, changed }),
    /** Relays what has happened, and what that makes happen, until nothing new comes. */
    async settle() {
      for (;;) {
        await store.tick();
        const events = await store.readLog(relayed, 1_000);
        if (events.length === 0) return;
        relayed = events.at(-1)!.sequence;
        await queue.add(events.flatMap(jobsOf));
      }
    },
  };
}

describe('from a filed report to its answer', () => {
  it('a report on a published incident is known, with the request it goes back to', async () => {
    const { incidents, reports, store, settle } = talekeeper();
    await incidents.submit(incident, {}, caller);
    await incidents.publish('stuck-lock', {}, caller);
    await settle();
    const { id } = await reports.file(report, caller);
    await settle();
    const { status, outcome } = await reports.get(id);
    expect(status).toBe('matched');
    expect(outcome).toMatchObject({ verdict: 'KNOWN', knowledgeVersion: 3 });
    expect(outcome!.matches[0]!.slug).toBe('stuck-lock');
    const [filed, matched] = await store.readStream(`report-${id}`);
    expect(matched!.metadata).toEqual({
      actor: 'matcher',
      correlationId: 'request-1',
      causationId: filed!.eventId,
    });
  });

  it('a draft is not matched against, and publishing it matches open reports again', async () => {
    const { incidents, reports, settle } = talekeeper();
    await incidents.submit(incident, {}, caller);
    const { id } = await reports.file(report, caller);
    await settle();
    expect((await reports.get(id)).outcome).toMatchObject({ verdict: 'UNKNOWN', matches: [] });
    await incidents.publish('stuck-lock', {}, caller);
    await settle();
    expect((await reports.get(id)).outcome).toMatchObject({ verdict: 'KNOWN' });
    await incidents.retire('stuck-lock', 'Gone.', caller);
    await settle();
    expect((await reports.get(id)).outcome).toMatchObject({ verdict: 'UNKNOWN', matches: [] });
  });

  it('a rejected incident does not come back, whatever changes in the knowledge', async () => {
    const { incidents, reports, settle } = talekeeper();
    await incidents.submit(incident, {}, caller);
    await incidents.publish('stuck-lock', {}, caller);
    const { id } = await reports.file(report, caller);
    await settle();
    await reports.reject(id, 'stuck-lock', undefined, caller);
    await settle();
    await incidents.revise({ ...incident, components: ['flux'] }, { reason: 'More.' }, caller);
    await settle();
    expect((await reports.get(id)).outcome!.matches).toEqual([]);
  });

  it('what operators said of other reports counts for the next one, and is said so', async () => {
    const { incidents, reports, settle } = talekeeper();
    await incidents.submit(incident, {}, caller);
    await incidents.publish('stuck-lock', {}, caller);
    const answerTo = async () => {
      const { id } = await reports.file(report, caller);
      await settle();
      return { id, match: (await reports.get(id)).outcome!.matches[0]! };
    };
    const before = await answerTo();
    await reports.confirm(before.id, 'stuck-lock', undefined, caller);
    const after = await answerTo();
    expect(after.match.evidence).toContainEqual({ kind: 'history', confirmed: 1, rejected: 0 });
    expect(after.match.confidence).toBeGreaterThanOrEqual(before.match.confidence);
    await reports.reject(before.id, 'stuck-lock', undefined, caller);
    expect((await answerTo()).match.contradictions).toContainEqual({
      kind: 'history',
      confirmed: 0,
      rejected: 1,
    });
  });

  it('what an operator knows and the matcher did not list counts for the next report, once it is published', async () => {
    const { incidents, reports, store, settle } = talekeeper();
    const file = async () => {
      const { id } = await reports.file({ ...report, logLines: [], text: 'flux is lazy today' }, caller);
      await settle();
      return id;
    };
    const id = await file();
    expect((await reports.get(id)).outcome).toMatchObject({ verdict: 'UNKNOWN', matches: [] });
    await incidents.submit(incident, {}, caller);
    const confirm = () => reports.confirm(id, 'stuck-lock', 'I was there.', caller);
    await expect(confirm()).rejects.toMatchObject({ code: 'MATCH_NOT_FOUND', field: 'slug' });
    await incidents.publish('stuck-lock', {}, caller);
    expect(await confirm()).toMatchObject({ status: 'confirmed', confirmed: 'stuck-lock' });
    await settle();
    expect((await store.readStream(`report-${id}`)).at(-1)).toMatchObject({
      type: 'MatchConfirmed',
      schemaVersion: 2,
      data: { slug: 'stuck-lock', isListed: false, reason: 'I was there.' },
    });
    const [best] = (await reports.get(await file())).outcome!.matches;
    expect(best!.evidence).toContainEqual({ kind: 'history', confirmed: 1, rejected: 0 });
  });

  it('what an operator said of a report counts for no replay of it, only for those of others', async () => {
    const { incidents, reports, store, settle } = talekeeper();
    await incidents.submit(incident, {}, caller);
    await incidents.publish('stuck-lock', {}, caller);
    const { id } = await reports.file(report, caller);
    const { id: other } = await reports.file(report, caller);
    await settle();
    const { outcome } = await reports.get(id);
    await reports.confirm(id, 'stuck-lock', undefined, caller);
    const now = new Date(Date.UTC(2027, 0, 1));
    expect((await replay({ store, reports }, id, now)).matches).toEqual(outcome!.matches);
    expect((await replay({ store, reports }, other, now)).matches[0]!.evidence).toContainEqual({
      kind: 'history',
      confirmed: 1,
      rejected: 0,
    });
  });

  it('relaying and running every job a second time changes nothing', async () => {
    const { incidents, reports, store, queue, settle } = talekeeper();
    await incidents.submit(incident, {}, caller);
    const { id } = await reports.file(report, caller);
    await incidents.publish('stuck-lock', {}, caller);
    await settle();
    const before = await store.readLog(0, 1_000);
    await queue.add(before.flatMap(jobsOf));
    await settle();
    expect(await store.readLog(0, 1_000)).toEqual(before);
    expect((await reports.get(id)).version).toBe(
      before.filter((it) => it.streamId === `report-${id}`).length,
    );
  });
});
