import { rejections } from '../kernel/index.js';

/** Every refusal that this library can give; `libs/README.md` explains each. */
export const { codes: laboratoryRejectionCodes, reject } = rejections([
  'LABORATORY_OPTION_INVALID',
  'LABORATORY_LACKS_RIGHTS',
  'LABORATORY_LACKS_SPACE',
]);
