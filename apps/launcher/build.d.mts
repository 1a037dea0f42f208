/** The paths of what is run as a process or a thread of its own, without `.ts`. */
export const PROGRAMS: readonly string[];
