/** Makes a missing case a compile error, and a clear one at run time when data from outside slipped through. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unhandled ${what}: ${JSON.stringify(value)}`);
}
