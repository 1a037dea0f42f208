import { spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

const hasCurl = (): boolean => spawnSync('curl', ['--version']).status === 0;

/** Skipped on a machine without curl, except in CI, where nothing may be missing. */
export const describeWithCurl = hasCurl() || process.env['CI'] === 'true' ? describe : describe.skip;
