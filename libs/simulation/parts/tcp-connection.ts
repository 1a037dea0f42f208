import type { Entry, Stage, Timer } from '../engine/simulation.js';
import { IPV4_HEADER_BYTES } from '../frames/ipv4.js';
import { TCP_HEADER_BYTES, type TcpFlag, type TcpSegment } from '../frames/tcp.js';

/** What a connection needs of the host that it is on. */
export interface TcpHost {
  /** The longest packet to the other side, as far as the host knows. */
  mtuBytes(): number;
  transmit(segment: TcpSegment): void;
  closed(): void;
}

export interface TcpPorts {
  readonly sourcePort: number;
  readonly destinationPort: number;
}

const RETRY_MS = 200;
const RETRY_MS_MAX = 120_000;
const SYN_RETRY_MS = 1000;
/** The initial window of RFC 6928. */
const SEGMENTS_AT_ONCE = 10;
const SEGMENTS_AT_ONCE_MAX = 64;
const TIMESTAMP_BYTES = 12;
const NOTHING = new Uint8Array();
const WINDOW_BYTES = 65_535;
const DEFAULT_SEGMENT_BYTES = 536;

/**
 * One end of a TCP connection (RFC 9293). What is written leaves at once, in segments that are as full as they can be,
 * while the congestion window lets it; the rest waits, and leaves in full segments. What is not acknowledged is sent
 * again from its start, after twice the time before. Segments that come out of order are dropped, and sent again.
 */
export class TcpConnection {
  onData: ((data: Uint8Array) => void) | undefined;
  onEstablished: (() => void) | undefined;
  private hasOpened = false;
  private isEstablished = false;
  private isOver = false;
  /** What was written and is not yet acknowledged, from sequence number `acknowledged` on. */
  private unsent: Uint8Array = NOTHING;
  private acknowledged = 0;
  private sent = 0;
  private expected: number | undefined;
  private peerSegmentBytes = DEFAULT_SEGMENT_BYTES;
  private segmentsAtOnce = SEGMENTS_AT_ONCE;
  private retryMs = SYN_RETRY_MS;
  private timer: Timer | undefined;
  private peerTimestamp = 0;
  private transmitted = 0;

  constructor(
    private readonly stage: Stage<Entry>,
    private readonly host: TcpHost,
    private readonly ports: TcpPorts,
    private readonly initialSequence: number,
  ) {}

  /** Opens it from this side. */
  connect(): void {
    this.hasOpened = true;
    this.sendSyn();
  }

  write(data: Uint8Array): void {
    if (this.isOver) return;
    this.unsent = this.unsent.length === 0 ? data : joined(this.unsent, data);
    if (this.isEstablished) this.sendMore();
  }

  /** Ends it at once, and tells the other side. */
  abort(): void {
    if (this.isOver) return;
    this.transmit(['RST'], this.sent, NOTHING);
    this.end();
  }

  receive(segment: TcpSegment): void {
    const { flags, acknowledgement, options, payload } = segment;
    if (flags.includes('RST')) return this.end();
    this.peerTimestamp = options.timestamps?.value ?? 0;
    if (flags.includes('SYN')) this.synchronise(segment);
    if (acknowledgement !== undefined && this.expected !== undefined) this.acknowledge(acknowledgement);
    if (payload.length > 0 && this.isEstablished) this.take(segment.sequence, payload);
  }

  private synchronise({ sequence, acknowledgement, options }: TcpSegment): void {
    this.expected = add(sequence, 1);
    this.peerSegmentBytes = options.maximumSegmentBytes ?? DEFAULT_SEGMENT_BYTES;
    if (acknowledgement === undefined) this.sendSyn();
  }

  private sendSyn(): void {
    this.transmit(['SYN'], this.initialSequence, NOTHING);
    this.awaitAcknowledgement(() => this.sendSyn());
  }

  private acknowledge(acknowledgement: number): void {
    if (!this.isEstablished) {
      if (acknowledgement !== add(this.initialSequence, 1)) return;
      this.isEstablished = true;
      this.acknowledged = this.sent = acknowledgement;
      this.rest();
      // The side that opened it says that it has heard the answer.
      if (this.hasOpened) this.transmit([], this.sent, NOTHING);
      this.onEstablished?.();
      return this.sendMore();
    }
    const bytes = (acknowledgement - this.acknowledged) >>> 0;
    if (bytes === 0 || bytes > this.unsent.length) return;
    this.unsent = this.unsent.subarray(bytes);
    this.acknowledged = acknowledgement;
    if ((this.sent - acknowledgement) >>> 0 > this.unsent.length) this.sent = acknowledgement;
    this.segmentsAtOnce = Math.min(this.segmentsAtOnce + 1, SEGMENTS_AT_ONCE_MAX);
    this.rest();
    this.sendMore();
  }

  private take(sequence: number, payload: Uint8Array): void {
    const before = this.transmitted;
    if (sequence === this.expected) {
      this.expected = add(sequence, payload.length);
      this.onData?.(payload);
    }
    // An answer carries the acknowledgement along.
    if (this.transmitted === before && !this.isOver) this.transmit([], this.sent, NOTHING);
  }

  private sendMore(): void {
    const segmentBytes = this.segmentBytes();
    for (;;) {
      const underway = (this.sent - this.acknowledged) >>> 0;
      const data = this.unsent.subarray(underway, underway + segmentBytes);
      if (data.length === 0 || underway >= this.segmentsAtOnce * segmentBytes) break;
      this.transmit(['PSH'], this.sent, data);
      this.sent = add(this.sent, data.length);
    }
    if (this.unsent.length > 0 && !this.timer) this.awaitAcknowledgement(() => this.sendAgain());
  }

  private sendAgain(): void {
    this.sent = this.acknowledged;
    this.segmentsAtOnce = 1;
    this.sendMore();
  }

  private awaitAcknowledgement(otherwise: () => void): void {
    this.timer?.cancel();
    this.timer = this.stage.after(this.retryMs, () => {
      this.retryMs = Math.min(this.retryMs * 2, RETRY_MS_MAX);
      this.timer = undefined;
      otherwise();
    });
  }

  private rest(): void {
    this.timer?.cancel();
    this.timer = undefined;
    this.retryMs = RETRY_MS;
  }

  private end(): void {
    this.isOver = true;
    this.isEstablished = false;
    this.timer?.cancel();
    this.host.closed();
  }

  private segmentBytes(): number {
    const own = this.host.mtuBytes() - IPV4_HEADER_BYTES - TCP_HEADER_BYTES;
    return Math.min(own, this.peerSegmentBytes) - TIMESTAMP_BYTES;
  }

  private transmit(flags: readonly TcpFlag[], sequence: number, payload: Uint8Array): void {
    this.transmitted += 1;
    const { sourcePort, destinationPort } = this.ports;
    const maximumSegmentBytes = this.host.mtuBytes() - IPV4_HEADER_BYTES - TCP_HEADER_BYTES;
    const timestamps = { value: Math.floor(this.stage.nowMs), echo: this.peerTimestamp };
    const opening = { maximumSegmentBytes, selectiveAcknowledgement: true, windowScale: 0 } as const;
    this.host.transmit({
      sourcePort,
      destinationPort,
      sequence,
      acknowledgement: this.expected,
      flags,
      windowBytes: WINDOW_BYTES,
      options: flags.includes('SYN') ? { ...opening, timestamps } : { timestamps },
      payload,
    });
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

/** Sequence numbers count modulo 2^32. */
const add = (sequence: number, bytes: number) => (sequence + bytes) >>> 0;
