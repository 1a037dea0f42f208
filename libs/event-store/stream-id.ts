import { reject } from './rejections.js';

const CHARACTERS_MAX = 250;

/** A category, a hyphen, and anything that can be seen: no white space, no control characters, no half surrogates. */
const STREAM_ID = /^[a-z][a-zA-Z0-9]*-[^\s\p{C}]+$/u;

/** The part before the first hyphen: `incident` of `incident-double-vlan`. */
export function categoryOf(streamId: string): string {
  return streamId.slice(0, streamId.indexOf('-'));
}

/** Refuses a stream id that could not be stored, indexed or read again with STREAM_ID_INVALID. */
export function assertStreamId(streamId: string, category?: string): void {
  const fault = faultOf(streamId, category);
  if (!fault) return;
  const shown = streamId.length > 80 ? `${streamId.slice(0, 80)}…` : streamId;
  throw reject('STREAM_ID_INVALID', {
    message: `The stream id ${JSON.stringify(shown)} ${fault}.`,
    field: 'streamId',
    remedy: `Use \`${category ?? 'category'}-id\`, without white space and with at most ${CHARACTERS_MAX} characters.`,
  });
}

function faultOf(streamId: string, category?: string): string | undefined {
  if (streamId.length > CHARACTERS_MAX) return `has ${streamId.length} characters`;
  if (!STREAM_ID.test(streamId)) return 'is not a category in letters and digits, a hyphen and a visible id';
  if (category !== undefined && categoryOf(streamId) !== category)
    return `is not of the category \`${category}\``;
  return undefined;
}
