/** What a rejection tells besides its code: where the fault is and what to do about it. */
export interface RejectionDetails {
  /** One sentence, with the offending value where that helps. */
  readonly message: string;
  /** Path of the field that is wrong, such as `signatures[0].example`; absent when no single field is. */
  readonly field?: string;
  /** What the caller can do next. */
  readonly remedy?: string;
}

/**
 * A refusal that is an answer and not a fault: the caller asked for something that the rules do not allow.
 * The code is stable and documented in `libs/README.md`; everything else may be reworded.
 */
export class Rejection extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly remedy: string | undefined;

  constructor(code: string, { message, field, remedy }: RejectionDetails) {
    super(message);
    this.name = 'Rejection';
    this.code = code;
    this.field = field;
    this.remedy = remedy;
  }
}

/** Builds the refusals of one library: every code is listed once, and no other code can be used. */
export function rejections<Code extends string>(codes: readonly Code[]) {
  return {
    codes,
    reject: (code: Code, details: RejectionDetails) => new Rejection(code, details),
  };
}
