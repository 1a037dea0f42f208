import type { JsonObject } from '../kernel/index.js';
import { upcast, type EventCodec } from './codec.js';

/** `accept` is handed each sample in its latest shape, and throws when the aggregate of today cannot take it. */
export type AcceptSample = (event: { readonly type: string; readonly data: JsonObject }) => void;

/**
 * What is wrong with the frozen samples of a codec, one sentence each: every version that an event type ever had must
 * be kept as exactly one sample (`data` as it was stored, under `<Type>.v<N>.json`) that still reaches the latest shape.
 */
export function frozenSampleFaults(
  codec: EventCodec,
  samples: Readonly<Record<string, JsonObject>>,
  accept: AcceptSample = () => undefined,
): string[] {
  const published = new Set(
    Object.entries(codec.latest).flatMap(([type, latest]) =>
      Array.from({ length: latest }, (_, index) => `${type}.v${index + 1}.json`),
    ),
  );
  const missing = [...published].filter((name) => !Object.hasOwn(samples, name));
  const faults = missing.map(
    (name) => `${name} is missing: every version that was ever stored keeps its sample.`,
  );
  for (const [name, data] of Object.entries(samples)) {
    if (!published.has(name)) {
      faults.push(`${name} is not the name of a version that the codec knows, such as ${[...published][0]}.`);
      continue;
    }
    const [, type, version] = /^(.+)\.v(\d+)\.json$/.exec(name)!;
    try {
      accept(upcast(codec, { type: type!, schemaVersion: Number(version), data }));
    } catch (error) {
      faults.push(
        `${name} does not reach the latest shape: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return faults;
}
