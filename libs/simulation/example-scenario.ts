import { z } from 'zod';
import { defineScenario, type Scenario } from './define-scenario.js';
import { drawInteger } from './engine/draw.js';
import type { Simulation } from './engine/simulation.js';
import type { ScenarioDefinition } from './scenario.js';

/*
 * The smallest whole scenario, which the README walks through and which the tests of the proof play: a service writes a
 * log to a disk, and rotation keeps the log small. Somebody switches rotation off; the disk fills up, and the service
 * can no longer write. A restart or a larger disk helps until the log has grown again. A disk that turned read-only
 * after an input error looks the same to the service, but `df` shows room on it.
 */
type Entry =
  | { readonly atMs: number; readonly part: string; readonly kind: 'written'; readonly freeMb: number }
  | { readonly atMs: number; readonly part: string; readonly kind: 'refused'; readonly errno: string }
  | { readonly atMs: number; readonly part: string; readonly kind: 'usage'; readonly freeMb: number };

interface Parameters {
  readonly diskMb: number;
  readonly writeMb: number;
}

/** A disk with one log on it. */
class Disk {
  isReadOnly = false;
  rotates = true;
  private logMb = 0;

  constructor(
    private readonly simulation: Simulation<Entry>,
    public sizeMb: number,
  ) {}

  write(sizeMb: number): void {
    const freeMb = this.sizeMb - this.logMb;
    if (this.isReadOnly || freeMb < sizeMb) {
      const errno = this.isReadOnly ? 'EROFS' : 'ENOSPC';
      this.simulation.note({ part: 'service', kind: 'refused', errno });
      return;
    }
    this.logMb += sizeMb;
    this.simulation.note({ part: 'service', kind: 'written', freeMb: freeMb - sizeMb });
  }

  rotate(): void {
    if (this.rotates) this.truncate();
  }

  truncate(): void {
    this.logMb = 0;
  }

  measure(): void {
    this.simulation.note({ part: 'disk', kind: 'usage', freeMb: this.sizeMb - this.logMb });
  }
}

interface World {
  readonly simulation: Simulation<Entry>;
  readonly disk: Disk;
  readonly writeMb: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const exampleDefinition = {
  slug: 'example',
  version: 1,
  title: 'A log that nobody rotates fills the disk',
  parameters: z.strictObject({
    diskMb: z.number().int().min(10).max(100_000),
    writeMb: z.number().min(0.1).max(10),
  }),
  draw: (random) => ({ diskMb: drawInteger(random, 100, 400), writeMb: drawInteger(random, 1, 4) }),
  timeline: ({ diskMb, writeMb }) => ({
    healthyMs: 5 * MINUTE,
    faultyMs: MINUTE + (diskMb / writeMb + 2) * SECOND,
    settleMs: 10 * SECOND,
    watchedMs: 3 * (diskMb / writeMb) * SECOND,
  }),
  build({ diskMb, writeMb }, simulation) {
    const disk = new Disk(simulation, diskMb);
    // At four writes a minute's rotation comes long before the disk is full.
    simulation.every((diskMb / writeMb / 4) * SECOND, () => disk.rotate());
    simulation.every(10 * SECOND, () => disk.measure());
    return { simulation, disk, writeMb };
  },
  workload: {
    description: 'The service writes to its log every second.',
    apply: ({ simulation, disk, writeMb }) => simulation.every(SECOND, () => disk.write(writeMb)),
  },
  fault: { description: 'Rotation is switched off.', apply: ({ disk }) => void (disk.rotates = false) },
  fix: {
    id: 'rotate-again',
    description: 'Switch rotation on and rotate once.',
    apply({ disk }) {
      disk.rotates = true;
      disk.rotate();
    },
  },
  wrongFixes: [
    { id: 'empty-the-log', description: 'Truncate the log.', apply: ({ disk }) => disk.truncate() },
    {
      id: 'larger-disk',
      description: 'Double the disk.',
      apply: ({ disk }) => void (disk.sizeMb *= 2),
    },
  ],
  lookAlike: {
    description: 'The disk turns read-only after an input error.',
    apply: ({ disk }) => void (disk.isReadOnly = true),
    check: 'look-at-free-space',
    ask(history) {
      const refused = history.findLast((it) => it.kind === 'refused');
      const usage = history.findLast(
        (it) => it.kind === 'usage' && it.atMs >= (refused?.atMs ?? 0) - 10 * SECOND,
      );
      const freeMb = usage?.kind === 'usage' ? usage.freeMb : Infinity;
      return { finding: `df shows ${freeMb} MB free`, pointsHere: refused !== undefined && freeMb < 10 };
    },
  },
  probes: {
    'writes-refused': (history) =>
      history
        .filter((it) => it.kind === 'refused')
        .map(({ atMs, errno }) => ({ atMs, value: errno, line: `service: cannot write log: ${errno}` })),
    'disk-full': (history) =>
      history
        .filter((it) => it.kind === 'usage')
        .filter(({ freeMb }) => freeMb < 10)
        .map(({ atMs, freeMb }) => ({ atMs, value: freeMb, unit: 'MB' })),
  },
  exclusionProbes: {
    'input-error': (history) =>
      history
        .filter((it) => it.kind === 'refused')
        .filter(({ errno }) => errno === 'EROFS')
        .map(({ atMs }) => ({ atMs, value: true })),
  },
  words: {
    symptoms: {
      'writes-refused': [({ value }) => `my service says ${value} and loses its log`],
      'disk-full': ['df is at 100 %', ({ value }) => `only ${value} MB left on the disk`],
    },
    healthy: ['the dashboard has the wrong time zone'],
  },
  healthyLines: () => ['service: log rotated'],
  sweeps: [
    {
      id: 'time-to-full',
      title: 'Time until the disk is full, by its size',
      x: { label: 'Size of the disk', unit: 'MB' },
      y: { label: 'Time until the first refusal', unit: 's' },
      series: [
        {
          label: '1 MB/s',
          xs: [100, 200, 400],
          seeds: 1,
          measure(diskMb, seed) {
            const run = example.run('fault', { seed, parameters: { diskMb, writeMb: 1 } });
            const [first] = run.symptoms['writes-refused'] ?? [];
            return ((first?.atMs ?? Number.NaN) - (run.brokenAtMs ?? 0)) / SECOND;
          },
        },
      ],
    },
  ],
} satisfies ScenarioDefinition<World, Parameters, Entry, string, string, string>;

export const example: Scenario = defineScenario(exampleDefinition);
