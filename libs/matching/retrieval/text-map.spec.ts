import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TextMap } from './text-map.js';

it('a map by parts of texts keeps the first value that was made for a part, as a map by strings does', () => {
  const part = fc.tuple(
    fc.string({ maxLength: 2 }),
    fc.string({ maxLength: 3 }),
    fc.string({ maxLength: 2 }),
  );
  const action = fc.oneof(
    { weight: 30, arbitrary: part },
    { weight: 1, arbitrary: fc.constant('clear' as const) },
  );
  fc.assert(
    fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
      const map = new TextMap<number>();
      const model = new Map<string, number>();
      for (const [at, it] of actions.entries()) {
        if (it === 'clear') {
          map.clear();
          model.clear();
          continue;
        }
        const [before, key, after] = it;
        if (!model.has(key)) model.set(key, at);
        const made = map.getOrMake(before + key + after, before.length, before.length + key.length, () => at);
        expect(made).toBe(model.get(key));
      }
    }),
  );
});

it('it grows', () => {
  const map = new TextMap<number>();
  const keys = Array.from({ length: 5_000 }, (_, at) => `word${at}`);
  for (const [at, key] of keys.entries()) map.getOrMake(key, 0, key.length, () => at);
  const found = keys.map((key) => map.getOrMake(key, 0, key.length, () => -1));
  expect(found).toEqual(keys.map((_, at) => at));
});
