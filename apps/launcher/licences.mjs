import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Names each package that these modules belong to, with its licence and the texts that it comes with. */
export function licencesOf(modules) {
  const folders = new Set(modules.flatMap(folderOf));
  const entries = new Set([...folders].map(describe));
  return [...entries].sort().join(`\n${'='.repeat(80)}\n\n`);
}

/** The folder of the package that a module belongs to; none for modules of ours and of the bundler. */
const folderOf = (module) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.replaceAll('\\', '/')) ?? [];

function describe(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = textsIn(folder);
  if (texts.length === 0) texts.push(`It comes without the text of its licence. Author: ${nameOf(author)}`);
  return `${[`${name} ${version}`, `Licence: ${license}`, ...texts].join('\n\n')}\n`;
}

/** The licence and the notices of a package; some have them in their README. */
function textsIn(folder) {
  const texts = filesIn(folder, /^(licen[cs]e|copying|copyright|notice)/i).map(read);
  if (texts.length > 0) return texts;
  const sectionOf = (readme) => /^#+ *licen[cs]e\n([^]*copyright[^]*)/im.exec(readme)?.[1].trim() ?? [];
  return filesIn(folder, /^readme/i)
    .map(read)
    .flatMap(sectionOf);
}

/** Those whose name is like that, and all that are in folders whose name is. */
const filesIn = (folder, name) =>
  readdirSync(folder)
    .filter((it) => name.test(it))
    .map((it) => join(folder, it))
    .flatMap((path) => (statSync(path).isDirectory() ? filesIn(path, /^/) : path));

const read = (path) => readFileSync(path, 'utf8').trim();

const nameOf = (author) => author?.name ?? author ?? 'not named';
