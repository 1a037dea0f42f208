export { incidentAggregate } from './aggregate.js';
export { claimOf, type IncidentClaim } from './claim.js';
export type { EventOf, IncidentEvent, Submission } from './events.js';
export {
  current,
  evolve,
  existing,
  incidentStatuses,
  incidentStream,
  type ExistingIncident,
  type Incident,
  type IncidentStatus,
} from './incident.js';
export { publish } from './publish.js';
export {
  incidentRecordSchema,
  rootCauseCategories,
  slugSchema,
  type Fact,
  type IncidentRecord,
  type IncidentRecordInput,
  type RootCauseCategory,
  type Signature,
  type Symptom,
} from './record.js';
export { incidentRejectionCodes } from './rejections.js';
export { recordVerification, requiredScenario } from './record-verification.js';
export { retire } from './retire.js';
export { revise } from './revise.js';
export { checkSignatures, compilePattern, type CompiledPattern, type SignatureFault } from './signature.js';
export { submit } from './submit.js';
export { supersede } from './supersede.js';
export { incidentCodec } from './upcasts/codec.js';
export { validateIncident } from './validate.js';
export {
  verificationStatuses,
  verificationStatusOf,
  type Verification,
  type VerificationMark,
  type VerificationPlay,
  type VerificationStatus,
} from './verification.js';
