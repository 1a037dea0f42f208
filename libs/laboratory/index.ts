export type { LaboratoryOptions, LaboratoryProgress } from './laboratory.js';
export { laboratoryRejectionCodes } from './rejections.js';
