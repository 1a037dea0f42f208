import { z } from 'zod';
import { fieldPath } from '../kernel/index.js';
import { channels, type FiledReport } from './events.js';
import type { Observation } from './outcome.js';
import { reject } from './rejections.js';

/** What one report may hold; beyond it the report is refused, never cut. Sizes in UTF-16 units. */
export const REPORT_LIMITS = {
  textLengthMax: 1_000_000,
  logLinesMax: 10_000,
  logLineLengthMax: 100_000,
  logLengthMax: 4_000_000,
  factsMax: 200,
} as const;

const words = z.string().trim().min(1).max(300);
const observationSchema = z.strictObject({
  text: z.string().default(''),
  logLines: z.array(z.string()).default([]),
  facts: z
    .array(
      z.strictObject({
        name: words,
        value: z.union([z.number(), z.string().max(300), z.boolean()]),
        unit: z.string().trim().max(40).optional(),
      }),
    )
    .max(REPORT_LIMITS.factsMax)
    .default([]),
  component: words.optional(),
  release: words.optional(),
});

const filingSchema = z.object({
  reportedBy: words.optional(),
  channel: z.enum(channels),
  idempotencyKey: z.string().min(1).max(200).optional(),
});

/** A report as it is handed in, observation and circumstances, checked; throws as `validateObservation` does. */
export function validateFiling(input: Readonly<Record<string, unknown>>): FiledReport {
  const { reportedBy, channel, idempotencyKey, ...observation } = input;
  const parsed = filingSchema.safeParse({ reportedBy, channel, idempotencyKey });
  if (!parsed.success) throw invalid(parsed.error);
  const filing = { observation: validateObservation(observation), ...parsed.data };
  return JSON.parse(JSON.stringify(filing)) as FiledReport;
}

/**
 * What an operator reports, checked; nothing of it is altered but blank log lines, which are dropped.
 * Throws REPORT_INVALID, REPORT_TOO_LARGE, REPORT_NOT_TEXT or REPORT_EMPTY with the field.
 */
export function validateObservation(input: unknown): Observation {
  const parsed = observationSchema.safeParse(input);
  if (!parsed.success) throw invalid(parsed.error);
  const observation = parsed.data;
  requireSize(observation);
  requireText(observation);
  const logLines = observation.logLines.filter((line) => line.trim() !== '');
  if (observation.text.trim() === '' && logLines.length === 0) {
    throw reject('REPORT_EMPTY', {
      message: 'The report has neither words nor log lines.',
      field: 'text',
      remedy: 'Say in a sentence what is observed, or paste the log lines that stand out.',
    });
  }
  return JSON.parse(JSON.stringify({ ...observation, logLines })) as Observation;
}

function invalid({ issues: [issue] }: z.ZodError) {
  return reject('REPORT_INVALID', {
    message: issue?.message ?? 'The report is not valid.',
    field: fieldPath(issue?.path ?? []),
    remedy: 'Correct the field and file the report again.',
  });
}

function requireSize({ text, logLines }: Observation): void {
  const tooLarge = (what: string, limit: number, field: string) =>
    reject('REPORT_TOO_LARGE', {
      message: `${what}; at most ${limit.toLocaleString('en')} are accepted.`,
      field,
      remedy: 'Keep the part in which the symptom shows.',
    });
  const { textLengthMax, logLinesMax, logLineLengthMax, logLengthMax } = REPORT_LIMITS;
  if (text.length > textLengthMax) {
    throw tooLarge(`The text has ${text.length.toLocaleString('en')} characters`, textLengthMax, 'text');
  }
  if (logLines.length > logLinesMax) {
    throw tooLarge(`There are ${logLines.length.toLocaleString('en')} log lines`, logLinesMax, 'logLines');
  }
  const longest = logLines.findIndex((line) => line.length > logLineLengthMax);
  if (longest >= 0) {
    throw tooLarge(
      `Log line ${longest + 1} has ${(logLines[longest] ?? '').length.toLocaleString('en')} characters`,
      logLineLengthMax,
      `logLines[${longest}]`,
    );
  }
  const total = logLines.reduce((sum, line) => sum + line.length, 0);
  if (total > logLengthMax) {
    throw tooLarge(
      `The log lines have ${total.toLocaleString('en')} characters together`,
      logLengthMax,
      'logLines',
    );
  }
}

/** NUL and lone surrogates are no text and cannot be stored as such. */
const NOT_TEXT = /\0|\p{Surrogate}/u;

function requireText({ text, logLines, facts, component, release }: Observation): void {
  const parts: [field: string, value: unknown][] = [
    ['text', text],
    ...logLines.map((line, index): [string, string] => [`logLines[${index}]`, line]),
    ...facts.flatMap(({ name, value, unit }, index): [string, unknown][] => [
      [`facts[${index}].name`, name],
      [`facts[${index}].value`, value],
      [`facts[${index}].unit`, unit],
    ]),
    ['component', component],
    ['release', release],
  ];
  for (const [field, value] of parts) {
    const at = typeof value === 'string' ? value.search(NOT_TEXT) : -1;
    if (at < 0) continue;
    throw reject('REPORT_NOT_TEXT', {
      message: `Character ${at + 1} of ${field} is not text (a NUL or half a surrogate pair); this looks like binary data.`,
      field,
      remedy: 'Paste readable text; `strings FILE` extracts it from a binary file.',
    });
  }
}
