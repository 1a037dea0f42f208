import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SOURCE_FOLDERS = ['apps', 'libs', 'test'];

/** Whether `dist/` is what the sources say. */
export function isBuilt(root) {
  const digests = digestsOf(root);
  const built = accountOf(root);
  return sameKeys(digests, built) && outdated(root, digests, built).length === 0;
}

/** Compiles the sources that have changed into `dist/`, and removes what has no source any more. */
export async function build(root) {
  const { transformFile } = await import('@swc/core');
  const digests = digestsOf(root);
  const built = accountOf(root);
  await Promise.all(
    outdated(root, digests, built).map(async (source) => {
      const { code } = await transformFile(join(root, source), {
        configFile: join(root, '.swcrc'),
        sourceMaps: 'inline',
      });
      const output = outputOf(root, source);
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, code);
    }),
  );
  for (const source of Object.keys(built))
    if (!(source in digests)) rmSync(outputOf(root, source), { force: true });
  writeAccount(root, digests);
}

/** SHA-256 of each source, mixed with that of the compiler's settings and version. */
function digestsOf(root) {
  const settings = ['.swcrc', 'node_modules/@swc/core/package.json'].map((path) =>
    readFileSync(join(root, path)),
  );
  const digest = (source) =>
    [...settings, readFileSync(join(root, source))]
      .reduce((hash, content) => hash.update(content), createHash('sha256'))
      .digest('hex');
  return Object.fromEntries(sourcesOf(root).map((source) => [source, digest(source)]));
}

function sourcesOf(root) {
  const filesIn = (folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  return SOURCE_FOLDERS.flatMap(filesIn).filter((path) => /(?<!\.d|\.spec)\.ts$/.test(path));
}

const outdated = (root, digests, built) =>
  Object.keys(digests).filter(
    (source) => built[source] !== digests[source] || !existsSync(outputOf(root, source)),
  );

const sameKeys = (one, other) => Object.keys(one).join() === Object.keys(other).join();

const outputOf = (root, source) => join(root, 'dist', source.replace(/\.ts$/, '.js'));

const accountFile = (root) => join(root, 'dist', '.build.json');

function accountOf(root) {
  return existsSync(accountFile(root)) ? JSON.parse(readFileSync(accountFile(root), 'utf8')) : {};
}

/** Written last and at once: a build that was interrupted is taken up again. */
function writeAccount(root, digests) {
  const draft = `${accountFile(root)}.${process.pid}`;
  mkdirSync(dirname(draft), { recursive: true });
  writeFileSync(draft, JSON.stringify(digests));
  renameSync(draft, accountFile(root));
}
