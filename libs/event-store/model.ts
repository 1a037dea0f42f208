import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../kernel/index.js';
import { someEvent } from './conformance.js';
import type { AppendResult, EventStore, ExpectedVersion, LoggedEvent, StoredEvent } from './event-store.js';

/**
 * Sends random appends, repetitions, ticks and reads to the store and to a model made of arrays, which must not be told
 * apart. A failure prints the shortest sequence of commands that still fails.
 */
export async function checkAgainstModel(store: EventStore, name: string, numRuns: number): Promise<void> {
  let run = 0;
  const property = fc.asyncProperty(fc.commands(commands, { maxCommands: 40 }), async (sequence) => {
    run += 1;
    while ((await store.tick()) > 0);
    const real = { store, prefix: `${name}-${run}`, start: await store.lastSequence() };
    const model = { streams: new Map(), streamOf: new Map(), unlogged: [], log: [] };
    await fc.asyncModelRun(() => ({ model, real }), sequence);
  });
  await fc.assert(property, { numRuns });
}

interface Entry {
  readonly stream: string;
  readonly name: string;
  readonly data: JsonObject;
  readonly version: number;
}

interface Model {
  readonly streams: Map<string, Entry[]>;
  readonly streamOf: Map<string, string>;
  readonly unlogged: Entry[];
  readonly log: Entry[];
}

/** The store may hold other events: the run's own are under its prefix and after its start. */
interface Real {
  readonly store: EventStore;
  readonly prefix: string;
  readonly start: number;
}

abstract class Command implements fc.AsyncCommand<Model, Real> {
  check = () => true;
  abstract run(model: Model, real: Real): Promise<void>;

  toString(): string {
    return `${this.constructor.name}(${JSON.stringify(this)})`;
  }
}

class Append extends Command {
  constructor(
    private readonly stream: string,
    private readonly expected: ExpectedVersion | 'right',
    private readonly names: readonly string[],
    private readonly data: JsonObject,
  ) {
    super();
  }

  async run(model: Model, { store, prefix }: Real): Promise<void> {
    const version = model.streams.get(this.stream)?.length ?? 0;
    const expected = this.expected === 'right' ? version : this.expected;
    const events = this.names.map((name) => someEvent(`${prefix}/${name}`, this.data));
    const result = store.append(`thing-${prefix}-${this.stream}`, expected, events);
    const predicted = this.predict(model, expected);
    if (predicted === 'reused') await expect(result).rejects.toMatchObject({ code: 'EVENT_ID_REUSED' });
    else expect(await result).toEqual(predicted);
  }

  private predict(model: Model, expected: ExpectedVersion): AppendResult | 'reused' {
    const stream = model.streams.get(this.stream) ?? [];
    const known = this.names.filter((name) => model.streamOf.has(name));
    if (known.length > 0) {
      const isRepetition =
        known.length === this.names.length && known.every((name) => model.streamOf.get(name) === this.stream);
      if (!isRepetition) return 'reused';
      return { outcome: 'duplicate', version: Math.max(...known.map((name) => versionOf(stream, name))) };
    }
    if (expected !== 'any' && expected !== stream.length)
      return { outcome: 'conflict', version: stream.length };
    for (const name of this.names) {
      const entry = { stream: this.stream, name, data: this.data, version: stream.length + 1 };
      stream.push(entry);
      model.streamOf.set(name, this.stream);
      model.unlogged.push(entry);
    }
    model.streams.set(this.stream, stream);
    return { outcome: 'appended', version: stream.length };
  }
}

class Tick extends Command {
  async run(model: Model, { store, start }: Real): Promise<void> {
    expect(await store.tick()).toBe(model.unlogged.length);
    model.log.push(...model.unlogged.splice(0));
    expect(await store.lastSequence()).toBe(start + model.log.length);
  }
}

class ReadStream extends Command {
  constructor(private readonly stream: string) {
    super();
  }

  async run(model: Model, { store, prefix }: Real): Promise<void> {
    const events = await store.readStream(`thing-${prefix}-${this.stream}`);
    expect(events.map(seen)).toEqual(
      (model.streams.get(this.stream) ?? []).map((it) => predicted(it, prefix)),
    );
  }
}

class ReadLog extends Command {
  constructor(
    private readonly after: number,
    private readonly limit: number,
  ) {
    super();
  }

  async run(model: Model, { store, prefix, start }: Real): Promise<void> {
    const events: LoggedEvent[] = await store.readLog(start + this.after, this.limit);
    const entries = model.log.slice(this.after, this.after + this.limit);
    expect(events.map(seen)).toEqual(entries.map((it) => predicted(it, prefix)));
    expect(events.map((it) => it.sequence)).toEqual(
      entries.map((_, index) => start + this.after + index + 1),
    );
  }
}

const versionOf = (stream: readonly Entry[], name: string) => stream.find((it) => it.name === name)!.version;

const seen = ({ eventId, streamId, version, data }: StoredEvent) => ({ eventId, streamId, version, data });

const predicted = ({ stream, name, data, version }: Entry, prefix: string) => ({
  eventId: someEvent(`${prefix}/${name}`).eventId,
  streamId: `thing-${prefix}-${stream}`,
  version,
  data: JSON.parse(JSON.stringify(data)) as JsonObject,
});

const streams = fc.constantFrom('a', 'b', 'c');
/** Few, so that repetitions come up. */
const names = fc.uniqueArray(fc.nat({ max: 40 }).map(String), { minLength: 1, maxLength: 4 });
const storable = fc
  .jsonValue({ stringUnit: 'binary', depthSize: 'small' })
  .filter((it) => !JSON.stringify(it).includes('\\u0000'))
  .map((value) => ({ value }) as JsonObject);
const versions = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('right' as const, 'any' as const) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }) },
);

const commands: fc.Arbitrary<Command>[] = [
  fc.tuple(streams, versions, names, storable).map((it) => new Append(...it)),
  fc.constant(null).map(() => new Tick()),
  streams.map((stream) => new ReadStream(stream)),
  fc.tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 10 })).map((it) => new ReadLog(...it)),
];
