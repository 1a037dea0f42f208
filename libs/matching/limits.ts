/**
 * How much of an observation is read, so that an answer takes bounded time whatever is pasted.
 * The beginning is kept: operators state the failure first, and logs repeat themselves.
 */
export const limits = {
  /** UTF-16 units of the text. */
  textUnits: 60_000,
  /** Pasted log lines, plus lines of the text that look like log lines. */
  logLines: 10_000,
  /** UTF-16 units of one log line. */
  logLineUnits: 4_000,
  /** UTF-16 units of all log lines together. */
  logUnits: 1_000_000,
  /** Log lines that still differ once their variable parts are masked; only these are read as words. */
  logTemplates: 200,
  /** Log lines of the report, variable parts aside, that are compared with recorded ones. */
  comparedLines: 40,
  /** Recorded log lines of an incident that are compared with a report's. */
  recordedLines: 100,
  /** Distinct terms that are looked up; the rarest are kept. */
  queryTerms: 300,
  /** UTF-16 units of one word; anything longer is an encoded blob. */
  wordUnits: 64,
  /** Parts into which one identifier is split. */
  wordParts: 12,
  /** Numbers of the text that are compared with declared facts. */
  quantities: 200,
  /** The newest reports whose words are counted. */
  heardReports: 500,
  /** UTF-16 units of the text of each. */
  heardTextUnits: 4_000,
  /** Log lines of each. */
  heardLogLines: 40,
  /** UTF-16 units of each line. */
  heardLineUnits: 400,
  /** UTF-16 units that regular expressions may look at for one observation. */
  signatureUnits: 4_000_000,
  /** UTF-16 units of a log line that are repeated in evidence. */
  evidenceLineUnits: 500,
  /** Words that are named in one piece of evidence. */
  evidenceWords: 40,
} as const;
