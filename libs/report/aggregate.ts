import { evolve, type SymptomReport } from './report.js';
import { reportCodec } from './upcasts/codec.js';

/** The symptom report as an event store sees it. */
export const reportAggregate = {
  category: 'report',
  initial: undefined as SymptomReport,
  evolve,
  codec: reportCodec,
};
