import { importsOf, type Rule, type Sources } from './sources.js';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Every imported package is a direct dependency, and one of production where an app needs it to run. */
export const declaresDependencies =
  ({ dependencies, devDependencies }: Manifest): Rule =>
  (sources) => {
    const running = reachable(sources);
    return [...sources].flatMap(([path, text]) =>
      importsOf(path, text)
        .filter(({ isPackage, target }) => isPackage && !target.startsWith('node:'))
        .flatMap(({ target, isTypeOnly }) => {
          if (target in dependencies) return [];
          if (running.has(path) && !isTypeOnly)
            return [`${path} runs in production and needs ${target} there.`];
          const isKnown = target in devDependencies || (isTypeOnly && `@types/${target}` in devDependencies);
          return isKnown ? [] : [`${path} imports ${target}, which package.json does not name.`];
        }),
    );
  };

/** The sources that the apps load when they run. */
function reachable(sources: Sources): Set<string> {
  const found = new Set<string>();
  const walk = (path: string): void => {
    const text = sources.get(path);
    if (text === undefined || found.has(path)) return;
    found.add(path);
    for (const { target, isPackage, isTypeOnly } of importsOf(path, text))
      if (!isPackage && !isTypeOnly) walk(target);
  };
  for (const path of sources.keys()) if (/^apps\/[^/]+\/main\.ts$/.test(path)) walk(path);
  return found;
}
