import { compilePattern } from '../incident/index.js';
import { Rejection } from '../kernel/index.js';

/** Whether a log line is the event that the signature stands for. */
export type SignatureTest = (line: string) => boolean;

/**
 * Compiles a signature's pattern (RE2: linear in the line, whatever the pattern). Throws `SIGNATURE_INVALID` when it
 * is not valid or too large.
 */
export function compileSignature(pattern: string): SignatureTest {
  const compiled = compilePattern(pattern);
  if ('fault' in compiled) {
    throw new Rejection('SIGNATURE_INVALID', {
      message: `The pattern \`${pattern.slice(0, 100)}\` cannot be used: ${compiled.fault}.`,
      field: 'signatures',
      remedy:
        'Write it in RE2 syntax, without look-around and back-references, and with smaller repetitions.',
    });
  }
  return (line) => compiled.occursIn(line);
}
