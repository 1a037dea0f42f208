// A program for tests: plays every scenario of the catalogue, the last one first, and prints a digest of each trace.
import { arms, playsOf, scenarios, traceDigest } from '../../libs/simulation/index.js';

const seed = Number(process.argv[2]);
const digests = [...scenarios].reverse().flatMap((scenario) =>
  playsOf(scenario, arms).map(({ arm, remedy }): [string, string] => {
    const digest = traceDigest(scenario.run(arm, { seed, remedy }));
    return [[scenario.slug, arm, ...(remedy === undefined ? [] : [remedy])].join(' '), digest];
  }),
);
console.log(JSON.stringify(Object.fromEntries(digests)));
