import { z } from 'zod';

const LIMITS = { shortText: 300, text: 4_000, narrative: 200_000, list: 200 } as const;

/** Text that every store takes: PostgreSQL refuses U+0000, and half of a surrogate pair is no character. */
const characters = z.string().refine((it) => !/[\0\p{Surrogate}]/u.test(it), {
  message: 'holds the character U+0000 or half of a surrogate pair',
});
/** JSON knows no negative zero, so a stored record could not keep it. */
const number = z.number().overwrite((it) => it + 0);

const shortText = characters.trim().min(1).max(LIMITS.shortText);
const text = characters.trim().min(1).max(LIMITS.text);
const list = <T extends z.ZodType>(item: T) => z.array(item).max(LIMITS.list);
const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, such as `session-hangs`')
  .max(80);

export const slugSchema = id.describe('Name of the incident in addresses and commands; never changes.');

const symptom = z.strictObject({
  id: id.describe('Unique within the incident.'),
  statement: text.describe("What is observed, in an operator's words."),
});

const signature = z.strictObject({
  id: id.describe('Unique within the incident.'),
  event: id.describe(
    'What the line reports; spellings of the same event by several vendors share this name.',
  ),
  vendor: shortText.describe('Product whose spelling this is, such as `Arista EOS`.'),
  pattern: characters
    .min(1)
    .max(1_000)
    .describe('Regular expression in RE2 syntax, searched for anywhere in a log line.'),
  example: text.describe('A line that the pattern must match.'),
  counterExample: text.describe('A similar line that it must not match.'),
  telling: z
    .boolean()
    .optional()
    .describe(
      'Whether the line gives the incident away by itself; false if it has other causes as well. Left out, a line does whose event no other incident declares.',
    ),
});

const fact = z
  .strictObject({
    name: shortText.describe('What is measured or configured, such as `ping payload that gets no reply`.'),
    value: z.union([number, characters.max(LIMITS.shortText), z.boolean()]).optional(),
    min: number.optional().describe('Smallest value, included.'),
    max: number.optional().describe('Largest value, included.'),
    unit: characters.max(40).optional().describe('Unit of value, min and max, such as `bytes` or `s`.'),
  })
  .refine((it) => it.value !== undefined || it.min !== undefined || it.max !== undefined, {
    message: 'needs a value, a min or a max',
  })
  .refine((it) => it.min === undefined || it.max === undefined || it.min <= it.max, {
    message: 'min is above max',
    path: ['min'],
  });

const exclusion = z.strictObject({
  id: id.describe('Unique within the incident.'),
  statement: text.describe('An observation that speaks against this incident.'),
});

export const rootCauseCategories = [
  'configuration',
  'software-defect',
  'hardware',
  'capacity',
  'design',
  'interaction',
  'operation',
] as const;

const rootCause = z.strictObject({
  statement: text.describe('The cause in one or two sentences.'),
  mechanism: text.describe('How the cause brings the symptoms about, step by step.'),
  category: z.enum(rootCauseCategories),
});

const remedy = z.strictObject({
  remedy: text.describe('What was tried.'),
  outcome: text.describe('What came of it, and why it does not help.'),
});

const check = z.strictObject({
  id: id.describe('Unique within the incident.'),
  instruction: text.describe('What to do or to run.'),
  expectation: text.describe('What one sees when this incident is the cause, and what otherwise.'),
});

const reference = z.strictObject({ title: shortText, url: z.url({ protocol: /^https?$/ }).max(2_000) });

const environment = z.strictObject({
  releases: list(shortText).default([]).describe('Releases on which it was seen.'),
  deployment: list(text).default([]).describe('What about the deployment matters.'),
});

function hasUniqueIds(items: readonly { id: string }[]): boolean {
  return new Set(items.map((it) => it.id)).size === items.length;
}
const uniqueIds = <T extends z.ZodType<{ id: string }>>(item: T) =>
  list(item).refine(hasUniqueIds, { message: 'two entries have the same id' });

/**
 * An incident as it is submitted, stored, imported and exported. Unknown fields are errors; lists may be empty,
 * and what is not known yet is left out.
 */
export const incidentRecordSchema = z
  .strictObject({
    slug: slugSchema,
    title: shortText,
    narrative: characters.trim().max(LIMITS.narrative).default('').describe('The story as it unfolded.'),
    environment: environment.default({ releases: [], deployment: [] }),
    components: list(shortText).default([]).describe('Parts involved, such as `nova-api` or `switch`.'),
    symptoms: uniqueIds(symptom).default([]),
    signatures: uniqueIds(signature).default([]).describe('Log lines that give the incident away.'),
    logExcerpts: list(characters.trim().min(1).max(20_000))
      .default([])
      .describe('Console output and log lines as they were recorded.'),
    facts: list(fact).default([]),
    exclusions: uniqueIds(exclusion).default([]),
    rootCause: rootCause.optional(),
    contributingFactors: list(text).default([]),
    workaround: text.optional().describe('What restores service without removing the cause.'),
    permanentFix: text.optional().describe('What removes the cause.'),
    resolution: z.enum(['resolved', 'mitigated', 'open']),
    ineffectiveRemedies: list(remedy).default([]).describe('What was tried in vain.'),
    diagnosisChecks: uniqueIds(check).default([]),
    references: list(reference).default([]),
    scenario: slugSchema.optional().describe('Simulation that reproduces the root cause.'),
    unreviewed: list(shortText)
      .default([])
      .describe('Fields whose content was suggested by a program and that nobody has reviewed yet.'),
  })
  .meta({ title: 'Talekeeper incident' });

export type IncidentRecord = z.output<typeof incidentRecordSchema>;
/** The same before defaults are filled in. */
export type IncidentRecordInput = z.input<typeof incidentRecordSchema>;
export type Symptom = IncidentRecord['symptoms'][number];
export type Signature = IncidentRecord['signatures'][number];
export type Fact = IncidentRecord['facts'][number];
export type RootCauseCategory = (typeof rootCauseCategories)[number];
