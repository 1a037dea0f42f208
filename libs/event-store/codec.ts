import type { JsonObject } from '../kernel/index.js';
import type { StoredEvent } from './event-store.js';
import { reject } from './rejections.js';

/**
 * The shapes that the events of one aggregate have had. What is stored is never rewritten: an old event is lifted, step
 * by step, to the latest shape whenever it is read.
 */
export interface EventCodec {
  /** The schema version in which each type of event is written today. */
  readonly latest: Readonly<Record<string, number>>;
  /** For each type the pure steps, each under the version that it starts from. */
  readonly upcasters: Readonly<Record<string, Upcasters>>;
}

export type Upcasters = Readonly<Record<number, (data: JsonObject) => JsonObject>>;

/** The type of an event whose stream was erased: only its place, id and times are left. */
export const ERASED = '$erased';

/** The event in the latest shape of its type; tombstones of erased streams pass as they are. */
export function upcast<Event extends Pick<StoredEvent, 'type' | 'schemaVersion' | 'data'>>(
  codec: EventCodec,
  event: Event,
): Event {
  if (event.type === ERASED) return event;
  const latest = latestVersion(codec, event.type);
  if (event.schemaVersion === latest) return event;
  let { data } = event;
  for (let version = event.schemaVersion; version < latest; version += 1) {
    const lift = codec.upcasters[event.type]?.[version];
    if (!lift) throw unknownVersion(event, `nothing lifts it from version ${version}`);
    data = lift(data);
  }
  if (event.schemaVersion > latest) throw unknownVersion(event, `the newest version known here is ${latest}`);
  return { ...event, data, schemaVersion: latest };
}

/** The schema version to write; EVENT_TYPE_UNKNOWN when the codec does not list the type. */
export function latestVersion(codec: EventCodec, type: string): number {
  if (Object.hasOwn(codec.latest, type)) return codec.latest[type]!;
  throw reject('EVENT_TYPE_UNKNOWN', {
    message: `The event type \`${type}\` is not one of ${Object.keys(codec.latest).join(', ')}.`,
    field: 'type',
    remedy: 'Run the release that wrote the event, or a later one.',
  });
}

function unknownVersion({ type, schemaVersion }: { type: string; schemaVersion: number }, why: string) {
  return reject('EVENT_VERSION_UNKNOWN', {
    message: `Version ${schemaVersion} of the event type \`${type}\` cannot be read: ${why}.`,
    field: 'schemaVersion',
    remedy: 'Run the release that wrote the event, or a later one.',
  });
}
