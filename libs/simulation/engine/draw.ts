import type { Random } from '../../kernel/index.js';

/** A whole number from `min` to `max`, both included. */
export const drawInteger = (random: Random, min: number, max: number): number =>
  min + Math.floor(random.next() * (max - min + 1));

/** A number from `min` (included) to `max` (excluded). */
export const drawBetween = (random: Random, min: number, max: number): number =>
  min + random.next() * (max - min);

/** One of several, each as likely as the others. */
export const drawOne = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random.next() * items.length)]!;

/** True in that share of cases. */
export const drawChance = (random: Random, probability: number): boolean => random.next() < probability;

/** A waiting time between events that come independently of each other, by their mean (exponential distribution). */
export const drawWait = (random: Random, mean: number): number => -mean * Math.log(1 - random.next());

/** The items in random order (Fisher and Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = drawInteger(random, 0, at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
