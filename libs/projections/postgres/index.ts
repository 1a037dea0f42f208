export {
  openReadModels,
  type Coverage,
  type IncidentFilter,
  type IncidentSummary,
  type Page,
  type PageRequest,
  type ReadModels,
  type ReportFilter,
  type ReportSummary,
} from './read-models.js';
