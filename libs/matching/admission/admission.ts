import { compilePattern, type IncidentRecord } from '../../incident/index.js';
import type { Knowledge } from '../knowledge.js';
import { match } from '../match.js';
import { reject } from '../rejections.js';

/** Something that the submitter of a record should know. */
export interface AdmissionFinding {
  readonly code:
    'SIGNATURE_HITS_HEALTHY_LINES' | 'SIGNATURE_HITS_OTHER_INCIDENT' | 'INCIDENT_LOOKS_LIKE_ANOTHER';
  /** Path within the record. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
  /** The other incident, where there is one. */
  readonly slug?: string;
  /** A record with such a finding is not taken in; other findings are said and do no more. */
  readonly refuses: boolean;
}

/** Signatures that hit more of the healthy lines than this say nothing. */
export const HEALTHY_SHARE_MAX = 0.1;

export interface AdmissionContext {
  /** The records that are there already; one of the same slug is not looked at. */
  readonly others: readonly IncidentRecord[];
  /** The same records as the matcher knows them. */
  readonly knowledge: Knowledge;
  /** What others have handed in and nobody has published yet. */
  readonly drafts: Knowledge;
  /** Log lines of systems on which all is well. */
  readonly healthyLines: readonly string[];
  /** Slugs that the submitter has looked at and found to be something else. */
  readonly distinctFrom?: readonly string[];
}

/** Tries a valid record against what is there: its signatures on the lines of others, its symptoms as a report. */
export function tryAdmission(record: IncidentRecord, context: AdmissionContext): AdmissionFinding[] {
  const twins = [...tryTwin(record, context.knowledge, context), ...tryTwin(record, context.drafts, context)];
  return [...trySignatures(record, context), ...twins];
}

function trySignatures(
  record: IncidentRecord,
  { others, healthyLines }: AdmissionContext,
): AdmissionFinding[] {
  return record.signatures.flatMap((signature, index): AdmissionFinding[] => {
    const pattern = compilePattern(signature.pattern);
    if ('fault' in pattern) return [];
    const field = `signatures[${index}].pattern`;
    const findings: AdmissionFinding[] = [];

    const hits = healthyLines.filter((line) => pattern.occursIn(line)).length;
    if (hits > 0) {
      findings.push({
        code: 'SIGNATURE_HITS_HEALTHY_LINES',
        field,
        message: `The signature \`${signature.id}\` matches ${hits} of ${healthyLines.length} log lines of healthy systems.`,
        remedy: 'Make the pattern more specific to the failure.',
        refuses: hits > HEALTHY_SHARE_MAX * healthyLines.length,
      });
    }
    for (const other of others) {
      if (other.slug === record.slug) continue;
      const hit = other.signatures.find((it) => it.event !== signature.event && pattern.occursIn(it.example));
      if (!hit) continue;
      findings.push({
        code: 'SIGNATURE_HITS_OTHER_INCIDENT',
        field,
        message: `The signature \`${signature.id}\` matches the example of \`${hit.id}\` of the incident \`${other.slug}\`, which is another event.`,
        remedy: 'Make the pattern more specific, or give both the same event if they report the same.',
        slug: other.slug,
        refuses: false,
      });
    }
    return findings;
  });
}

/**
 * If the record's symptoms were filed as a report and another incident were the answer, it is a twin of that one. Of two
 * drafts nobody knows yet which one will be kept, so that the twin of a draft is told of and not refused.
 */
function tryTwin(
  record: IncidentRecord,
  knowledge: Knowledge,
  { drafts, distinctFrom = [] }: AdmissionContext,
): AdmissionFinding[] {
  const text = record.symptoms.map((it) => it.statement).join('\n');
  const { verdict, matches } = match(
    knowledge,
    { text, logLines: [], facts: [] },
    { rejected: new Set([record.slug, ...distinctFrom]), limit: 2 },
  );
  const [twin] = matches;
  if (verdict !== 'KNOWN' || !twin) return [];
  const isDraft = knowledge === drafts;
  const name = `${isDraft ? 'the draft ' : ''}\`${twin.slug}\``;
  return [
    {
      code: 'INCIDENT_LOOKS_LIKE_ANOTHER',
      field: 'symptoms',
      message: `The symptoms are those of ${name} (${twin.title}), with a confidence of ${Math.round(twin.confidence * 100)} %.`,
      remedy: `Revise ${name}, or, if this is something else, hand it in again with distinctFrom: ["${twin.slug}"].`,
      slug: twin.slug,
      refuses: !isDraft,
    },
  ];
}

/** The findings that a record may have; the first that refuses it is thrown. */
export function requireAdmission(findings: AdmissionFinding[]): AdmissionFinding[] {
  const refusing = findings.find((it) => it.refuses);
  if (!refusing) return findings;
  const { field, message, remedy } = refusing;
  const code =
    refusing.code === 'INCIDENT_LOOKS_LIKE_ANOTHER' ? refusing.code : 'SIGNATURE_HITS_HEALTHY_LINES';
  throw reject(code, { field, message, remedy });
}
