import type { Entry, Observation, Run } from '../../../libs/simulation/index.js';

/** Everything that happened in a run, a line each, and between it, marked by a star, what was observed of it. */
export function printTrace(slug: string, run: Run): void {
  const { arm, remedy, seed, parameters, brokenAtMs, countsFromMs, endMs, check } = run;
  console.log(`# ${slug}, arm ${arm}${remedy === undefined ? '' : ` with ${remedy}`}, seed ${seed}`);
  console.log(`# parameters ${JSON.stringify(parameters)}`);
  const broken = brokenAtMs === undefined ? '' : `broken at ${seconds(brokenAtMs)}, `;
  console.log(`# ${broken}counts from ${seconds(countsFromMs)}, ends at ${seconds(endMs)}`);
  for (const line of linesOf(run)) console.log(line);
  console.log(`# check: ${check.finding}; points here: ${check.pointsHere}`);
}

function* linesOf({ history, symptoms, exclusions }: Run): Generator<string> {
  const observations = Object.entries({ ...symptoms, ...exclusions })
    .flatMap(([probe, all]) => all.map((observation) => ({ probe, ...observation })))
    .sort((a, b) => a.atMs - b.atMs);
  let next = 0;
  for (const entry of history) {
    while (observations[next] && observations[next]!.atMs < entry.atMs) yield seen(observations[next++]!);
    yield happened(entry);
  }
  for (const observation of observations.slice(next)) yield seen(observation);
}

function happened({ atMs, part, kind, ...details }: Entry): string {
  const rest = Object.entries(details).map(([name, value]) => `${name}=${String(value)}`);
  return [`  ${seconds(atMs)}`, part, kind, ...rest].join('  ');
}

function seen({ probe, atMs, value, unit = '', line }: Observation & { probe: string }): string {
  return [
    `* ${seconds(atMs)}`,
    probe,
    `${value} ${unit}`.trim(),
    ...(line === undefined ? [] : [`| ${line}`]),
  ].join('  ');
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(6)} s`;
