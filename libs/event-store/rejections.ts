import { rejections } from '../kernel/index.js';

export const { codes: eventStoreRejectionCodes, reject } = rejections([
  'STREAM_ID_INVALID',
  'EXPECTED_VERSION_INVALID',
  'NOTHING_TO_APPEND',
  'EVENT_NOT_STORABLE',
  'EVENT_ID_REUSED',
  'EVENT_TYPE_UNKNOWN',
  'EVENT_VERSION_UNKNOWN',
  'CONCURRENT_CHANGE',
  'STREAM_ERASED',
  'SEQUENCE_UNKNOWN',
]);

export function reused(streamId: string) {
  return reject('EVENT_ID_REUSED', {
    message: `Some of the events for ${streamId} have ids that are stored already, with other events.`,
    field: 'events',
    remedy: 'Use one command id for one command on one stream.',
  });
}

export function erased(streamId: string) {
  return reject('STREAM_ERASED', {
    message: `What was recorded under ${streamId} has been erased.`,
    field: 'streamId',
    remedy: 'Use another id; an erased one is not used again.',
  });
}
