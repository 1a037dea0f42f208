import type { Entry, Stage, Timer } from '../engine/simulation.js';

export interface Job {
  /** Share of its work that is done, from 0 to 1. */
  progress(): number;
  /** Takes it away unfinished. */
  cancel(): void;
}

interface Waiting {
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly done: () => void;
}

/**
 * Processors that all jobs share evenly, as threads under a fair scheduler do: with more jobs than processors each of
 * them goes slower. (Processor sharing; Kleinrock 1967. Work is measured against a common counter that advances at the
 * rate of a single job, so that an arrival or a departure costs little.)
 */
export class SharedProcessor {
  private readonly jobs: Waiting[] = [];
  /** What a job that was there from the beginning would have got done, in milliseconds at full speed. */
  private workMs = 0;
  private countedAtMs: number;
  private speed = 1;
  private idleMs = 0;
  private timer: Timer | undefined;

  constructor(
    private readonly stage: Stage<Entry>,
    private readonly processors: number,
  ) {
    this.countedAtMs = stage.nowMs;
  }

  /** Work of so many milliseconds on a processor of its own; then `done` is called. */
  add(workMs: number, done: () => void): Job {
    this.count();
    const job: Waiting = { startedAt: this.workMs, finishedAt: this.workMs + workMs, done };
    const after = this.jobs.findIndex(({ finishedAt }) => finishedAt > job.finishedAt);
    this.jobs.splice(after === -1 ? this.jobs.length : after, 0, job);
    this.schedule();
    return {
      progress: () => {
        this.count();
        return workMs === 0 ? 1 : Math.min(1, (this.workMs - job.startedAt) / workMs);
      },
      cancel: () => {
        const at = this.jobs.indexOf(job);
        if (at === -1) return;
        this.count();
        this.jobs.splice(at, 1);
        this.schedule();
      },
    };
  }

  /** 1 is full speed; a machine that swaps is slower. */
  setSpeed(speed: number): void {
    if (speed === this.speed) return;
    this.count();
    this.speed = speed;
    this.schedule();
  }

  /** Milliseconds in which there was nothing to do, since it was made. */
  idleTimeMs(): number {
    this.count();
    return this.idleMs;
  }

  private get rate(): number {
    return this.jobs.length === 0 ? 0 : this.speed * Math.min(1, this.processors / this.jobs.length);
  }

  private count(): void {
    const passedMs = this.stage.nowMs - this.countedAtMs;
    this.countedAtMs = this.stage.nowMs;
    this.workMs += passedMs * this.rate;
    if (this.jobs.length === 0) this.idleMs += passedMs;
  }

  private schedule(): void {
    this.timer?.cancel();
    const [next] = this.jobs;
    if (!next) return;
    const delayMs = Math.max(0, next.finishedAt - this.workMs) / this.rate;
    this.timer = this.stage.after(delayMs, () => {
      this.count();
      this.workMs = Math.max(this.workMs, next.finishedAt);
      this.jobs.shift();
      this.schedule();
      next.done();
    });
  }
}
