import type { Entry, Stage, Timer } from '../engine/simulation.js';
import { BRIDGE_GROUP_MAC, decodeBpdu, encodeBpdu, type BridgeId } from '../frames/bpdu.js';
import { decodeEthernet, encodeEthernet } from '../frames/ethernet.js';
import type { Bridge } from './bridge.js';

const PRIORITY = 0x8000;
const HELLO_TIME_S = 2;
const MAX_AGE_S = 20;
const FORWARD_DELAY_S = 15;

/**
 * The spanning tree protocol on a bridge: it takes itself for the root, and says so to every port, until it hears of a
 * better one, and again when it has not heard of that for a while. It never blocks a port; no world here has a loop.
 */
export class SpanningTree {
  private readonly id: BridgeId;
  private readonly timer: Timer;
  private betterUntilMs = -1;

  constructor(
    private readonly stage: Stage<Entry>,
    private readonly bridge: Bridge,
  ) {
    this.id = { priority: PRIORITY, mac: bridge.mac };
    bridge.onBpdu = (frame) => this.hear(frame);
    this.timer = stage.every(HELLO_TIME_S * 1000, () => this.hello(), 0);
  }

  stop(): void {
    this.timer.cancel();
    this.bridge.onBpdu = undefined;
  }

  private hear(frame: Uint8Array): void {
    const bpdu = decodeBpdu(decodeEthernet(frame)?.payload ?? frame);
    if (bpdu && rank(bpdu.root) < rank(this.id)) this.betterUntilMs = this.stage.nowMs + MAX_AGE_S * 1000;
  }

  private hello(): void {
    if (this.stage.nowMs < this.betterUntilMs) return;
    let number = 0;
    for (const port of this.bridge.ports) {
      number += 1;
      const payload = encodeBpdu({
        topologyChange: false,
        topologyChangeAcknowledged: false,
        root: this.id,
        rootPathCost: 0,
        bridge: this.id,
        port: PRIORITY | number,
        messageAgeS: 0,
        maxAgeS: MAX_AGE_S,
        helloTimeS: HELLO_TIME_S,
        forwardDelayS: FORWARD_DELAY_S,
      });
      const header = { destination: BRIDGE_GROUP_MAC, source: port.mac, tags: [], etherType: undefined };
      port.send(encodeEthernet({ ...header, payload }));
    }
  }
}

/** The lower, the better: first the priority, then the address. */
const rank = ({ priority, mac }: BridgeId) => priority.toString(16).padStart(4, '0') + mac;
