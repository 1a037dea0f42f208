/** Ends the process with one clear line unless this version of Node, such as `v20.19.0`, is recent enough. */
export function requireNode(version: string): void;

/** The floor that `engines` in package.json names. */
export function isRecentEnough(version: string): boolean;
