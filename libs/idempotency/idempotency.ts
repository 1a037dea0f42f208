import { derivedId, type Json, type JsonObject } from '../kernel/index.js';
import { reject } from './rejections.js';

/** A request for a change, as its sender names it. */
export interface KeyedRequest {
  /** Whose key it is: the same key of two actors is two keys. */
  readonly actor: string;
  /** The sender's name for the change; absent: repeating the request is another change. */
  readonly key?: string | null | undefined;
  readonly operation: string;
  readonly input: JsonObject;
}

/** The command that carries a request out. The same id has its effect once, however often it is given. */
export interface KeyedCommand {
  readonly commandId: string;
  /** Whether it may have been carried out before, by somebody who did not live to say so or has not said so yet. */
  readonly isRepeated: boolean;
}

/** How a request is carried out, and how its result is kept: as JSON that is enough to find it again. */
export interface Carried<Result> {
  run(command: KeyedCommand): Promise<Result>;
  note(result: Result): JsonObject;
  recall(noted: JsonObject): Promise<Result>;
}

/** What is known of a key. */
export interface KnownKey {
  readonly fingerprint: string;
  readonly commandId: string;
  readonly result: JsonObject | null;
}

/** The port of the store of keys. */
export interface IdempotencyKeys {
  /** Claims the key for a command, or answers with the earlier claim. */
  claim(actor: string, key: string, fingerprint: string, commandId: string): Promise<KnownKey>;
  /** Keeps a command's result, unless there is one, and answers with the one that is kept. */
  settle(actor: string, key: string, commandId: string, result: JsonObject): Promise<JsonObject>;
}

/** Longest key, in UTF-16 units. */
export const KEY_LENGTH_MAX = 200;

/**
 * Carries a request out once. The same key with the same input gives the first result again; with another input it is
 * refused with IDEMPOTENCY_KEY_REUSED. What was refused or failed has no result, and is tried again under the same
 * command, so that a crash between the effect and its record does not make it happen twice: events that a command has
 * stored already are known by its id. Of several requests at once each tries, one has the effect, and all get its result.
 */
export async function once<Result>(
  keys: IdempotencyKeys,
  freshId: string,
  { actor, key, operation, input }: KeyedRequest,
  { run, note, recall }: Carried<Result>,
): Promise<Result> {
  if (key === undefined || key === null) return run({ commandId: freshId, isRepeated: false });
  requireKey(key);
  const fingerprint = derivedId('request', operation, canonical(input));
  const known = await keys.claim(actor, key, fingerprint, freshId);
  if (known.fingerprint !== fingerprint) throw reused(key);
  if (known.result) return recall(known.result);
  const { commandId } = known;
  const result = await run({ commandId, isRepeated: commandId !== freshId });
  const noted = note(result);
  const kept = await keys.settle(actor, key, commandId, noted);
  return canonical(kept) === canonical(noted) ? result : recall(kept);
}

/** JSON whose objects have their properties in the order of the alphabet, so that equal values are equal texts. */
function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

function requireKey(key: string): void {
  if (key.length >= 1 && key.length <= KEY_LENGTH_MAX && !/[\p{C}]/u.test(key)) return;
  throw reject('IDEMPOTENCY_KEY_INVALID', {
    message: `A key has from 1 to ${KEY_LENGTH_MAX} visible characters.`,
    field: 'clientMutationId',
    remedy: 'Use a fresh UUID for each change.',
  });
}

function reused(key: string) {
  return reject('IDEMPOTENCY_KEY_REUSED', {
    message: `The key \`${key}\` belongs to another change of yours.`,
    field: 'clientMutationId',
    remedy: 'Use a new key for a new change, and the old key only to repeat the same one.',
  });
}
