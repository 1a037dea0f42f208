/** Under this token the running Talekeeper is injected. */
export const RUNTIME = Symbol('RUNTIME');
