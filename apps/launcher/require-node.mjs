// Every Node from 12 on can read this file.

/** Ends the process with one clear line unless this version of Node, such as `v20.19.0`, is recent enough. */
export function requireNode(version) {
  if (isRecentEnough(version)) return;
  console.error(
    'Talekeeper needs Node 20.19 or later; this is ' +
      version +
      '. Install a current one from https://nodejs.org or with your version manager, then try again.',
  );
  process.exit(1);
}

/** The floor that `engines` in package.json names. */
export function isRecentEnough(version) {
  const numbers = version.replace('v', '').split('.').map(Number);
  return numbers[0] > 20 || (numbers[0] === 20 && numbers[1] >= 19);
}
