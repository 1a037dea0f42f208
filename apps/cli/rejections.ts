import { rejections } from '../../libs/kernel/index.js';

/** Every refusal of files that are named on the command line; `libs/README.md` explains each. */
export const { reject } = rejections(['FILE_NOT_READABLE', 'FILE_NOT_WRITABLE', 'FILE_NAMED_TWICE']);
