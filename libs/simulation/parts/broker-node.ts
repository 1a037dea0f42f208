import type { Entry, Stage } from '../engine/simulation.js';
import { BrokerMemory } from './broker-memory.js';

export interface BrokerNodeStopped extends Entry {
  readonly kind: 'broker-stopped';
  readonly reason: 'out-of-memory' | 'restart';
  readonly usedBytes: number;
}
export interface BrokerNodeStarted extends Entry {
  readonly kind: 'broker-started';
}
interface MemoryCompared extends Entry {
  readonly usedBytes: number;
  readonly allowedBytes: number;
}
export interface MemoryAlarmSet extends MemoryCompared {
  readonly kind: 'memory-alarm-set';
}
export interface MemoryAlarmCleared extends MemoryCompared {
  readonly kind: 'memory-alarm-cleared';
}
export interface BrokerSample extends MemoryCompared {
  readonly kind: 'broker-sample';
  /** What came in since the sample before, as a mean. */
  readonly inBytesPerS: number;
  /** How many messages its queues hold. */
  readonly messages: number;
}
export type BrokerNodeEntry =
  BrokerNodeStopped | BrokerNodeStarted | MemoryAlarmSet | MemoryAlarmCleared | BrokerSample;

export interface BrokerNodeSettings {
  readonly ramBytes: number;
  readonly idleBytes: number;
}

/** RabbitMQ's `vm_memory_high_watermark`: at this share of the RAM publishers are held up. */
export const WATERMARK = 0.4;

/**
 * One node of a message broker. Its memory monitor compares what is used with the watermark; that is only the point
 * from which publishers are held up, and nothing keeps the process below the size of the RAM, at which the kernel
 * kills it.
 */
export class BrokerNode {
  readonly memory: BrokerMemory;
  isUp = true;
  hasAlarm = false;
  /** Nodes with the same number see each other. */
  side = 0;
  ramBytes: number;
  private inBytes = 0;
  private sampledAtMs = 0;

  constructor(
    private readonly stage: Stage<BrokerNodeEntry>,
    readonly name: string,
    { ramBytes, idleBytes }: BrokerNodeSettings,
  ) {
    this.ramBytes = ramBytes;
    this.memory = new BrokerMemory(idleBytes);
  }

  get usedBytes(): number {
    return this.isUp ? this.memory.usedBytes(this.stage.nowMs) : 0;
  }

  get allowedBytes(): number {
    return Math.round(this.ramBytes * WATERMARK);
  }

  sees(other: BrokerNode): boolean {
    return this.isUp && other.isUp && this.side === other.side;
  }

  /** Counts what came in over its network interface. */
  receive(bytes: number): void {
    this.inBytes += bytes;
  }

  /** One round of the memory monitor; what comes of it. */
  checkMemory(): 'unchanged' | 'alarm-changed' | 'out-of-memory' {
    const { usedBytes, allowedBytes } = this;
    if (!this.isUp) return 'unchanged';
    if (usedBytes > this.ramBytes) return 'out-of-memory';
    if (usedBytes > allowedBytes === this.hasAlarm) return 'unchanged';
    this.hasAlarm = !this.hasAlarm;
    const kind = this.hasAlarm ? 'memory-alarm-set' : 'memory-alarm-cleared';
    this.stage.note({ part: this.name, kind, usedBytes: Math.round(usedBytes), allowedBytes });
    return 'alarm-changed';
  }

  stop(reason: BrokerNodeStopped['reason']): void {
    this.stage.note({
      part: this.name,
      kind: 'broker-stopped',
      reason,
      usedBytes: Math.round(this.usedBytes),
    });
    this.isUp = this.hasAlarm = false;
    this.memory.clear();
  }

  start(): void {
    this.isUp = true;
    this.stage.note({ part: this.name, kind: 'broker-started' });
  }

  sample(messages: number): void {
    const { nowMs } = this.stage;
    const seconds = (nowMs - this.sampledAtMs) / 1_000;
    const [usedBytes, inBytesPerS] = [Math.round(this.usedBytes), Math.round(this.inBytes / seconds)];
    const { allowedBytes } = this;
    [this.inBytes, this.sampledAtMs] = [0, nowMs];
    this.stage.note({
      part: this.name,
      kind: 'broker-sample',
      usedBytes,
      allowedBytes,
      inBytesPerS,
      messages,
    });
  }
}
