import { z } from 'zod';
import { checkSignatures, incidentRecordSchema, type IncidentRecord } from '../../incident/index.js';
import { reject } from '../rejections.js';
import { readLines } from './json-lines.js';

/**
 * Reads a knowledge base from JSON Lines. A line is a whole incident record, or a minimal one: `{id, title, summary,
 * components}`, whose id may be any text, but no other line's. `places` says of each id where it is given, and spans
 * the files of one knowledge base.
 */
export function readKnowledgeLines(
  file: string,
  text: string,
  places = new Map<string, string>(),
): IncidentRecord[] {
  return readLines(file, text, knowledgeLine).map(({ place, value }) => {
    const record = 'slug' in value ? value : fromMinimal(value);
    const earlier = places.get(record.slug);
    if (earlier !== undefined) {
      throw reject('EVALUATION_LINE_INVALID', {
        message: `${place}: \`${record.slug}\` is in ${earlier} already.`,
        remedy: 'Leave one of the two out, or give it an id of its own.',
      });
    }
    places.set(record.slug, place);
    return record;
  });
}

const minimal = z.object({
  id: z.string().min(1),
  title: z.string(),
  summary: z.string().default(''),
  components: z.array(z.string()).default([]),
});

/** An example that its pattern misses does not keep an incident from being matched. */
const wholeRecord = incidentRecordSchema.superRefine(({ slug, signatures }, context) => {
  for (const { code, path, message } of checkSignatures(signatures)) {
    if (code !== 'SIGNATURE_INVALID') continue;
    context.addIssue({
      code: 'custom',
      path: [...path],
      message: `\`${slug}\`: ${message.replace(/\.$/, '')}`,
    });
  }
});

/** Decides by the name's field first, so that a fault in a record is told as such and not as a missing id. */
const knowledgeLine = z.unknown().transform((value, context) => {
  const isRecord = typeof value === 'object' && value !== null && 'slug' in value;
  const parsed = (isRecord ? wholeRecord : minimal).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

const blank = incidentRecordSchema.parse({ slug: 'blank', title: 'blank', resolution: 'open' });

function fromMinimal({ id, title, summary, components }: z.output<typeof minimal>): IncidentRecord {
  return { ...blank, slug: id, title, narrative: summary, components };
}
