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
  return readLines(file, text, question).map(({ value }) => value);
}

const strings = z.array(z.string()).default([]);
const question = z.object({ id: z.string(), text: z.string(), logs: strings, exclude: strings });

/** What is right for a report of an evaluation. */
export interface Expectation {
  readonly id: string;
  /** The incidents any of which is right. */
  readonly expected: readonly string[];
}

/** Reads from the same lines, in the same order, which incidents are right; several reports may have one id. */
export function readExpectations(file: string, text: string): Expectation[] {
  return readLines(file, text, expectation).map(({ value }) => value);
}

const expectation = z.object({ id: z.string(), expected: strings });
