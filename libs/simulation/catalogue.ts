import type { Scenario } from './define-scenario.js';
import { reject } from './rejections.js';
import { disappearingImages } from './scenarios/disappearing-images/index.js';
import { doubleVlan } from './scenarios/double-vlan/index.js';
import { downTheRabbitHole } from './scenarios/down-the-rabbit-hole/index.js';
import { havanaHauntedByTheDead } from './scenarios/havana-haunted-by-the-dead/index.js';
import { theIssue } from './scenarios/the-issue/index.js';
import { valentinesDayMassacre } from './scenarios/valentines-day-massacre/index.js';

/** Every scenario, sorted by slug. */
export const scenarios: readonly Scenario[] = [
  disappearingImages,
  doubleVlan,
  downTheRabbitHole,
  havanaHauntedByTheDead,
  theIssue,
  valentinesDayMassacre,
];

/** The scenario of a slug. Throws SCENARIO_NOT_FOUND. */
export function findScenario(slug: string, among = scenarios): Scenario {
  const found = among.find((it) => it.slug === slug);
  if (found) return found;
  throw reject('SCENARIO_NOT_FOUND', {
    message: `There is no scenario \`${slug.slice(0, 100)}\`.`,
    field: 'slug',
    remedy: `Choose one of ${among.map((it) => it.slug).join(', ')}.`,
  });
}
