import type { Cause, FailedJob } from './job.js';

/**
 * Jobs that take minutes. They have a queue of their own, so that nobody's report waits behind them; they tell how far
 * they have come, and can be called off.
 */
export interface LongJobPayloads {
  /** Prove an incident by simulation, and record what comes of it. */
  'verify-incident': {
    readonly slug: string;
    readonly seeds: { readonly from: number; readonly to: number };
    readonly actor: string;
  } & Cause;
}

export type LongJobName = keyof LongJobPayloads;

export type LongJob = {
  [Name in LongJobName]: {
    readonly id: string;
    readonly name: Name;
    readonly payload: LongJobPayloads[Name];
  };
}[LongJobName];

/** A job that waits or runs: what the queue knows of it, and never the record that it is about. */
export type PendingLongJob = LongJob & {
  readonly state: 'waiting' | 'running';
  readonly done: number;
  /** Zero until the job knows how much there is to do. */
  readonly total: number;
  readonly addedAt: Date;
};

/** What a handler is given besides the payload. */
export interface LongJobControl {
  readonly id: string;
  /** Aborted when the job is called off, or when its worker closes and leaves it to another one. */
  readonly signal: AbortSignal;
  report(done: number, total: number): void;
}

/** A handler may be run again for the same job, from the start, and must not mind. */
export type LongJobHandlers = {
  readonly [Name in LongJobName]: (payload: LongJobPayloads[Name], control: LongJobControl) => Promise<void>;
};

export interface LongJobQueue {
  add(job: LongJob): Promise<PendingLongJob>;
  /** Jobs that wait or run, oldest first. */
  pending(): Promise<PendingLongJob[]>;
  /** `false` if no such job waits or runs. A running one ends soon after. */
  cancel(id: string): Promise<boolean>;
  /** Dead letters, newest first. */
  failed(limit: number): Promise<FailedJob[]>;
  /** Puts a dead letter back into the queue; `false` if there is no such job or it has not failed. */
  retry(id: string): Promise<boolean>;
  close(): Promise<void>;
}
