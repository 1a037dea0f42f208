export type { ListOrders, Page, PageRequest } from '../database/index.js';
export {
  logOrders,
  streamOrders,
  type EventFilter,
  type EventParts,
  type ListedEvent,
} from '../event-store/postgres/index.js';
export {
  incidentOrderFields,
  incidentOrders,
  reportOrderFields,
  reportOrders,
  type IncidentFilter,
  type IncidentOrderField,
  type IncidentSummary,
  type ReportFilter,
  type ReportOrderField,
  type ReportParts,
  type ReportSummary,
} from '../projections/postgres/index.js';
export type { Alerts, AlertsTaken } from './alerts.js';
export { programCaller, type Caller } from './caller.js';
export { loadCatalogue, readShippedCatalogue } from './catalogue.js';
export { connectDatabase } from './connect-database.js';
export { environmentSchema, indexFolder, readEnvironment, type Environment } from './environment.js';
export { serveHealth, type Health } from './health.js';
export type { EventLog } from './event-log.js';
export { reasonOf, type HistoryEntry } from './history.js';
export type { CreatedKey, Identity } from './identity.js';
export { importFile, type ImportedFile, type ImportOptions } from './import-files.js';
export type { Incidents, IncidentSnapshot } from './incidents.js';
export { LOOK_UP_MATCHES_MAX, type LookUp, type LookUpOptions } from './look-up.js';
export type { Notice } from '../event-store/index.js';
export type { Change, Live } from './live.js';
export type { Outcomes } from './outcomes.js';
export {
  cursorOf,
  pageRequest,
  PAGE_SIZE_DEFAULT,
  PAGE_SIZE_MAX,
  requirePageSize,
  type PageArguments,
} from './page.js';
export { mcpPorts } from './mcp-ports.js';
export { endedUnderWay } from './process-ending.js';
export { runtimeRejectionCodes } from './rejections.js';
export type { Reports, ReportSnapshot } from './reports.js';
export { verify } from './simulation/handlers.js';
export { openSimulationThreads, type ThreadsControl, type SimulationThreads } from './simulation/threads.js';
export { openRuntime, type Runtime } from './runtime.js';
export { runService, untilStopped, type Service } from './service.js';
export type { Slack } from './slack.js';
export type { QueuedReport, Uncategorised } from './uncategorised.js';
export type { PendingVerification, Verifications } from './verifications.js';
export { VERSION } from './version.js';
export { startWorker } from './worker.js';
