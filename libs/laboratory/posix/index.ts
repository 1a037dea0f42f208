export {
  watchImagesDisappear,
  type BaseFileFate,
  type DisappearanceOptions,
  type DisappearanceTrial,
  type Removal,
} from './watch-images-disappear.js';
