import { watchImagesDisappear } from '../../libs/laboratory/posix/index.js';
import { measureTokenLookup } from '../../libs/laboratory/postgres/index.js';

/**
 * A process that runs one of the laboratories with the options in its second argument, as JSON, and tells its parent
 * when it has begun.
 */
const [, , name, options = '{}'] = process.argv;
const run = name === 'posix' ? watchImagesDisappear : measureTokenLookup;
let hasBegun = false;
const onProgress = () => {
  if (!hasBegun) process.send?.('ready');
  hasBegun = true;
};
await run({ ...(JSON.parse(options) as { url: string }), onProgress });
