import { Rejection } from '../../../libs/kernel/index.js';
import type { Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { carryOut } from './carry-out.js';
import type { MutationInput } from './mutation.types.js';

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly remedy: string | null;
}

/**
 * Carries out what leaves nothing behind by which it could be known again, once for each `clientMutationId`. So a
 * refusal is kept as the result; where no result is known, it may have been carried out, and nobody lived to say so.
 */
export async function carryOutById(
  runtime: Runtime,
  context: RequestContext,
  operation: string,
  input: MutationInput & { readonly id: string },
  effect: (id: string) => Promise<void>,
): Promise<{ id: string; clientMutationId: string | null | undefined }> {
  const { id, clientMutationId } = input;
  const refusal = await carryOut<Refusal | null>(runtime, context, operation, input, {
    async run(_caller, isRepeated) {
      try {
        await effect(id);
        return null;
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        return isRepeated ? null : refusalOf(error);
      }
    },
    note: (refused) => ({ refusal: refused && { ...refused } }),
    recall: ({ refusal: noted }) => Promise.resolve(noted as Refusal | null),
  });
  if (refusal) throw rejectionOf(refusal);
  return { id, clientMutationId };
}

const refusalOf = ({ code, message, field, remedy }: Rejection): Refusal => ({
  code,
  message,
  field: field ?? null,
  remedy: remedy ?? null,
});

const rejectionOf = ({ code, message, field, remedy }: Refusal) =>
  new Rejection(code, { message, ...(field ? { field } : {}), ...(remedy ? { remedy } : {}) });
