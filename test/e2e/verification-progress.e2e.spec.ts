import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadCatalogue } from '../../libs/runtime/index.js';
import { compiled } from '../support/dist.js';
import { subscriber } from '../support/subscriptions.js';
import { startAnotherApi, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

jest.setTimeout(120_000);

const SLUG = 'disappearing-images';
const PROGRESS = `subscription ($slug: ID!) {
  verificationProgressed(slug: $slug) { pending { id state done total } incident { slug verificationStatus } }
}`;

interface Progressed {
  readonly verificationProgressed: {
    readonly pending: { readonly id: string; readonly done: number; readonly total: number } | null;
    readonly incident: { readonly slug: string; readonly verificationStatus: string };
  };
}

describe('the progress of a verification, as it goes on', () => {
  let talekeeper: Talekeeper;
  let elsewhere: Awaited<ReturnType<typeof startAnotherApi>>;
  const open: ReturnType<typeof subscriber>[] = [];
  beforeAll(async () => {
    await compiled('libs/runtime/simulation/thread.js');
    talekeeper = await startTalekeeper();
    elsewhere = await startAnotherApi(talekeeper);
    await loadCatalogue(talekeeper.runtime.incidents);
  });
  afterEach(async () => {
    for (const { client } of open.splice(0)) await client.dispose();
  });
  afterAll(async () => {
    await elsewhere.close();
    await talekeeper.close();
  });

  const follow = async (slug = SLUG, address = talekeeper.address) => {
    const connected = subscriber(address, await talekeeper.key('reader'));
    open.push(connected);
    return connected.subscribe<Progressed>(PROGRESS, { slug });
  };
  const start = (seeds: string) =>
    talekeeper.runtime.verifications.start(SLUG, seeds, { actor: 'ada', correlationId: 'test' });
  const ended = (verificationStatus: string) => ({
    verificationProgressed: { pending: null, incident: { slug: SLUG, verificationStatus } },
  });

  it('never falls, and ends with what came of it, in each process', async () => {
    await start('0..1');
    const followers = await Promise.all([follow(), follow(SLUG, elsewhere.address)]);
    const all = await Promise.all(followers.map((it) => it.rest()));
    for (const told of all) {
      expect(told.at(-1)).toEqual(ended('VERIFIED'));
      const done = told.slice(0, -1).map((it) => it.verificationProgressed.pending!.done);
      expect(done).toEqual([...done].sort((a, b) => a - b));
    }
  });

  it('is told again and again, and ends without an outcome when the verification is called off', async () => {
    const { id } = await start('0..9999');
    const follower = await follow(SLUG, elsewhere.address);
    const done = new Set<number>();
    while (done.size < 3) {
      const { pending } = (await follower.next()).verificationProgressed;
      expect(pending).toMatchObject({ id });
      done.add(pending!.done);
    }
    expect([...done]).toEqual([...done].sort((a, b) => a - b));
    // Who comes later begins with what is so by then.
    const { pending } = (await (await follow()).next()).verificationProgressed;
    expect(pending!.done).toBeGreaterThanOrEqual([...done].at(-1)!);
    await talekeeper.runtime.verifications.cancel(id);
    expect((await follower.rest()).at(-1)).toEqual(ended('VERIFIED'));
  });

  it('has its end at once where nothing waits or runs', async () => {
    expect(await (await follow()).rest()).toEqual([ended('VERIFIED')]);
  });

  it('is not told of an incident that does not exist', async () => {
    await expect((await follow('nothing-like-it')).next()).rejects.toThrow('INCIDENT_NOT_FOUND');
  });
});
