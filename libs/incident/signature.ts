import { RE2JS } from 're2js';
import type { Signature } from './record.js';

/** A pattern in a form that matches in time linear in the line, whatever the pattern (RE2). */
export interface CompiledPattern {
  /** Whether the pattern occurs anywhere in the line. */
  occursIn(line: string): boolean;
}

/** Compiles a signature's pattern, or returns the reason why it is none: bad syntax or too large when expanded. */
export function compilePattern(pattern: string): CompiledPattern | { readonly fault: string } {
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.programSize() > PROGRAM_SIZE_MAX) {
      return { fault: 'the pattern is too large once its repetitions are expanded' };
    }
    return { occursIn: (line) => compiled.test(line) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

/** Instructions of a compiled pattern; matching a line costs at most this many steps a character. */
const PROGRAM_SIZE_MAX = 5_000;

export interface SignatureFault {
  readonly code: 'SIGNATURE_INVALID' | 'SIGNATURE_MISSES_EXAMPLE' | 'SIGNATURE_MATCHES_COUNTER_EXAMPLE';
  /** Path within the record, such as `signatures[0].example`. */
  readonly path: readonly ['signatures', number, 'pattern' | 'example' | 'counterExample'];
  readonly message: string;
}

/** Tries every signature on its own example and counter-example, and returns what is wrong with them. */
export function checkSignatures(signatures: readonly Signature[]): SignatureFault[] {
  return signatures.flatMap((signature, index): SignatureFault[] => {
    const compiled = compilePattern(signature.pattern);
    const named = `The signature \`${signature.id}\``;
    if ('fault' in compiled) {
      return [
        {
          code: 'SIGNATURE_INVALID',
          path: ['signatures', index, 'pattern'],
          message: `${named} has a pattern that is not valid RE2: ${compiled.fault}.`,
        },
      ];
    }
    const faults: SignatureFault[] = [];
    if (!compiled.occursIn(signature.example)) {
      faults.push({
        code: 'SIGNATURE_MISSES_EXAMPLE',
        path: ['signatures', index, 'example'],
        message: `${named} does not match its own example.`,
      });
    }
    if (compiled.occursIn(signature.counterExample)) {
      faults.push({
        code: 'SIGNATURE_MATCHES_COUNTER_EXAMPLE',
        path: ['signatures', index, 'counterExample'],
        message: `${named} matches its counter-example.`,
      });
    }
    return faults;
  });
}
