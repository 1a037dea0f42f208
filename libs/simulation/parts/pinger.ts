import type { Entry, Stage } from '../engine/simulation.js';
import { encodeIcmp } from '../frames/icmp.js';
import { IP_PROTOCOL } from '../frames/ipv4.js';
import type { IpStack } from './ip-stack.js';

export interface PingFinished extends Entry {
  readonly kind: 'ping-finished';
  readonly target: string;
  readonly payloadBytes: number;
  readonly identifier: number;
  readonly sequence: number;
  readonly outcome: PingOutcome;
  /** From the request to the answer, or to giving up. */
  readonly tookMs: number;
}

/** `too-long`: the host itself refuses; `fragmentation-needed`: a router does; `silent`: nothing comes back. */
export type PingOutcome = 'answered' | 'silent' | 'too-long' | 'fragmentation-needed';

const WAIT_MS = 1000;

/** `ping -M do -c 1 -s BYTES`: an echo request, and what comes of it within a second. */
export class Pinger {
  private readonly open = new Map<number, (outcome: PingOutcome) => void>();
  private sequence = 0;

  /** @param identifier tells the pingers of one host apart */
  constructor(
    private readonly stage: Stage<PingFinished>,
    private readonly stack: IpStack,
    private readonly identifier: number,
  ) {
    stack.onIcmp((message) => {
      if (message.type === 'echo-reply' && message.identifier === identifier)
        this.open.get(message.sequence)?.('answered');
      // The quoted packet holds the header of the echo request, with its identifier and sequence at the end.
      if (message.type === 'destination-unreachable' && message.original.length >= 28) {
        const [high, low, sequenceHigh, sequenceLow] = message.original.subarray(24, 28);
        if (((high! << 8) | low!) === identifier)
          this.open.get((sequenceHigh! << 8) | sequenceLow!)?.('fragmentation-needed');
      }
    });
  }

  /** `then` is told what came of it. */
  ping(target: string, payloadBytes: number, then?: (outcome: PingOutcome) => void): void {
    this.sequence = (this.sequence + 1) & 0xffff;
    const { sequence, identifier, stage } = this;
    const startedMs = stage.nowMs;
    const finish = (outcome: PingOutcome) => {
      this.open.delete(sequence);
      timer.cancel();
      const tookMs = stage.nowMs - startedMs;
      const sent = { target, payloadBytes, identifier, sequence };
      stage.note({ part: this.stack.name, kind: 'ping-finished', ...sent, outcome, tookMs });
      then?.(outcome);
    };
    const timer = stage.after(WAIT_MS, () => finish('silent'));
    this.open.set(sequence, finish);
    const request = encodeIcmp({ type: 'echo-request', identifier, sequence, data: pattern(payloadBytes) });
    if (!this.stack.send(target, IP_PROTOCOL.icmp, request)) finish('too-long');
  }
}

/** The bytes that ping fills a packet with: each one more than the one before. */
const PATTERN = Uint8Array.from({ length: 65_536 }, (_, at) => at & 0xff);
const pattern = (bytes: number) => PATTERN.subarray(0, bytes);
