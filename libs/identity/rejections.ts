import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: identityRejectionCodes, reject } = rejections(['PERMISSION_DENIED']);
