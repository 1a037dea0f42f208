import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwawayDatabase, type ThrowawayDatabase } from '../../../test/support/database.js';
import { stuckLockRecord } from '../../../test/support/records.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { until } from '../../../test/support/until.js';
import type { EventStore } from '../../event-store/index.js';
import { createPostgresEventStore, eraseStream, logIdentity } from '../../event-store/postgres/index.js';
import { validateIncident } from '../../incident/index.js';
import { seal, unseal } from '../../kernel/index.js';
import { jsonPart, match, PartReader } from '../../matching/index.js';
import { openAdmission } from '../admission.js';
import { systemClock, systemIds } from '../clock-and-ids.js';
import { openIncidents, type Incidents } from '../incidents.js';
import { followKnowledge, type KnowledgeFollower } from '../knowledge.js';
import { sealedFile } from './posix/sealed-file.js';
import { openIndexSnapshot } from './snapshot.js';

const caller = { actor: 'ada', correlationId: 'request-1' };
const record = validateIncident(stuckLockRecord);
const observation = { text: 'the queue of the flux scheduler stands still', logLines: [], facts: [] };

describe('the snapshot of the index', () => {
  let database: ThrowawayDatabase;
  let store: EventStore;
  let incidents: Incidents;
  let folder: string;
  let path: string;
  let removeFolder: () => Promise<void>;
  /** What the processes logged: what happened and why, or what went wrong. */
  let said: string[];
  /** Places in the log after which it was read. */
  let read: number[];
  beforeEach(async () => {
    [database, { path: folder, remove: removeFolder }] = await Promise.all([
      throwawayDatabase(),
      temporaryFolder(),
    ]);
    path = join(folder, 'index.snapshot');
    store = createPostgresEventStore(database.pool);
    [said, read] = [[], []];
    const world = { store, clock: systemClock, ids: systemIds, changed: () => undefined };
    incidents = openIncidents({ ...world, admission: openAdmission(followKnowledge(store)) });
    await publish('stuck-lock');
  });
  afterEach(async () => {
    await database.drop();
    await removeFolder();
  });

  const publish = async (slug: string, title = record.title) => {
    await incidents.submit({ ...record, slug, title }, { distinctFrom: ['stuck-lock'] }, caller);
    await incidents.publish(slug, {}, caller);
    await store.tick();
  };
  const erase = async (slug: string) => {
    await eraseStream(database.pool, `incident-${slug}`, { actor: 'ada', reason: 'request 7' });
    await store.tick();
  };
  /** A process that starts, on the database of the test or another one. */
  const start = ({ pool } = database, file = sealedFile(path)): KnowledgeFollower => {
    const log = createPostgresEventStore(pool);
    const noted: EventStore = {
      ...log,
      readLog: (after, limit, categories, types) => {
        if (limit > 1) read.push(after);
        return log.readLog(after, limit, categories, types);
      },
    };
    const say = (details: { reason?: string; err?: Error }, text: string) =>
      said.push(`${text}: ${details.reason ?? String(details.err)}`);
    const logger = { info: say, warn: say, error: say } as never;
    const snapshot = openIndexSnapshot({
      file,
      store: noted,
      logIdentity: () => logIdentity(pool),
      logger,
      eventsMin: 1,
    });
    return followKnowledge(noted, { snapshot });
  };
  const answer = async (follower: KnowledgeFollower) => match(await follower.catchUp(), observation);
  /** A process that starts, is asked, and ends. */
  const live = async (...on: Parameters<typeof start>) => {
    const follower = start(...on);
    const answered = await answer(follower);
    await follower.close();
    return answered;
  };
  const rebuilt = () => answer(followKnowledge(store));
  const isThere = (name: string) =>
    stat(join(folder, name)).then(
      () => true,
      () => false,
    );
  /** Another process finds nothing in the file that it could use, says so once, and answers all the same. */
  const expectRebuild = async (reason: string) => {
    [said, read] = [[], []];
    expect(await live()).toEqual(await rebuilt());
    expect(said[0]).toContain(`the index is built anew from the log: ${reason}`);
    expect(said.filter((it) => it.includes('built anew'))).toHaveLength(1);
    expect(read[0]).toBe(0);
  };

  it('lets the next process go on from where the one before ended, and know the same', async () => {
    await live();
    expect(said).toEqual(['the index is built anew from the log: there is no snapshot']);
    await publish('other-lock');
    [said, read] = [[], []];
    expect(await live()).toEqual(await rebuilt());
    expect(read).toEqual([2]);
    expect(said).toEqual([]);
  });

  it('is for its owner alone, and leaves nothing else in the folder', async () => {
    await live();
    expect(await readdir(folder)).toEqual(['index.snapshot']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is not used when it is damaged, or cut off', async () => {
    await live();
    const bytes = await readFile(path);
    for (const at of [0, 5, 100, bytes.length >> 1, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 4;
      await writeFile(path, damaged);
      await expectRebuild('Error: The seal is broken');
      await writeFile(path, bytes.subarray(0, at));
      await expectRebuild('Error: The seal is broken');
    }
    await expect(live()).resolves.toEqual(await rebuilt());
  });

  it.each(['format', 'release', 'index', 'events', 'log'])(
    'is not used when it is of another %s',
    async (key) => {
      await live();
      const [head, ...rest] = unseal(await readFile(path));
      const other = { ...new PartReader([head!]).json<object>(), [key]: 'another' };
      await writeFile(path, Buffer.concat([...seal([jsonPart(other), ...rest])]));
      await expectRebuild(`the snapshot is of another ${key}`);
    },
  );

  it('is not used on another database with the same events', async () => {
    await live();
    const other = await throwawayDatabase();
    try {
      await live(other);
      expect(said.at(-1)).toContain('the snapshot is of another log');
    } finally {
      await other.drop();
    }
  });

  it('is not used when the log was set back, also when it has grown as long again', async () => {
    await live();
    const [head, ...rest] = unseal(await readFile(path));
    const inner = new PartReader([head!]).json<object>();
    for (const later of [{ sequence: 99 }, { eventId: systemIds.next() }]) {
      await writeFile(path, Buffer.concat([...seal([jsonPart({ ...inner, ...later }), ...rest])]));
      await expectRebuild('the log was set back after the snapshot');
    }
  });

  it('does without when the file can neither be read nor written', async () => {
    await mkdir(join(path, 'in-the-way'), { recursive: true });
    await expectRebuild('Error: EISDIR');
    expect(said.at(-1)).toContain('the index could not be kept for the next start: Error: E');
    await rm(folder, { recursive: true });
    await expectRebuild('there is no snapshot');
    expect(said.at(-1)).toContain('the index could not be kept for the next start: Error: ENOENT');
    await writeFile(folder, 'no folder');
    await expectRebuild('Error: ENOTDIR');
  });

  it('does without in a folder in which nobody may write', async () => {
    if (process.platform !== 'linux') return;
    said = [];
    expect(await live(database, sealedFile('/proc/self/index.snapshot'))).toEqual(await rebuilt());
    expect(said.at(-1)).toContain('the index could not be kept for the next start');
  });

  it('says nothing any more of an incident as soon as a process knows that it was erased', async () => {
    await publish('private', 'The zanzibar leaks');
    const follower = start();
    await answer(follower);
    await until('it is written', () => isThere('index.snapshot'));
    expect((await readFile(path)).includes('zanzibar')).toBe(true);
    await erase('private');
    await writeFile(`${path}.somebody.new`, 'a draft of another process');
    await follower.catchUp();
    const left = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
    expect(left.some((it) => it.includes('zanzibar') || it.includes('a draft of another'))).toBe(false);
    await follower.close();
    expect((await readFile(path)).includes('zanzibar')).toBe(false);
    expect(await live()).toEqual(await rebuilt());
  });

  it('is removed again by a process that had not heard of an erasure when it wrote', async () => {
    await publish('private', 'The zanzibar leaks');
    const late = sealedFile(path);
    const follower = start(database, {
      ...late,
      async write(parts) {
        await erase('private');
        await late.write(parts);
      },
    });
    await answer(follower);
    await follower.close();
    expect((await isThere('index.snapshot')) && (await readFile(path)).includes('zanzibar')).toBe(false);
  });

  it('forgets what was erased while no process was there', async () => {
    await publish('private', 'The zanzibar leaks');
    await live();
    await erase('private');
    [said, read] = [[], []];
    expect(await live()).toEqual(await rebuilt());
    expect(read).toEqual([4]);
    expect((await readFile(path)).includes('zanzibar')).toBe(false);
  });

  it('is whole whenever somebody reads it, however many processes write it', async () => {
    await live();
    const writers = Array.from({ length: 4 }, async () => {
      for (let times = 0; times < 5; times += 1) {
        await rm(path, { force: true });
        await live();
      }
    });
    const over = new AbortController();
    const reader = (async () => {
      while (!over.signal.aborted) await sealedFile(path).read();
    })();
    await Promise.all(writers);
    over.abort();
    await reader;
    expect(await live()).toEqual(await rebuilt());
    expect(await readdir(folder)).toEqual(['index.snapshot']);
  });
});
