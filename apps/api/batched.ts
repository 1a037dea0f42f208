import DataLoader from 'dataloader';

/**
 * Loads by key and options: all loads of one moment with equal options become one call, and none is made twice. What
 * is not found is `undefined`.
 */
export function batched<Options, Value>(
  load: (keys: readonly string[], options: Options) => Promise<ReadonlyMap<string, Value>>,
): (key: string, options: Options) => Promise<Value | undefined> {
  const loaders = new Map<string, DataLoader<string, Value | undefined>>();
  return (key, options) => {
    const name = JSON.stringify(options);
    const loader =
      loaders.get(name) ??
      new DataLoader<string, Value | undefined>(async (keys) => {
        const found = await load(keys, options);
        return keys.map((it) => found.get(it));
      });
    loaders.set(name, loader);
    return loader.load(key);
  };
}
