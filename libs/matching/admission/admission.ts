import { compilePattern, type IncidentRecord } from '../../incident/index.js';
import type { Knowledge } from '../knowledge.js';
import { reject } from '../rejections.js';
import { namesNoEvent } from './everyday-words.js';
import { sayConfidence } from '../explain.js';
import { twinsOf } from './twins.js';

type RefusingCode =
  'SIGNATURE_NAMES_NO_EVENT' | 'SIGNATURE_HITS_HEALTHY_LINES' | 'INCIDENT_LOOKS_LIKE_ANOTHER';

/** Something that the submitter of a record should know. */
export interface AdmissionFinding {
  readonly code: RefusingCode | 'SIGNATURE_HITS_OTHER_INCIDENT';
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
  return [
    ...trySignatures(record, context),
    ...tryTwins(record, context.knowledge, context),
    ...tryTwins(record, context.drafts, context),
  ];
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
    const isGreedy = hits > HEALTHY_SHARE_MAX * healthyLines.length;
    if (!isGreedy && namesNoEvent(pattern)) {
      findings.push({
        code: 'SIGNATURE_NAMES_NO_EVENT',
        field,
        message: `The signature \`${signature.id}\` is content with words that logs have of any event, such as "error" or "failed".`,
        remedy: 'Add what the line says of this event.',
        refuses: true,
      });
    } else if (hits > 0) {
      findings.push({
        code: 'SIGNATURE_HITS_HEALTHY_LINES',
        field,
        message: `The signature \`${signature.id}\` matches ${hits} of ${healthyLines.length} log lines of healthy systems.`,
        remedy: 'Make the pattern more specific to the failure.',
        refuses: isGreedy,
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

/** Of two drafts nobody knows yet which one will be kept, so that the twin of a draft is told of and not refused. */
function tryTwins(
  record: IncidentRecord,
  knowledge: Knowledge,
  { drafts, distinctFrom }: AdmissionContext,
): AdmissionFinding[] {
  const twins = twinsOf(record, knowledge, distinctFrom);
  const isDraft = knowledge === drafts;
  const field = record.symptoms.length > 0 ? 'symptoms' : 'logExcerpts';
  const all = JSON.stringify(twins.map((it) => it.slug));
  return twins.map(({ slug, title, likeness, confidence, isAnswer }) => {
    const name = `${isDraft ? 'the draft ' : ''}\`${slug}\``;
    return {
      code: 'INCIDENT_LOOKS_LIKE_ANOTHER',
      field,
      message: isAnswer
        ? `The ${field} are those of ${name} (${title}), with a confidence of ${sayConfidence(confidence)}.`
        : `Of what the ${field} say, ${percent(likeness)} is said of ${name} (${title}) as well.`,
      remedy: `Revise ${name}, or, if this is something else, hand it in again with distinctFrom: ${all}.`,
      slug,
      refuses: isAnswer && !isDraft && field === 'symptoms',
    };
  });
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** The findings that a record may have; the first that refuses it is thrown. */
export function requireAdmission(findings: AdmissionFinding[]): AdmissionFinding[] {
  for (const { refuses, code, field, message, remedy } of findings) {
    if (refuses) throw reject(code as RefusingCode, { field, message, remedy });
  }
  return findings;
}
