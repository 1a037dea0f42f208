import type { Rejection } from '../../kernel/index.js';
import { reject } from '../rejections.js';

/** PostgreSQL's codes for text that it cannot hold: character_not_in_repertoire and untranslatable_character. */
const CODES = new Set(['22021', '22P05']);

/** The refusal TEXT_NOT_STORABLE, if that is what the database says; Prisma wraps its errors, so causes count. */
export function unstorableText(error: unknown): Rejection | undefined {
  for (let it = error; typeof it === 'object' && it !== null; it = (it as { cause?: unknown }).cause) {
    const { code, originalCode } = it as { code?: unknown; originalCode?: unknown };
    if (![code, originalCode].some((found) => CODES.has(String(found)))) continue;
    return reject('TEXT_NOT_STORABLE', {
      message: 'A text of the request holds a NUL or half a surrogate pair, which is no text.',
      remedy: 'Take it out and send the request again.',
    });
  }
  return undefined;
}
