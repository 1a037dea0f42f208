import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

/** Runs Jest on ES modules and ends as it ends. Jest loads them through an interface of Node that warns of itself. */
export async function runJest(args) {
  await prepare();
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...flags, jest, ...args], { cwd: root, stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; this process waits for Jest to clean up.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}
