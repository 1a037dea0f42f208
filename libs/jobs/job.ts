/** Every kind of background job and what it carries: ids and addresses, never content. */
export interface JobPayloads {
  /** Match one symptom report against the known incidents. */
  'match-report': { readonly reportId: string } & Cause;
  /** Match all open reports again, because the knowledge has changed. */
  'rematch-open-reports': Cause;
  /** Post the answer to a report to somebody in Slack, after taking the judgement that they gave. */
  'answer-in-slack': {
    readonly reportId: string;
    readonly responseUrl: string;
    readonly judgement?: { readonly slug: string; readonly isRight: boolean; readonly person: string };
  };
}

/** What brought a job about, handed on to the events that it leads to. */
export interface Cause {
  readonly correlationId: string;
  readonly causationId: string;
}

export type JobName = keyof JobPayloads;

export type Job = {
  [Name in JobName]: {
    /** Adding a job whose id is still in the queue changes nothing. */
    readonly id: string;
    readonly name: Name;
    readonly payload: JobPayloads[Name];
  };
}[JobName];

/**
 * Jobs with the same deduplication id are for the same work, and look at what there is when they run: while one waits,
 * another one adds nothing, and while one runs, one more waits. `undefined` for jobs that are each for themselves.
 */
export function deduplicationId({ name, payload }: Job): string | undefined {
  if (name === 'match-report') return `${name}:${payload.reportId}`;
  return name === 'rematch-open-reports' ? name : undefined;
}

/** One handler for each kind of job; a handler may be run more than once for the same job and must not mind. */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayloads[Name], id: string) => Promise<void>;
};

/** A job that failed as often as it may, kept until an operator retries it. */
export interface FailedJob {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAt: Date | undefined;
}

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** The port of the queue: what producers and operators can do. */
export interface JobQueue {
  add(jobs: readonly Job[]): Promise<void>;
  counts(): Promise<JobCounts>;
  /** Dead letters, newest first. */
  failed(limit: number): Promise<FailedJob[]>;
  /** Puts a dead letter back into the queue; `false` if there is no such job or it has not failed. */
  retry(id: string): Promise<boolean>;
  close(): Promise<void>;
}

/** A running consumer; closing it lets the jobs at hand finish. */
export interface JobWorker {
  close(): Promise<void>;
}

/** Runs a job by the handler of its name. */
export function run(handlers: JobHandlers, job: Job): Promise<void> {
  const handle = handlers[job.name] as (payload: Job['payload'], id: string) => Promise<void>;
  return handle(job.payload, job.id);
}
