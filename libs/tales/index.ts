export { catalogueFiles, readCatalogue, type CatalogueFile } from './catalogue.js';
export { importFaultCodes, type ImportFault, type ImportFaultCode } from './fault.js';
export { incidentJsonSchema } from './incident-json-schema.js';
export { readIncidents, type ImportFile, type ImportResult } from './read-incidents.js';
export { exportFormats, writeIncidents, type ExportFormat } from './write-incidents.js';
