import type { Entry, Stage, Timer } from '../engine/simulation.js';
import {
  BrokerConnection,
  type Cluster,
  type ConnectionEntry,
  type ConnectionSettings,
} from './broker-connection.js';
import type { Allocation } from './broker-memory.js';
import { BrokerNode, type BrokerNodeEntry, type BrokerNodeSettings } from './broker-node.js';
import { BrokerQueues, COPY_BYTES_PER_MS, type Message } from './broker-queues.js';

export interface PeerLost extends Entry {
  readonly kind: 'broker-peer-lost';
  readonly peer: string;
}
/** Nodes that see each other again find that each has gone on alone. */
export interface Partitioned extends Entry {
  readonly kind: 'broker-partitioned';
  readonly peer: string;
}
export interface MasterPromoted extends Entry {
  readonly kind: 'broker-promoted';
  readonly from: string;
}
export type BrokerEntry = PeerLost | Partitioned | MasterPromoted | BrokerNodeEntry | ConnectionEntry;

export interface MessageBrokerSettings extends BrokerNodeSettings {
  /** In the order of their seniority: the first is the master of all queues. */
  readonly nodes: readonly string[];
  /** Between the nodes. */
  readonly lanBytesPerMs: number;
}

/** RabbitMQ looks at its memory every 2.5 s. */
const MEMORY_CHECK_MS = 2_500;

/**
 * A cluster of broker nodes with mirrored queues, after RabbitMQ. One node is the master of all queues: it takes each
 * message in, copies it to the mirrors and hands it to its receiver, and while that lasts it holds the message once for
 * the queue, once for each mirror and once for the receiver. The message is given back when the receiver has it in full.
 * A memory alarm of any node holds up all publishers in its sight. Paging to disk is left out: it takes whole messages
 * from the end of a queue, and what fills the memory here is the message at its head.
 */
export class MessageBroker<B> implements Cluster<B> {
  readonly nodes: readonly BrokerNode[];
  readonly queues = new BrokerQueues<B>();
  private readonly consumers = new Map<string, BrokerConnection<B>>();
  private readonly connections: BrokerConnection<B>[] = [];
  private seniority: BrokerNode[];
  private monitor: Timer | undefined;

  constructor(
    private readonly stage: Stage<BrokerEntry>,
    private readonly settings: MessageBrokerSettings,
  ) {
    this.nodes = settings.nodes.map((name) => new BrokerNode(stage, name, settings));
    this.seniority = [...this.nodes];
  }

  /** Connects a program to a node; it turns to the others when that one is gone. */
  connect(name: string, node: BrokerNode, settings: ConnectionSettings): BrokerConnection<B> {
    const connection = new BrokerConnection<B>(this.stage, this, name, node, settings);
    this.connections.push(connection);
    return connection;
  }

  consume(queue: string, connection: BrokerConnection<B>): void {
    this.consumers.set(queue, connection);
  }

  /** The most senior node in sight: the master of the queues, on that side. */
  masterSeenFrom(node: BrokerNode): BrokerNode {
    return this.seniority.find((it) => it.sees(node)) ?? node;
  }

  isHeldUp(node: BrokerNode): boolean {
    return this.nodes.some((it) => it.hasAlarm && it.sees(node));
  }

  /** A message begins to come in: from now on memory is checked, until it is at rest. */
  watchMemory(): void {
    if (this.nodes.every(isAtRest)) return;
    this.monitor ??= this.stage.every(MEMORY_CHECK_MS, () => this.checkMemory());
  }

  /** A message has come in at the master: it is copied to the mirrors and handed to whoever consumes the queue. */
  store(message: Message<B>, master: BrokerNode, allocation: Allocation): void {
    const { lanBytesPerMs } = this.settings;
    const { nowMs } = this.stage;
    const { bytes } = message;
    const copies = [{ node: master, allocation, completeAtMs: nowMs }];
    const completeAtMs = nowMs + bytes / lanBytesPerMs;
    for (const node of this.nodes) {
      if (node === master || !node.sees(master)) continue;
      copies.push({ node, allocation: node.memory.allocate(nowMs, bytes, lanBytesPerMs), completeAtMs });
      master.memory.allocateUntil(completeAtMs, nowMs, bytes, COPY_BYTES_PER_MS);
      node.receive(bytes);
    }
    this.queues.add(message, copies);
    this.consumers.get(message.queue)?.receiveNext();
  }

  /** The process of a node ends. */
  stop(node: BrokerNode, reason: 'out-of-memory' | 'restart'): void {
    const peers = this.nodes.filter((it) => it !== node && it.sees(node));
    const wasMaster = this.masterSeenFrom(node) === node;
    node.stop(reason);
    this.queues.forget(node, this.stage.nowMs);
    this.seniority = [...this.seniority.filter((it) => it !== node), node];
    for (const peer of peers) this.stage.note({ part: peer.name, kind: 'broker-peer-lost', peer: node.name });
    const [first] = peers;
    if (first && wasMaster) this.promote(this.masterSeenFrom(first), node);
    for (const connection of this.connections) connection.lose(node);
    this.letPublish();
  }

  /** Starts a node that was stopped; it comes back empty, as a mirror. */
  start(node: BrokerNode): void {
    if (!node.isUp) node.start();
  }

  /** The nodes lose sight of each other; each goes on alone with the programs that are connected to it. */
  partition(noticedAfterMs: number): void {
    const [master] = this.seniority;
    this.nodes.forEach((node, at) => (node.side = at));
    for (const node of this.nodes) {
      const peers = this.nodes.filter((it) => it !== node);
      for (const peer of peers)
        this.stage.note({ part: node.name, kind: 'broker-peer-lost', peer: peer.name });
      if (node !== master) this.promote(node, master!);
      this.stage.after(noticedAfterMs, () => {
        for (const { name } of peers)
          this.stage.note({ part: node.name, kind: 'broker-partitioned', peer: name });
      });
    }
  }

  private promote(node: BrokerNode, from: BrokerNode): void {
    this.stage.note({ part: node.name, kind: 'broker-promoted', from: from.name });
  }

  private checkMemory(): void {
    for (const node of this.nodes) {
      const outcome = node.checkMemory();
      if (outcome === 'out-of-memory') this.stop(node, 'out-of-memory');
      if (outcome === 'alarm-changed') this.letPublish();
    }
    if (this.nodes.every(isAtRest)) {
      this.monitor?.cancel();
      this.monitor = undefined;
    }
  }

  private letPublish(): void {
    for (const connection of this.connections) connection.publishNext();
  }
}

/** Nothing changes its memory, and it has no alarm to set or to clear. */
const isAtRest = ({ usedBytes, allowedBytes, memory, hasAlarm }: BrokerNode) =>
  !hasAlarm && usedBytes <= allowedBytes && !memory.isChanging;
