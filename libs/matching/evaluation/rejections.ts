import { rejections } from '../../kernel/index.js';

/** `libs/README.md` explains it. */
export const { codes: evaluationRejectionCodes, reject } = rejections(['EVALUATION_LINE_INVALID']);
