import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../kernel/index.js';
import { once, type IdempotencyKeys, type KnownKey } from './idempotency.js';

/** Keys in memory, and a thing whose changes are known by their command ids, as events are. */
function world() {
  const known = new Map<string, KnownKey>();
  const effects = new Map<string, number>();
  let ids = 0;
  const faults = { settle: false };
  const keys: IdempotencyKeys = {
    claim: (actor, key, fingerprint, commandId) => {
      const place = `${actor} ${key}`;
      if (!known.has(place)) known.set(place, { fingerprint, commandId, result: null });
      return Promise.resolve(known.get(place)!);
    },
    settle: (actor, key, _commandId, result) => {
      if (faults.settle) return Promise.reject(new Error('crashed'));
      const place = `${actor} ${key}`;
      const before = known.get(place)!;
      known.set(place, { ...before, result: before.result ?? result });
      return Promise.resolve(known.get(place)!.result!);
    },
  };
  const change = (key: string | null, input: JsonObject = { text: 'it' }, actor = 'ada') =>
    once<number>(
      keys,
      `command-${(ids += 1)}`,
      { actor, key, operation: 'change', input },
      {
        run({ commandId }) {
          if (input['text'] === 'refused') throw new Error('refused');
          const before = effects.get(commandId);
          if (before === undefined) effects.set(commandId, effects.size + 1);
          return Promise.resolve(effects.get(commandId)!);
        },
        note: (number) => ({ number }),
        recall: ({ number }) => Promise.resolve(number as number),
      },
    );
  return { change, effects, faults };
}
const refusal = (code: string) => expect.objectContaining({ code, field: 'clientMutationId' });

describe('a request for a change', () => {
  it('without a key is another change each time', async () => {
    const { change } = world();
    expect([await change(null), await change(null)]).toEqual([1, 2]);
  });

  it('is carried out once under its key, whatever the order of its fields', async () => {
    const { change, effects } = world();
    const first = await change('k', { a: 1, b: { c: 2, d: [3] } });
    expect(await change('k', { b: { d: [3], c: 2 }, a: 1 })).toBe(first);
    expect(effects.size).toBe(1);
  });

  it('is refused with another input, even when the first was refused itself', async () => {
    const { change } = world();
    await change('k');
    await expect(change('k', { text: 'other' })).rejects.toEqual(refusal('IDEMPOTENCY_KEY_REUSED'));
    await expect(change('l', { text: 'refused' })).rejects.toThrow('refused');
    await expect(change('l', { text: 'other' })).rejects.toEqual(refusal('IDEMPOTENCY_KEY_REUSED'));
  });

  it('of another actor is another change', async () => {
    const { change } = world();
    expect([await change('k', {}, 'ada'), await change('k', {}, 'bob')]).toEqual([1, 2]);
  });

  it('has one effect and one result when it comes many times at once', async () => {
    const { change, effects } = world();
    expect(await Promise.all(Array.from({ length: 5 }, () => change('k')))).toEqual(Array(5).fill(1));
    expect(effects.size).toBe(1);
  });

  it('has one effect when the process dies between the effect and its record', async () => {
    const { change, effects, faults } = world();
    faults.settle = true;
    await expect(change('k')).rejects.toThrow('crashed');
    faults.settle = false;
    expect([await change('k'), await change('k')]).toEqual([1, 1]);
    expect(effects.size).toBe(1);
  });

  it.each(['', 'x'.repeat(201), 'a\0b', 'a\nb', '\ud800'])('is refused under the key %j', async (key) => {
    await expect(world().change(key)).rejects.toEqual(refusal('IDEMPOTENCY_KEY_INVALID'));
  });
});
