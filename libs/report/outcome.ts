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

/** `KNOWN`: act on the first match. `AMBIGUOUS`: several fit, or the report tells of two. `UNKNOWN`: none fits well enough to say so. */
export type Verdict = 'KNOWN' | 'AMBIGUOUS' | 'UNKNOWN';

export interface MatchOutcome {
  readonly verdict: Verdict;
  /** Best first. */
  readonly matches: readonly Match[];
  /** What to find out next, unless the answer is `KNOWN`; absent when nothing would help. */
  readonly nextStep?: NextStep | undefined;
  /** Name and version of the matcher; the same version gives the same answer. */
  readonly matcherVersion: string;
  /** Sequence number of the newest event that the matcher knew, of an incident, a judgement or another report. */
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

/** What would change the verdict most. */
export type NextStep =
  | {
      /** A diagnosis check of the first match that tells it from the second, its rival. */
      readonly kind: 'check';
      readonly slug: string;
      readonly rival: string;
      readonly checkId: string;
      readonly instruction: string;
      readonly expectation: string;
    }
  | {
      /** Something to look for that the report does not tell and the incident would show. */
      readonly kind: 'observation';
      readonly slug: string;
      readonly source: 'symptom' | 'signature';
      /** Of the symptom or the signature. */
      readonly id: string;
      /** The symptom as the incident states it, or an example of the log line. */
      readonly statement: string;
    };

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
  | {
      /** A pasted line that differs from a recorded one in times, ids, addresses and numbers at most, or nearly so. */
      readonly kind: 'log';
      /** Index into the report's log lines; -1 when the line stands in the text. */
      readonly lineIndex: number;
      /** The pasted line, cut to 500 characters. */
      readonly line: string;
      /** The recorded line, cut likewise. */
      readonly excerpt: string;
    }
  | { readonly kind: 'fact'; readonly name: string; readonly stated: string; readonly expected: string }
  | { readonly kind: 'component'; readonly component: string }
  | { readonly kind: 'release'; readonly release: string }
  | ({ readonly kind: 'history' } & History);

export type Contradiction =
  | {
      readonly kind: 'exclusion';
      readonly exclusionId: string;
      readonly statement: string;
      readonly words: readonly MatchedWord[];
    }
  | { readonly kind: 'fact'; readonly name: string; readonly stated: string; readonly expected: string }
  | ({ readonly kind: 'history' } & History);

/** How often operators said of a match with an incident that it is right, and that it is wrong; of any report. */
export interface History {
  readonly confirmed: number;
  readonly rejected: number;
}
