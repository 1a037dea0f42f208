import { importsOf, type Rule } from './sources.js';

/**
 * No file imports itself, however long the way around. Imports of types alone are gone when the program runs; between
 * libs, the directions leave no room for a cycle of any kind.
 */
export const hasNoCycles: Rule = (sources) => {
  const graph = new Map(
    [...sources].map(([path, text]) => [
      path,
      importsOf(path, text).flatMap(({ isPackage, isTypeOnly, target }) =>
        isPackage || isTypeOnly ? [] : [target],
      ),
    ]),
  );
  const finished = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    } else if (!finished.has(path)) {
      for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
      finished.add(path);
    }
  };
  for (const path of graph.keys()) walk(path, []);
  return cycles;
};
