import type { JsonObject } from '../../../libs/kernel/index.js';
import type { Caller, Runtime } from '../../../libs/runtime/index.js';
import { callerOf, type RequestContext } from '../context.js';
import { forgetLoaded } from '../loaders.js';
import { reject } from '../rejections.js';
import { withoutNulls } from '../without-nulls.js';
import type { MutationInput } from './mutation.types.js';

/** How a mutation is carried out, and how its result is kept for a request that repeats it. */
export interface Carried<Result> {
  run(caller: Caller, isRepeated: boolean): Promise<Result>;
  note(result: Result): JsonObject;
  recall(noted: JsonObject): Promise<Result>;
}

/** Carries a mutation out, once for each `clientMutationId` of its caller. */
export async function carryOut<Result>(
  runtime: Runtime,
  context: RequestContext,
  operation: string,
  { clientMutationId: key, ...input }: MutationInput,
  { run, note, recall }: Carried<Result>,
): Promise<Result> {
  const caller = callerOf(context);
  const request = { actor: caller.actor, key, operation, input: withoutNulls(input) as JsonObject };
  try {
    return await runtime.once(request, {
      run: ({ commandId, isRepeated }) => run(key ? { ...caller, commandId } : caller, isRepeated),
      note,
      recall,
    });
  } finally {
    // What is read after it in the same request must not be older.
    forgetLoaded(context);
  }
}

/**
 * The input of a mutation, or else what its deprecated arguments say, of which some are needed. Throws INPUT_MISSING.
 */
export function inputOr<Input extends MutationInput>(
  input: Input | null | undefined,
  deprecated: { readonly [Name in keyof Input]?: Input[Name] | null | undefined },
  needed: readonly (keyof Input & string)[],
): Input {
  if (input) return input;
  const given = Object.entries(deprecated).filter(([, value]) => value !== null && value !== undefined);
  const missing = needed.find((name) => given.every(([it]) => it !== name));
  if (missing === undefined) return Object.fromEntries(given) as unknown as Input;
  throw reject('INPUT_MISSING', {
    message: given.length === 0 ? 'The mutation has no input.' : `The mutation lacks \`${missing}\`.`,
    field: given.length === 0 ? 'input' : missing,
    remedy: 'Pass what is to be changed as the argument `input`.',
  });
}
