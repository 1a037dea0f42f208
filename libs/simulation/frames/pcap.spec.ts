import { expect, it } from '@jest/globals';
import { encodePcap } from './pcap.js';

const wordsOf = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getUint32(4 * index));
};

it('a capture without frames is a header that says Ethernet and nanoseconds', () => {
  expect(wordsOf(encodePcap([]))).toEqual([0xa1b23c4d, 0x00020004, 0, 0, 262144, 1]);
});

it('a frame is written with its time to the nanosecond, whatever the date', () => {
  const frame = Uint8Array.of(0xde, 0xad, 0xbe, 0xef);
  const startedAtMs = Date.UTC(2013, 1, 14) + 999.5;
  const pcap = encodePcap([{ frame, atMs: 3_000.000_501 }], startedAtMs);
  const startS = Date.UTC(2013, 1, 14) / 1000;
  expect(wordsOf(pcap).slice(6)).toEqual([startS + 3, 999_500_501, 4, 4, 0xdeadbeef]);
  const later = encodePcap([{ frame, atMs: 3_000.5 }], startedAtMs);
  expect(wordsOf(later).slice(6, 8)).toEqual([startS + 4, 0]);
});
