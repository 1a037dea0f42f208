import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { licencesOf } from './licences.mjs';

describe('the licences of what is bundled', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder.remove());

  const moduleOf = (name: string) => join(folder.path, 'node_modules', name, 'lib/index.js');

  async function install(name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const description = { name: name.split('/node_modules/').at(-1), version: '1.2.3', license: 'MIT' };
    const all = { 'package.json': JSON.stringify({ ...description, author: 'Ada' }), ...files };
    for (const [file, text] of Object.entries(all)) {
      const path = join(folder.path, 'node_modules', name, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
    return moduleOf(name);
  }

  it('are listed by the name of the package, once, with all texts that come with it', async () => {
    const tea = await install('tea', {
      LICENSE: 'Drink it.\n',
      NOTICE: 'Hot.',
      'licenses/LICENSE-cup': 'Break it.',
    });
    const milk = await install('tea/node_modules/@cow/milk', { 'LICENCE.md': 'Shake it.' });
    expect(
      licencesOf([tea, tea.replace('index', 'other'), milk, '\0runtime', 'libs/ours.ts']).split(/\n=+\n\n/),
    ).toEqual([
      '@cow/milk 1.2.3\n\nLicence: MIT\n\nShake it.\n',
      'tea 1.2.3\n\nLicence: MIT\n\nDrink it.\n\nHot.\n\nBreak it.\n',
    ]);
  });

  it('are looked for in the README, where there is no file of them', async () => {
    const tea = await install('tea', { 'Readme.md': '# Tea\n\n## License\n\nCopyright (c) Ada\n' });
    expect(licencesOf([tea])).toBe('tea 1.2.3\n\nLicence: MIT\n\nCopyright (c) Ada\n');
  });

  it('say so when a package comes without any text', async () => {
    const tea = await install('tea', { 'README.md': '## License\n\nMIT\n' });
    expect(licencesOf([tea])).toBe(
      'tea 1.2.3\n\nLicence: MIT\n\nIt comes without the text of its licence. Author: Ada\n',
    );
  });
});
