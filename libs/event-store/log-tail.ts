import type { EventStore, LoggedEvent } from './event-store.js';
import { reject } from './rejections.js';

/** What somebody who follows the log is told of an event, and the event's place in the log. */
export interface Notice<Content> {
  readonly sequence: number;
  readonly content: Content;
}

export interface LogTailOptions<Content> {
  readonly categories: readonly string[];
  /** Absent: every type. */
  readonly types?: readonly string[];
  /** What is told of an event; `undefined`: nothing. Worked out once for all who follow live. */
  readonly tell: (event: LoggedEvent) => Content | undefined | Promise<Content | undefined>;
  /** How many notices are kept for those who fall behind; who falls further behind reads the log itself. */
  readonly keptMax?: number;
  readonly onError?: (error: unknown) => void;
}

export interface FollowOptions<Content> {
  /** Begins after this sequence number; absent: with what comes from now on. */
  readonly after?: number | undefined;
  readonly wants?: (content: Content) => boolean;
}

/**
 * Many followers of one log in one process, at the price of one. Each has a place in the log and fetches what comes
 * after it when it is asked for more, so that nothing piles up for a slow one, and one that comes back with the place
 * that it had reached gets everything since, in the order of the log, without a gap and without a repetition.
 */
export interface LogTail<Content> {
  /** Throws SEQUENCE_UNKNOWN when the log has not come as far as `after`. */
  follow(options?: FollowOptions<Content>): Promise<AsyncIterableIterator<Notice<Content>, undefined>>;
  /** The log may have grown. */
  grown(): void;
  /** Ends all followers. */
  close(): void;
}

const BATCH_EVENTS = 200;

export function createLogTail<Content>(
  store: Pick<EventStore, 'readLog' | 'lastSequence'>,
  { categories, types, tell, keptMax = 1_000, onError }: LogTailOptions<Content>,
): LogTail<Content> {
  const followers = new Set<Follower>();
  /** Everything that is told of the events after `keptAfter` up to `readUpTo`, oldest first. */
  let kept: Notice<Content>[] = [];
  let keptAfter = 0;
  let readUpTo = 0;
  let reading: Promise<void> | undefined;
  /** How often the log was said to have grown, and at which of these times it was last read. */
  let growths = 0;
  let readAtGrowth = 0;

  /** The notices after a place, and the place up to which they are all. */
  interface Stretch {
    readonly notices: readonly Notice<Content>[];
    readonly upTo: number;
  }

  async function read(after: number): Promise<Stretch> {
    const newest = await store.lastSequence();
    const events = newest > after ? await store.readLog(after, BATCH_EVENTS, categories, types) : [];
    const notices: Notice<Content>[] = [];
    for (const event of events) {
      const content = await tell(event);
      if (content !== undefined) notices.push({ sequence: event.sequence, content });
    }
    const last = events.at(-1)?.sequence ?? after;
    return { notices, upTo: events.length < BATCH_EVENTS ? Math.max(newest, last) : last };
  }

  async function readAll(): Promise<void> {
    for (;;) {
      readAtGrowth = growths;
      const { notices, upTo } = await read(readUpTo);
      if (upTo > readUpTo) {
        kept.push(...notices);
        readUpTo = upTo;
        const surplus = kept.length - keptMax;
        if (surplus > 0) {
          keptAfter = kept[surplus - 1]!.sequence;
          kept = kept.slice(surplus);
        }
        for (const follower of followers) follower.wake();
      } else if (readAtGrowth === growths) return;
    }
  }

  function grown(): void {
    growths += 1;
    if (followers.size === 0) return;
    reading ??= readAll()
      .catch((error: unknown) => onError?.(error))
      .finally(() => {
        reading = undefined;
        if (readAtGrowth !== growths) grown();
      });
  }

  class Follower implements AsyncIterableIterator<Notice<Content>, undefined> {
    private pending: Notice<Content>[] = [];
    private isOver = false;
    private turn: Promise<unknown> = Promise.resolve();
    wake: () => void = () => undefined;

    constructor(
      private at: number,
      private readonly wants: (content: Content) => boolean,
    ) {}

    [Symbol.asyncIterator]() {
      return this;
    }

    next(): Promise<IteratorResult<Notice<Content>, undefined>> {
      const result = this.turn.then(() => this.fetch());
      this.turn = result.catch(() => undefined);
      return result;
    }

    return(): Promise<IteratorResult<Notice<Content>, undefined>> {
      this.isOver = true;
      this.pending = [];
      followers.delete(this);
      this.wake();
      return Promise.resolve({ done: true, value: undefined });
    }

    private async fetch(): Promise<IteratorResult<Notice<Content>, undefined>> {
      while (!this.isOver) {
        const next = this.pending.shift();
        if (next) return { done: false, value: next };
        const isBehind = this.at < keptAfter;
        const { notices, upTo } = isBehind ? await this.readBehind() : this.keptOnes();
        this.pending = notices.filter(({ content }) => this.wants(content));
        if (upTo > this.at) this.at = upTo;
        else await this.untilWoken();
      }
      return { done: true, value: undefined };
    }

    /** Who could not be served is told so, and comes back with the place that it had reached. */
    private async readBehind(): Promise<Stretch> {
      try {
        return await read(this.at);
      } catch (error) {
        void this.return();
        throw error;
      }
    }

    private untilWoken(): Promise<void> {
      return new Promise((resolve) => {
        if (this.isOver) resolve();
        else this.wake = resolve;
      });
    }

    private keptOnes(): Stretch {
      let from = kept.length;
      while (from > 0 && kept[from - 1]!.sequence > this.at) from -= 1;
      return { notices: kept.slice(from), upTo: readUpTo };
    }
  }

  return {
    async follow({ after, wants = () => true } = {}) {
      const newest = await store.lastSequence();
      if (after !== undefined && after > newest) throw ahead(after, newest);
      if (followers.size === 0 && !reading) {
        [kept, keptAfter, readUpTo] = [[], newest, newest];
      }
      const follower = new Follower(after ?? newest, wants);
      followers.add(follower);
      grown();
      return follower;
    },
    grown,
    close() {
      for (const follower of followers) void follower.return();
    },
  };
}

function ahead(after: number, newest: number) {
  return reject('SEQUENCE_UNKNOWN', {
    message: `The log has not come to ${after} yet: its newest event has the sequence number ${newest}.`,
    field: 'after',
    remedy: 'Go on from a sequence number that this Talekeeper has told you, or leave it out.',
  });
}
