import type { Entry, Stage } from '../engine/simulation.js';
import type { DatabaseEntry, DatabaseServer, Query } from './database-server.js';
import type { HostSample, MemoryHost, Resident } from './memory-host.js';
import { SharedProcessor, type Job } from './shared-processor.js';

export interface RequestFinished extends Entry {
  readonly kind: 'request-finished';
  readonly action: string;
  readonly tenant: string;
  readonly release: string;
  readonly tookMs: number;
  /** Size of the process when the request came in, and when it was answered. */
  readonly residentBeforeMb: number;
  readonly residentAfterMb: number;
}
export interface ProcessRestarted extends Entry {
  readonly kind: 'process-restarted';
  readonly reason: string;
  readonly residentBeforeMb: number;
  readonly requestsLost: number;
}
/** `top` on the process: over the time since the sample before. */
export interface WorkerSample extends Entry {
  readonly kind: 'worker-sample';
  readonly residentMb: number;
  /** Memory of the machine. */
  readonly ramMb: number;
  /** Share of the time in which it had something to compute. */
  readonly busy: number;
  readonly requestsReceived: number;
  readonly requestsInFlight: number;
}
export type WorkerEntry = RequestFinished | ProcessRestarted | WorkerSample | DatabaseEntry | HostSample;

/** What a request does, one thing after the other. */
export type Step =
  | { readonly waitMs: number }
  | { readonly computeMs: number }
  /** Fetches all rows of a query, and makes an object of each; they are held until the request is answered. */
  | { readonly query: Query; readonly perRow: RowHandling };

export interface RowHandling {
  readonly computeMs: number;
  /** Size of the row as it comes over the wire, and of the object that is made of it. */
  readonly rawKb: number;
  readonly objectKb: number;
}

interface Request {
  readonly action: string;
  readonly tenant: string;
  readonly startedMs: number;
  readonly residentBeforeMb: number;
  heldMb: number;
  /** Rows that are being made into objects. */
  growing?: { readonly job: Job; readonly objectsMb: number } | undefined;
}

const BASE_MB = 98;

/**
 * A process that serves all its requests at once on one processor, as an event loop does. What it has allocated it
 * keeps: the allocator hands freed memory to later requests, and never back to the kernel. It is as large as the most
 * that it ever held.
 */
export class ApiWorker implements Resident {
  release: string;
  private processor: SharedProcessor;
  private requests = new Set<Request>();
  private peakMb = BASE_MB;
  private speed = 1;
  private received = 0;
  private sampledAtMs = 0;
  private idleAtSampleMs = 0;

  constructor(
    private readonly stage: Stage<WorkerEntry>,
    private readonly name: string,
    private readonly host: MemoryHost,
    private readonly database: DatabaseServer,
    release: string,
  ) {
    this.release = release;
    this.processor = new SharedProcessor(stage, 1);
    host.house(this);
  }

  /** Serves a request; each step is looked up when it is its turn, so that it sees the tables as they are then. */
  serve(
    action: string,
    tenant: string,
    steps: readonly (() => Step)[],
    answered: () => void = () => undefined,
  ): void {
    const { stage, release } = this;
    const request: Request = {
      action,
      tenant,
      startedMs: stage.nowMs,
      residentBeforeMb: this.residentMb(),
      heldMb: 0,
    };
    this.requests.add(request);
    this.received += 1;
    this.proceed(request, steps, 0, () => {
      const residentAfterMb = this.residentMb();
      this.requests.delete(request);
      const { startedMs, residentBeforeMb } = request;
      const tookMs = stage.nowMs - startedMs;
      stage.note({
        part: this.name,
        kind: 'request-finished',
        action,
        tenant,
        release,
        tookMs,
        residentBeforeMb: Math.round(residentBeforeMb),
        residentAfterMb: Math.round(residentAfterMb),
      });
      answered();
    });
  }

  residentMb(): number {
    let heldMb = BASE_MB;
    for (const { heldMb: already, growing } of this.requests) {
      heldMb += already + (growing ? growing.job.progress() * growing.objectsMb : 0);
    }
    this.peakMb = Math.max(this.peakMb, heldMb);
    return this.peakMb;
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.processor.setSpeed(speed);
  }

  /** Ends the process with all its requests, and starts it anew. */
  restart(reason: string): void {
    const [residentBeforeMb, requestsLost] = [Math.round(this.residentMb()), this.requests.size];
    this.requests = new Set();
    this.processor = new SharedProcessor(this.stage, 1);
    this.processor.setSpeed(this.speed);
    this.idleAtSampleMs = 0;
    this.peakMb = BASE_MB;
    this.stage.note({ part: this.name, kind: 'process-restarted', reason, residentBeforeMb, requestsLost });
    this.host.settle();
  }

  kill(): void {
    this.restart('out of memory');
  }

  sample(): void {
    const idleMs = this.processor.idleTimeMs();
    const passedMs = this.stage.nowMs - this.sampledAtMs;
    const busy = Math.min(1, Math.max(0, 1 - (idleMs - this.idleAtSampleMs) / passedMs));
    this.stage.note({
      part: this.name,
      kind: 'worker-sample',
      residentMb: Math.round(this.residentMb()),
      ramMb: this.host.ramMb,
      busy: Math.round(busy * 100) / 100,
      requestsReceived: this.received,
      requestsInFlight: this.requests.size,
    });
    this.received = 0;
    this.sampledAtMs = this.stage.nowMs;
    this.idleAtSampleMs = idleMs;
  }

  private proceed(request: Request, steps: readonly (() => Step)[], at: number, end: () => void): void {
    // The process was restarted: whatever comes back for the request finds nobody.
    if (!this.requests.has(request)) return;
    const step = steps[at]?.();
    const next = () => this.proceed(request, steps, at + 1, end);
    if (!step) end();
    else if ('waitMs' in step) this.stage.after(step.waitMs, next);
    else if ('computeMs' in step) this.processor.add(step.computeMs, next);
    else this.database.run(step.query, () => this.load(request, step.query.rowsSent, step.perRow, next));
  }

  private load(
    request: Request,
    rows: number,
    { computeMs, rawKb, objectKb }: RowHandling,
    next: () => void,
  ): void {
    if (!this.requests.has(request)) return;
    request.heldMb += (rows * rawKb) / 1024;
    const objectsMb = (rows * objectKb) / 1024;
    const job = this.processor.add(rows * computeMs, () => {
      request.growing = undefined;
      request.heldMb += objectsMb;
      next();
    });
    request.growing = { job, objectsMb };
    this.host.settle();
  }
}
