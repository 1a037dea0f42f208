/** The vocabulary of a report: what an operator states, and what matching answers. Stored as it is in events. */

/** What is put to the matcher. */
export interface Observation {
  /** The operator's words; may be empty if there are log lines. */
  readonly text: string;
  /** Pasted log lines, one entry a line. */
  readonly logLines: readonly string[];
  readonly facts: readonly StatedFact[];
  readonly component?: string | undefined;
  readonly release?: string | undefined;
}

/** A value that the operator measured or looked up. */
export interface StatedFact {
  readonly name: string;
  readonly value: number | string | boolean;
  readonly unit?: string | undefined;
}

/** `KNOWN`: act on the first match. `AMBIGUOUS`: several fit. `UNKNOWN`: none fits well enough to say so. */
export type Verdict = 'KNOWN' | 'AMBIGUOUS' | 'UNKNOWN';

export interface MatchOutcome {
  readonly verdict: Verdict;
  /** Best first. */
  readonly matches: readonly Match[];
  /** Name and version of the matcher; the same version gives the same answer. */
  readonly matcherVersion: string;
  /** Sequence number of the newest incident event that the matcher knew. */
  readonly knowledgeVersion: number;
}

export interface Match {
  readonly slug: string;
  readonly title: string;
  /** From 0 to 1: how likely it is that this is the incident. */
  readonly confidence: number;
  /** What speaks for it, strongest first. */
  readonly evidence: readonly Evidence[];
  /** What speaks against it. */
  readonly contradictions: readonly Contradiction[];
}

/** A word of the report, as it stands there: offsets in UTF-16 units into the text, end excluded. */
export interface MatchedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

export type Evidence =
  | {
      readonly kind: 'symptom';
      readonly symptomId: string;
      readonly statement: string;
      readonly words: readonly MatchedWord[];
    }
  | {
      readonly kind: 'words';
      readonly field: 'title' | 'narrative' | 'components';
      readonly words: readonly MatchedWord[];
    }
  | {
      readonly kind: 'signature';
      readonly signatureId: string;
      readonly event: string;
      readonly vendor: string;
      /** Index into the report's log lines; -1 when the line stands in the text. */
      readonly lineIndex: number;
      /** The line that matched, cut to 500 characters. */
      readonly line: string;
    }
  | { readonly kind: 'fact'; readonly name: string; readonly stated: string; readonly expected: string }
  | { readonly kind: 'component'; readonly component: string }
  | { readonly kind: 'release'; readonly release: string };

export type Contradiction =
  | {
      readonly kind: 'exclusion';
      readonly exclusionId: string;
      readonly statement: string;
      readonly words: readonly MatchedWord[];
    }
  | { readonly kind: 'fact'; readonly name: string; readonly stated: string; readonly expected: string };
