import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { refusal } from './refusal.mjs';

/** Whether node_modules holds what package-lock.json names. npm writes its own account of it when it is done. */
export function isInstalled(root) {
  const account = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(account)) return false;
  const installed = packagesOf(account);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, link, optional }]) =>
      path === '' || link || installed[path]?.version === version || (optional && !installed[path]),
  );
}

/**
 * Installs the locked dependencies, those for building and testing included; no script of theirs is run. `npm ci`
 * is not used: it refuses a lock file that lacks an optional package of some other platform.
 */
export function install(root) {
  console.error('Installing the locked dependencies; this happens once and takes about half a minute.');
  const { status, error } = spawnSync(
    ...npm('install', '--no-save', '--include=dev', '--ignore-scripts', '--loglevel=error'),
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status === 0) return;
  throw refusal(`The dependencies could not be installed: ${error?.message ?? `npm ended with ${status}`}.`);
}

/** The npm that started this process, if one did; else the one on the path. */
function npm(...args) {
  const script = process.env.npm_execpath;
  const isNpm = script !== undefined && basename(script) === 'npm-cli.js';
  return isNpm ? [process.execPath, [script, ...args]] : ['npm', args];
}

const packagesOf = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages;
