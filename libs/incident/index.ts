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
