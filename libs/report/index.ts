export { reportAggregate } from './aggregate.js';
export { close } from './close.js';
export { channels, type Channel, type FiledReport, type ReportEvent } from './events.js';
export { file } from './file.js';
export { confirm, rejectMatch } from './judge.js';
export { REPORT_LIMITS, validateFiling, validateObservation } from './observation.js';
export type * from './outcome.js';
export { recordOutcome } from './record-outcome.js';
export { reportRejectionCodes } from './rejections.js';
export {
  evolve,
  existing,
  isUncategorised,
  openStatuses,
  reportStatuses,
  reportStream,
  type ExistingReport,
  type ReportStatus,
  type SymptomReport,
} from './report.js';
export { reportCodec } from './upcasts/codec.js';
