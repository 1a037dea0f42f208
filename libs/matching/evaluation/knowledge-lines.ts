import { z } from 'zod';
import { incidentRecordSchema, type IncidentRecord } from '../../incident/index.js';
import { readLines } from './json-lines.js';

/**
 * Reads a knowledge base from JSON Lines. A line is a whole incident record, or a minimal one: `{id, title, summary,
 * components}`, whose id may be any text.
 */
export function readKnowledgeLines(file: string, text: string): IncidentRecord[] {
  return readLines(file, text, knowledgeLine).map((line) => ('slug' in line ? line : fromMinimal(line)));
}

const minimal = z.object({
  id: z.string().min(1),
  title: z.string(),
  summary: z.string().default(''),
  components: z.array(z.string()).default([]),
});

/** Decides by the name's field first, so that a fault in a record is told as such and not as a missing id. */
const knowledgeLine = z.unknown().transform((value, context) => {
  const isRecord = typeof value === 'object' && value !== null && 'slug' in value;
  const parsed = (isRecord ? incidentRecordSchema : minimal).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

const blank = incidentRecordSchema.parse({ slug: 'blank', title: 'blank', resolution: 'open' });

function fromMinimal({ id, title, summary, components }: z.output<typeof minimal>): IncidentRecord {
  return { ...blank, slug: id, title, narrative: summary, components };
}
