import type { Entry, Stage } from '../../engine/simulation.js';
import type { GuestConsole } from '../../parts/guest-console.js';
import { MINUTE_MS } from './parameters.js';
import type { NovaEndpoint } from './services.js';

export interface ServiceCheck extends Entry {
  readonly kind: 'service-check';
  readonly services: number;
  readonly red: number;
}
export interface ConsoleSurvey extends Entry {
  readonly kind: 'console-survey';
  /** The largest console on all hosts. */
  readonly path: string;
  readonly bytes: number;
  readonly lines: number;
  readonly repeats: number;
  readonly lastLine: string;
}
export type MonitoringEntry = ServiceCheck | ConsoleSurvey;

/** Nagios, as most have it: a service is well if its process runs. */
export function checkServices(stage: Stage<MonitoringEntry>, services: readonly NovaEndpoint[]): void {
  stage.every(10 * MINUTE_MS, () => {
    const red = services.filter(({ isRunning }) => !isRunning).length;
    stage.note({ part: 'nagios', kind: 'service-check', services: services.length, red });
  });
}

/** What `find` would tell of the consoles on the hosts. */
export function surveyConsoles(
  stage: Stage<MonitoringEntry>,
  consoles: ReadonlyMap<GuestConsole, string>,
): void {
  stage.every(30 * MINUTE_MS, () => {
    const [largest] = [...consoles.keys()].sort((a, b) => b.look().bytes - a.look().bytes);
    if (!largest) return;
    const { path } = largest;
    const lastLine = largest.readEnd().end;
    stage.note({ part: consoles.get(largest)!, kind: 'console-survey', path, ...largest.look(), lastLine });
  });
}
