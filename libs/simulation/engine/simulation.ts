import { seededRandom, type Random } from '../../kernel/index.js';
import { reject } from '../rejections.js';
import { Appointment, EventQueue } from './event-queue.js';

/** What happened: the whole of what probes may look at. Flat, so that it can be printed and compared byte for byte. */
export interface Entry {
  readonly atMs: number;
  /** Name of the part that it happened at, such as `compute-1/bond0`. */
  readonly part: string;
  readonly kind: string;
}

/** An entry as a part hands it in: the simulation adds the time. */
export type Untimed<E extends Entry> = E extends Entry ? Omit<E, 'atMs'> : never;

/** An appointment that can be called off. */
export interface Timer {
  cancel(): void;
}

/** Sees each frame that passes a port, as it is on the wire. */
export type Tap = (port: string, frame: Uint8Array, atMs: number) => void;

export interface SimulationOptions {
  readonly seed: number;
  readonly tap?: Tap | undefined;
  /** More events than this mean that a world runs in circles. */
  readonly eventsMax?: number | undefined;
}

const EVENTS_MAX = 5_000_000;

/** The simulation as a part sees it: it can note what happens, and cannot look at what has happened. */
export type Stage<E extends Entry> = Omit<Simulation<E>, 'history'>;

/**
 * Virtual time, one seed, and a queue of what is to happen. Everything that happens does so through here, so that the
 * same seed gives the same history, byte for byte. Times are virtual milliseconds since the start, with fractions.
 */
export class Simulation<E extends Entry = Entry> {
  /** What has happened so far, in the order in which it happened. */
  readonly history: E[] = [];
  readonly seed: number;
  private readonly queue = new EventQueue();
  private readonly tap: Tap | undefined;
  private readonly eventsMax: number;
  private time = 0;
  private order = 0;
  private eventCount = 0;

  constructor({ seed, tap, eventsMax = EVENTS_MAX }: SimulationOptions) {
    this.seed = seed;
    this.tap = tap;
    this.eventsMax = eventsMax;
  }

  get nowMs(): number {
    return this.time;
  }

  /** How many events have taken place. */
  get events(): number {
    return this.eventCount;
  }

  /**
   * Random numbers of its own for each purpose: a part that is added, or draws once more, leaves those of the others
   * as they are.
   */
  random(purpose: string): Random {
    return seededRandom(mix(this.seed, purpose));
  }

  /** Does something after so many milliseconds; a negative or missing number is a fault of the scenario. */
  after(delayMs: number, action: () => void): Timer {
    if (!(delayMs >= 0)) throw new RangeError(`A delay of ${delayMs} ms is not one.`);
    const appointment = new Appointment(this.time + delayMs, this.order++, action);
    this.queue.add(appointment);
    return appointment;
  }

  /** Does something again and again, first after `firstMs` (one period unless said otherwise). */
  every(periodMs: number, action: () => void, firstMs = periodMs): Timer {
    if (!(periodMs > 0)) throw new RangeError(`A period of ${periodMs} ms is not one.`);
    let timer: Timer;
    const round = () => {
      timer = this.after(periodMs, round);
      action();
    };
    timer = this.after(firstMs, round);
    return { cancel: () => timer.cancel() };
  }

  /** Writes down that something happened. */
  note(entry: Untimed<E>): void {
    this.history.push({ atMs: this.time, ...entry } as unknown as E);
  }

  /** Shows a frame to whoever captures at the port. */
  capture(port: string, frame: Uint8Array): void {
    this.tap?.(port, frame, this.time);
  }

  /** Lets time pass up to a moment, that moment included. Throws SIMULATION_RUNS_IN_CIRCLES. */
  runUntil(endMs: number): void {
    for (let next = this.queue.soonest; next && next.atMs <= endMs; next = this.queue.soonest) {
      this.queue.take();
      if (!next.action) continue;
      this.time = next.atMs;
      this.eventCount += 1;
      if (this.eventCount > this.eventsMax) throw this.inCircles();
      next.action();
    }
    this.time = Math.max(this.time, endMs);
  }

  private inCircles() {
    return reject('SIMULATION_RUNS_IN_CIRCLES', {
      message: `More than ${this.eventsMax.toLocaleString('en')} events took place by ${this.time} ms of virtual time.`,
      remedy: 'Look at the end of the trace: two parts keep answering each other.',
    });
  }
}

/** FNV-1a of the purpose, started from the seed, so that near seeds and near names give unlike numbers. */
function mix(seed: number, purpose: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let at = 0; at < purpose.length; at += 1) {
    hash = Math.imul(hash ^ purpose.charCodeAt(at), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
