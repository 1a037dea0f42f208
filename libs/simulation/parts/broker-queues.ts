import type { Allocation } from './broker-memory.js';
import type { BrokerNode } from './broker-node.js';

/** At this rate a message is copied within the process, into the frames of a receiver or for a mirror. */
export const COPY_BYTES_PER_MS = 300_000;

export interface Message<B> {
  readonly queue: string;
  readonly bytes: number;
  readonly body: B;
  /** Whether its sender sends it again when the connection breaks before it has been sent. */
  readonly isSentAgain: boolean;
}

/** A copy of a message on one node; a mirror's copy counts once it has arrived in full. */
interface Copy {
  readonly node: BrokerNode;
  readonly allocation: Allocation;
  readonly completeAtMs: number;
}

/** A message that a queue holds, on its master and on the mirrors. */
export interface StoredMessage<B> {
  readonly message: Message<B>;
  readonly order: number;
  copies: Copy[];
}

/** The messages of all queues, each in the order of their arrival. */
export class BrokerQueues<B> {
  private readonly queues = new Map<string, StoredMessage<B>[]>();
  private order = 0;

  add(message: Message<B>, copies: Copy[]): void {
    const stored = { message, order: this.order++, copies };
    const queue = this.queues.get(message.queue);
    if (queue) queue.push(stored);
    else this.queues.set(message.queue, [stored]);
  }

  /** Takes a message out and gives back the memory of all its copies. */
  remove(stored: StoredMessage<B>): void {
    for (const { node, allocation } of stored.copies) node.memory.free(allocation);
    const queue = this.queues.get(stored.message.queue)!;
    const at = queue.indexOf(stored);
    if (at >= 0) queue.splice(at, 1);
  }

  /** The message of these queues that has waited longest among those of which a node in sight has a copy. */
  next(names: Iterable<string>, seenFrom: BrokerNode): StoredMessage<B> | undefined {
    let next: StoredMessage<B> | undefined;
    for (const name of names) {
      const found = this.queues
        .get(name)
        ?.find(({ copies }) => copies.some(({ node }) => node.sees(seenFrom)));
      if (found && (!next || found.order < next.order)) next = found;
    }
    return next;
  }

  /** A node has stopped: what it alone had, or was still copying to others, is lost. */
  forget(stopped: BrokerNode, nowMs: number): void {
    for (const [name, queue] of this.queues) {
      for (const stored of queue) {
        if (!stored.copies.some(({ node }) => node === stopped)) continue;
        const [kept, lost] = split(stored.copies, (it) => it.node !== stopped && it.completeAtMs <= nowMs);
        for (const { node, allocation } of lost) node.memory.free(allocation);
        stored.copies = kept;
      }
      const left = queue.filter(({ copies }) => copies.length > 0);
      this.queues.set(name, left);
    }
  }

  /** How many messages a node has a copy of. */
  countOn(node: BrokerNode): number {
    let count = 0;
    for (const queue of this.queues.values()) {
      for (const { copies } of queue) if (copies.some((it) => it.node === node)) count += 1;
    }
    return count;
  }
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
