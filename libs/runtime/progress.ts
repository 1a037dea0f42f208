import type { PendingLongJob } from '../jobs/index.js';

/** How far the long jobs have come, for those who want to see it as it goes on. */
export interface Progress {
  /**
   * The job about an incident that waits or runs now: as it is, then as it is each time that this has changed, and
   * `undefined` once it waits and runs no more, which is the end. For a slow reader nothing piles up: it gets the newest.
   */
  follow(slug: string): AsyncIterableIterator<PendingLongJob | undefined, undefined>;
  /** Ends all followers. */
  close(): Promise<void>;
}

interface Dependencies {
  /** Jobs that wait or run in whichever process, oldest first. */
  readonly pending: () => Promise<readonly PendingLongJob[]>;
  /** Calls back again and again; returns its undoing. */
  readonly onTick: (callback: () => void) => () => void;
  /** The queue cannot be read: said once, until it is read again. */
  readonly onError: (error: unknown) => void;
  readonly onRecovery: () => void;
}

/** However many follow, the queue is looked at once a tick, and not at all when nobody does. */
export function openProgress({ pending, onTick, onError, onRecovery }: Dependencies): Progress {
  const followers = new Set<Follower>();
  let stopTicking: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let isFailing = false;

  const lookOnce = async () => {
    // Who comes while the queue is looked at may know of a job that this look does not see yet.
    const asking = [...followers];
    if (asking.length === 0) return;
    const jobs = await pending();
    if (isFailing) onRecovery();
    isFailing = false;
    for (const follower of asking) follower.see(jobs);
  };
  const failed = (error: unknown) => {
    if (!isFailing) onError(error);
    isFailing = true;
  };
  const look = () => {
    looking ??= lookOnce()
      .catch(failed)
      .finally(() => (looking = undefined));
    return looking;
  };
  const leave = (follower: Follower) => {
    followers.delete(follower);
    if (followers.size > 0) return;
    stopTicking?.();
    stopTicking = undefined;
  };

  return {
    follow(slug) {
      const follower = new Follower(slug, leave);
      followers.add(follower);
      stopTicking ??= onTick(() => void look());
      void (looking ?? Promise.resolve()).then(look);
      return follower;
    },
    async close() {
      for (const follower of followers) void follower.return();
      await looking;
    },
  };
}

class Follower implements AsyncIterableIterator<PendingLongJob | undefined, undefined> {
  private newest: PendingLongJob | undefined;
  private isNews = false;
  private isOver = false;
  private turn: Promise<unknown> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(
    private readonly slug: string,
    private readonly leave: (follower: Follower) => void,
  ) {}

  [Symbol.asyncIterator]() {
    return this;
  }

  see(jobs: readonly PendingLongJob[]): void {
    if (this.isOver) return;
    const { newest, slug } = this;
    const job = jobs.find(({ id, payload }) => (newest ? id === newest.id : payload.slug === slug));
    if (job && newest && hasCome(job) === hasCome(newest)) return;
    this.newest = job;
    this.isNews = true;
    if (!job) this.end();
    this.wake();
  }

  next(): Promise<IteratorResult<PendingLongJob | undefined, undefined>> {
    const result = this.turn.then(() => this.take());
    this.turn = result;
    return result;
  }

  return(): Promise<IteratorResult<PendingLongJob | undefined, undefined>> {
    this.isNews = false;
    this.end();
    this.wake();
    return Promise.resolve({ done: true, value: undefined });
  }

  private end(): void {
    this.isOver = true;
    this.leave(this);
  }

  private async take(): Promise<IteratorResult<PendingLongJob | undefined, undefined>> {
    if (!this.isNews && !this.isOver) await new Promise<void>((resolve) => (this.wake = resolve));
    if (!this.isNews) return { done: true, value: undefined };
    this.isNews = false;
    return { done: false, value: this.newest };
  }
}

const hasCome = ({ state, done, total }: PendingLongJob) => `${state} ${done}/${total}`;
