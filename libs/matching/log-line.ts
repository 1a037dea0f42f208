/** Spaces in the place of what colours a terminal, so that offsets stay true. */
export const blankColours = (text: string) => text.replace(COLOUR, (it) => ' '.repeat(it.length));
/** A line without what colours a terminal. */
export const withoutColours = (line: string) => line.replace(COLOUR, '');
// eslint-disable-next-line no-control-regex -- an escape sequence begins with a control character
const COLOUR = /\u001b\[[\d;]*[A-Za-z]/g;

/** Whether a line of prose was in fact copied from a log: a time stamp, a severity, a facility code or a process id. */
export function looksLikeLogLine(line: string): boolean {
  return LOG_MARKS.some((mark) => mark.test(line.slice(0, 400)));
}

const LOG_MARKS: readonly RegExp[] = [
  /^\W{0,3}\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d/,
  /^\W{0,3}(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d/,
  /^\W{0,3}\d\d[./](?:\d\d|[A-Z][a-z]{2})[./]\d{4}[ :]\d\d:\d\d/,
  /^\W{0,3}\d\d:\d\d:\d\d[.,: ]/,
  // RFC 5424, Kubernetes, and one JSON object a line.
  /^\W{0,3}<\d{1,3}>1? ?\S/,
  /^\W{0,3}[IWEF]\d{4} \d\d:\d\d:\d\d/,
  /^\W{0,3}\{"/,
  /^\W{0,3}\[ *\d+\.\d{3,}\]/,
  /%[A-Z][A-Z0-9_]*-\d-[A-Z][A-Z0-9_]*/,
  /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|AUDIT) [a-z][\w-]*(?:\.[\w-]+)+/,
  /^[\w./-]{1,80}\[\d{1,7}\]:/,
  /=(?:INFO|WARNING|ERROR|CRASH) REPORT=/,
  /^Traceback \(most recent call last\)|^ {2,}File "[^"]{1,300}", line \d/,
];

/**
 * Blanks out what differs between two lines of the same event: times, UUIDs, addresses, hexadecimal ids and numbers.
 * The result is as long as the line, so that offsets stay true.
 */
export function maskVariables(line: string): string {
  return line.replace(VARIABLE, (found) => ' '.repeat(found.length));
}

const VARIABLE = new RegExp(
  [
    '\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b',
    '\\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\\b',
    '\\b[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}\\b',
    '\\b\\d{4}[-/]\\d\\d[-/]\\d\\d(?:[ T]\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?',
    '\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) [ \\d]?\\d (?=\\d\\d:)',
    '\\b\\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?\\b',
    '\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?:[:/]\\d{1,5})?\\b',
    '\\b0x[0-9a-f]+\\b',
    '\\b(?=[a-f]*\\d)[0-9a-f]{8,64}\\b',
    '\\b\\d+(?:\\.\\d+)?\\b',
  ].join('|'),
  'gi',
);
