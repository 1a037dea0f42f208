import type { z } from 'zod';
import { fieldPath } from '../../kernel/index.js';
import { reject } from '../rejections.js';

/** A value and where it is written, as file:line. */
export interface Line<Value> {
  readonly place: string;
  readonly value: Value;
}

/**
 * Reads one value a line; blank lines do not count, nor does the byte order mark of an editor. Throws
 * `EVALUATION_LINE_INVALID` with file, line and field.
 */
export function readLines<Value>(file: string, text: string, schema: z.ZodType<Value>): Line<Value>[] {
  const lines: Line<Value>[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const place = `${file}:${at + 1}`;
    if (line.trim() !== '') lines.push({ place, value: readLine(place, line, schema) });
  }
  return lines;
}

function readLine<Value>(place: string, line: string, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(parseJson(place, line));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = fieldPath(issue?.path ?? []);
  throw reject('EVALUATION_LINE_INVALID', {
    message: `${place}: ${field ? `${field}: ` : ''}${issue?.message ?? 'the line is not valid'}.`,
    ...(field ? { field } : {}),
    remedy: 'Correct the line; `talekeeper evaluate --help` says what it has to hold.',
  });
}

function parseJson(place: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw reject('EVALUATION_LINE_INVALID', {
      message: `${place}: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Write one JSON object a line.',
    });
  }
}
