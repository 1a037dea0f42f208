import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Runs work while no other process does; a lock whose holder is dead does not count. */
export async function withLock(path, work) {
  let waits = false;
  while (!take(path)) {
    if (!waits) console.error('Waiting for another process that is preparing this clone.');
    waits = true;
    dropIfAbandoned(path);
    await pause(50);
  }
  try {
    return await work();
  } finally {
    unlinkSync(path);
  }
}

/** The lock appears with its holder's process id in it, never empty: a link is made at once or not at all. */
function take(path) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

function dropIfAbandoned(path) {
  const holder = holderOf(path);
  if (holder === undefined || isAlive(Number(holder))) return;
  if (holderOf(path) === holder) unlinkSync(path);
}

function holderOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
