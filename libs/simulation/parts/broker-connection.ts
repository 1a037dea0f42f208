import type { Entry, Stage, Timer } from '../engine/simulation.js';
import type { Allocation } from './broker-memory.js';
import type { BrokerNode } from './broker-node.js';
import { COPY_BYTES_PER_MS, type BrokerQueues, type Message, type StoredMessage } from './broker-queues.js';

export interface ConnectionLost extends Entry {
  readonly kind: 'connection-lost';
  readonly node: string;
}
export interface Connected extends Entry {
  readonly kind: 'connected';
  readonly node: string;
}
export type ConnectionEntry = ConnectionLost | Connected;

export interface ConnectionSettings {
  readonly sendBytesPerMs: number;
  /** How fast it takes messages in, decoding included. */
  readonly receiveBytesPerMs: number;
}

/** The cluster, as a connection sees it. */
export interface Cluster<B> {
  readonly nodes: readonly BrokerNode[];
  readonly queues: BrokerQueues<B>;
  consume(queue: string, connection: BrokerConnection<B>): void;
  masterSeenFrom(node: BrokerNode): BrokerNode;
  isHeldUp(node: BrokerNode): boolean;
  watchMemory(): void;
  store(message: Message<B>, master: BrokerNode, allocation: Allocation): void;
}

/** A hop through the broker takes at least so long. */
const HOP_MS = 2;
const RECONNECT_MS = 1_000;
const RECONNECT_MS_MAX = 30_000;

interface Outgoing<B> {
  readonly message: Message<B>;
  readonly done: () => void;
}

/**
 * The connection of one program to the broker. It sends one message at a time and takes one in at a time. A node with
 * a memory alarm in sight does not read the next message from it; one that has begun still comes in whole.
 */
export class BrokerConnection<B> {
  private readonly outbox: Outgoing<B>[] = [];
  private readonly handlers = new Map<string, (message: Message<B>) => void>();
  private sending: { timer: Timer; master: BrokerNode; allocation: Allocation } | undefined;
  private receiving: { timer: Timer; master: BrokerNode; copy: Allocation } | undefined;
  private node: BrokerNode | undefined;
  private isClosed = false;

  constructor(
    private readonly stage: Stage<ConnectionEntry>,
    private readonly cluster: Cluster<B>,
    readonly name: string,
    node: BrokerNode,
    private readonly settings: ConnectionSettings,
  ) {
    this.node = node;
  }

  get isOpen(): boolean {
    return !this.isClosed;
  }

  /** The program ends; what it has not taken in stays in its queues. */
  close(): void {
    this.isClosed = true;
    this.node = undefined;
    this.receiving?.timer.cancel();
    this.sending?.timer.cancel();
    this.receiving = this.sending = undefined;
  }

  /** `done` is called when the message has been sent or given up, so that the sender can go on. */
  publish(message: Message<B>, done: () => void = () => undefined): void {
    if (!this.node && !message.isSentAgain) return done();
    this.outbox.push({ message, done });
    this.publishNext();
  }

  consume(queue: string, handler: (message: Message<B>) => void): void {
    this.handlers.set(queue, handler);
    this.cluster.consume(queue, this);
    this.receiveNext();
  }

  publishNext(): void {
    const [next] = this.outbox;
    if (!next || !this.node || this.sending || this.cluster.isHeldUp(this.node)) return;
    const { bytes } = next.message;
    const { sendBytesPerMs } = this.settings;
    const master = this.cluster.masterSeenFrom(this.node);
    const allocation = master.memory.allocate(this.stage.nowMs, bytes, sendBytesPerMs);
    this.cluster.watchMemory();
    const timer = this.stage.after(HOP_MS + bytes / sendBytesPerMs, () => {
      this.sending = undefined;
      this.outbox.shift();
      master.receive(bytes);
      this.cluster.store(next.message, master, allocation);
      next.done();
      this.publishNext();
    });
    this.sending = { timer, master, allocation };
  }

  receiveNext(): void {
    if (this.receiving || !this.node) return;
    const next = this.cluster.queues.next(this.handlers.keys(), this.node);
    if (!next) return;
    const { receiveBytesPerMs } = this.settings;
    const { bytes } = next.message;
    const master = this.cluster.masterSeenFrom(this.node);
    const copy = master.memory.allocate(this.stage.nowMs, bytes, COPY_BYTES_PER_MS);
    const timer = this.stage.after(HOP_MS + bytes / receiveBytesPerMs, () => this.take(next));
    this.receiving = { timer, master, copy };
  }

  /** A node has stopped: what was on its way through it is lost, and the connection too if it was to that node. */
  lose(node: BrokerNode): void {
    if (this.receiving?.master === node) {
      this.receiving.timer.cancel();
      this.receiving = undefined;
    }
    const isCutOff = this.node === node;
    if (isCutOff) this.node = undefined;
    if (this.sending?.master === node) this.breakOff(node);
    if (!isCutOff) return this.resume();
    const kept = this.outbox.splice(0);
    this.stage.note({ part: this.name, kind: 'connection-lost', node: node.name });
    this.stage.after(RECONNECT_MS, () => this.reconnect(RECONNECT_MS));
    this.outbox.push(...kept.filter(({ message }) => message.isSentAgain));
    for (const { message, done } of kept) if (!message.isSentAgain) done();
  }

  private take(stored: StoredMessage<B>): void {
    const { master, copy } = this.receiving!;
    this.receiving = undefined;
    master.memory.free(copy);
    this.cluster.queues.remove(stored);
    this.handlers.get(stored.message.queue)?.(stored.message);
    this.receiveNext();
  }

  /** The message that is being sent will not arrive. */
  private breakOff(node: BrokerNode): void {
    const { message, done } = this.outbox[0]!;
    this.sending!.timer.cancel();
    this.sending = undefined;
    node.receive(message.bytes);
    if (message.isSentAgain) return;
    this.outbox.shift();
    done();
  }

  private reconnect(waitedMs: number): void {
    if (this.isClosed) return;
    const node = this.cluster.nodes.find(({ isUp }) => isUp);
    if (!node) {
      const waitMs = Math.min(waitedMs + 2_000, RECONNECT_MS_MAX);
      this.stage.after(waitMs, () => this.reconnect(waitMs));
      return;
    }
    this.node = node;
    this.stage.note({ part: this.name, kind: 'connected', node: node.name });
    this.resume();
  }

  private resume(): void {
    this.publishNext();
    this.receiveNext();
  }
}
