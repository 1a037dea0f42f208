export {
  incidentOrderFields,
  incidentOrders,
  type IncidentFilter,
  type IncidentOrderField,
  type IncidentSummary,
} from './incident-list.js';
export { openReadModels, type Coverage, type ReadModels } from './read-models.js';
export {
  reportOrderFields,
  reportOrders,
  type ReportFilter,
  type ReportOrderField,
  type ReportParts,
  type ReportSummary,
} from './report-list.js';
