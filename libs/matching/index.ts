export { compileSignature, type SignatureTest } from './compile-signature.js';
export { CANDIDATE_AT, KNOWN_AT, KNOWN_LEAD } from './confidence.js';
export { explain } from './explain.js';
export { createKnowledge, type Knowledge } from './knowledge.js';
export { limits as matchingLimits } from './limits.js';
export { match, matcherVersion, type MatchOptions } from './match.js';
