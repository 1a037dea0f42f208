import { z } from 'zod';
import { readLines } from './json-lines.js';

/** A report of an evaluation, without its solution. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly logs: readonly string[];
  /** Incidents that may not be answered, such as the report itself. */
  readonly exclude: readonly string[];
}

/** Reads the reports of an evaluation from JSON Lines; what is expected stays unread. */
export function readQuestions(file: string, text: string): Question[] {
  return readLines(file, text, question);
}

const strings = z.array(z.string()).default([]);
const question = z.object({ id: z.string(), text: z.string(), logs: strings, exclude: strings });

/** Reads from the same lines which incidents are right, by the id of the report. */
export function readExpectations(file: string, text: string): ReadonlyMap<string, readonly string[]> {
  const solutions = readLines(file, text, solution);
  return new Map(solutions.map(({ id, expected }) => [id, expected]));
}

const solution = z.object({ id: z.string(), expected: strings });
