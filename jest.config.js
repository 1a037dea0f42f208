import { availableParallelism } from 'node:os';

const everySpec = '<rootDir>/(apps|libs|test)/**/*';
const cluster = {
  globalSetup: '<rootDir>/test/support/cluster-setup.mjs',
  globalTeardown: '<rootDir>/test/support/cluster-teardown.mjs',
};

/** The options that one tier of tests shares with the others; the tier is in the file's name. */
const tier = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // JavaScript first: packages of npm mean their compiled files. Ours exist as TypeScript only.
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'json', 'node'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
          keepClassNames: true,
        },
      },
    ],
  },
  ...more,
});

export default {
  testTimeout: 30_000,
  // Node never lets go of an ES module that ran in a context of `vm` (nodejs/node#59118): each spec leaves its modules in
  // the worker, and a gigabyte takes longer to take down than the half second after which Jest ends a worker and warns.
  workerGracefulExitTimeout: 30_000,
  maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
  projects: [
    tier('pure', [`${everySpec}.spec.ts`, `!**/*.(int|e2e).spec.ts`]),
    tier('postgres', [`${everySpec}.int.spec.ts`], cluster),
    tier('server', [`${everySpec}.e2e.spec.ts`], cluster),
  ],
};
