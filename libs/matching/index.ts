export {
  HEALTHY_SHARE_MAX,
  requireAdmission,
  tryAdmission,
  type AdmissionFinding,
} from './admission/admission.js';
export { compileSignature, type SignatureTest } from './compile-signature.js';
export { explain, explainNextStep, sayConfidence } from './explain.js';
export { HeardReports } from './heard-reports.js';
export { indexFingerprint } from './fingerprint.js';
export { createKnowledge, Knowledge } from './knowledge.js';
export { limits as matchingLimits } from './limits.js';
export { match, matcherVersion, type MatchOptions } from './match.js';
export { groupByLikeness, type ReportGroup, type UncategorisedReport } from './grouping.js';
export { jsonPart, listParts, PartReader } from './parts.js';
export { matchingRejectionCodes } from './rejections.js';
export {
  figuresOf,
  reliabilityOf,
  type Answered,
  type Figures,
  type ReliabilityBin,
} from './evaluation/figures.js';
export { readKnowledgeLines } from './evaluation/knowledge-lines.js';
export { reliabilityDiagram } from './evaluation/reliability-diagram.js';
export {
  readExpectations,
  readQuestions,
  type Expectation,
  type Question,
} from './evaluation/report-lines.js';
export { learn, type Lesson, type StudiedReport, type StudiedSet } from './learning/learn.js';
export { rank, type Experience } from './rank.js';
