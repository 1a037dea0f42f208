import { describe, expect, it } from '@jest/globals';
import { access } from 'node:fs/promises';
import { constants } from 'node:fs';
import { locateBinaries } from './binaries.js';

describe('the programs of PostgreSQL', () => {
  it('are there and executable on this platform, however often they are looked for', async () => {
    await locateBinaries();
    const { initdb, postgres } = await locateBinaries();
    await access(initdb, constants.X_OK);
    await access(postgres, constants.X_OK);
  });

  it.each(['win32', 'aix'] as const)('are refused on %s, with what to do instead', async (platform) => {
    await expect(locateBinaries(platform, 'x64')).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES_UNSUPPORTED',
      message: `There is no embedded PostgreSQL for ${platform}-x64.`,
      remedy: expect.stringContaining('DATABASE_URL'),
    });
  });
});
