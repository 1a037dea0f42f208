import type { z } from 'zod';
import { fieldPath } from '../../kernel/index.js';
import { reject } from '../rejections.js';

/** Reads one value a line; blank lines do not count. Throws `EVALUATION_LINE_INVALID` with file, line and field. */
export function readLines<Value>(file: string, text: string, schema: z.ZodType<Value>): Value[] {
  const values: Value[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() !== '') values.push(readLine(`${file}:${number}`, line, schema));
  }
  return values;
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
