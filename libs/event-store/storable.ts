import type { ExpectedVersion, NewEvent } from './event-store.js';
import { reject } from './rejections.js';
import { assertStreamId } from './stream-id.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INTEGER_MAX = 2 ** 31 - 1;
const NESTING_MAX = 100;

/**
 * Refuses, before anything is written, what a store could not give back as it was: a NUL character or half a surrogate
 * pair in a text, a number that JSON lacks, a date that is none. Types that begin with `$` are the store's own.
 */
export function assertStorable(
  streamId: string,
  expected: ExpectedVersion,
  events: readonly NewEvent[],
): void {
  assertStreamId(streamId);
  if (expected !== 'any' && !(Number.isInteger(expected) && expected >= 0 && expected <= INTEGER_MAX)) {
    throw reject('EXPECTED_VERSION_INVALID', {
      message: `The expected version ${expected} of ${streamId} is neither a whole number from 0 nor \`any\`.`,
      field: 'expected',
      remedy: 'Pass the version that was read, 0 for a new stream.',
    });
  }
  if (events.length === 0) {
    throw reject('NOTHING_TO_APPEND', {
      message: `No events were given for ${streamId}.`,
      field: 'events',
      remedy: 'Leave the call out when there is nothing to append.',
    });
  }
  events.forEach((event, index) => assertStorableEvent(event, `events[${index}]`));
  if (new Set(events.map((it) => it.eventId)).size < events.length) {
    throw reject('EVENT_ID_REUSED', {
      message: `Two of the events for ${streamId} have the same id.`,
      field: 'events',
      remedy: 'Derive each id from the command and the index of the event.',
    });
  }
}

function assertStorableEvent(event: NewEvent, path: string): void {
  if (!UUID.test(event.eventId)) throw notStorable(`${path}.eventId`, 'is not a UUID in lower case');
  if (!/^[^$\s\p{C}][^\s\p{C}]{0,199}$/u.test(event.type)) {
    throw notStorable(
      `${path}.type`,
      'is not a name of 1 to 200 visible characters, the first of them not `$`',
    );
  }
  if (!(
    Number.isInteger(event.schemaVersion) &&
    event.schemaVersion >= 1 &&
    event.schemaVersion <= INTEGER_MAX
  )) {
    throw notStorable(`${path}.schemaVersion`, 'is not a whole number from 1');
  }
  if (Number.isNaN(event.occurredAt.getTime())) throw notStorable(`${path}.occurredAt`, 'is not a date');
  for (const part of ['data', 'metadata'] as const) {
    if (!isPlainObject(event[part])) throw notStorable(`${path}.${part}`, 'is not a plain object');
    assertJson(event[part], `${path}.${part}`, NESTING_MAX);
  }
}

/** Properties that are `undefined` pass: they are left out, as JSON does. */
function assertJson(value: unknown, path: string, nesting: number): void {
  if (nesting === 0) throw notStorable(path, `is nested more than ${NESTING_MAX} levels deep`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') return assertText(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notStorable(path, `is ${value}, which JSON has no number for`);
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      assertJson(value[index], `${path}[${index}]`, nesting - 1);
  } else if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      assertText(key, path);
      if (item !== undefined) assertJson(item, `${path}.${key}`, nesting - 1);
    }
  } else {
    throw notStorable(path, `is of the type ${typeof value}, which JSON does not have`);
  }
}

function assertText(text: string, path: string): void {
  if (text.includes('\0')) throw notStorable(path, 'contains the character NUL (U+0000)');
  if (/\p{Cs}/u.test(text)) throw notStorable(path, 'contains half of a surrogate pair');
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notStorable(field: string, fault: string) {
  return reject('EVENT_NOT_STORABLE', {
    message: `The event cannot be stored: \`${field.slice(0, 200)}\` ${fault}.`,
    field,
    remedy: 'Remove or replace the value and send the command again.',
  });
}
