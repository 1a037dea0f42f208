import { describe, expect, it } from '@jest/globals';
import { upcast, type EventCodec } from './codec.js';

const codec: EventCodec = {
  latest: { Opened: 3, Closed: 1 },
  upcasters: {
    Opened: {
      1: ({ name }) => ({ title: name! }),
      2: ({ title }) => ({ title: title!, tags: [] }),
    },
  },
};

const event = (type: string, schemaVersion: number, data = {}) => ({ type, schemaVersion, data });

describe('upcasting', () => {
  it('lifts an old event step by step to the latest shape', () => {
    expect(upcast(codec, event('Opened', 1, { name: 'a' }))).toEqual(
      event('Opened', 3, { title: 'a', tags: [] }),
    );
    expect(upcast(codec, event('Opened', 2, { title: 'b' }))).toEqual(
      event('Opened', 3, { title: 'b', tags: [] }),
    );
  });

  it('leaves the latest shape and tombstones alone', () => {
    const latest = event('Closed', 1, { why: 'done' });
    expect(upcast(codec, latest)).toBe(latest);
    const tombstone = event('$erased', 1);
    expect(upcast(codec, tombstone)).toBe(tombstone);
  });

  it.each([
    ['EVENT_TYPE_UNKNOWN', event('Reopened', 1)],
    ['EVENT_TYPE_UNKNOWN', event('toString', 1)],
    ['EVENT_VERSION_UNKNOWN', event('Closed', 2)],
    ['EVENT_VERSION_UNKNOWN', event('Opened', 0)],
  ])('refuses with %s what it cannot read: %j', (code, unreadable) => {
    expect(() => upcast(codec, unreadable)).toThrow(expect.objectContaining({ code }));
  });
});
