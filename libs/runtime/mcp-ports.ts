import type { McpPorts } from '../channels/mcp/index.js';
import { requireRole, type Principal } from '../identity/index.js';
import type { Runtime } from './runtime.js';

const ANSWER_WAIT_MS = 5_000;

/** The tools of the Model Context Protocol over a running Talekeeper, for whoever calls them. */
export function mcpPorts(
  runtime: Pick<Runtime, 'lookUp' | 'incidents' | 'reports' | 'outcomes' | 'ids' | 'logger'>,
  principal: Principal,
): McpPorts {
  const { lookUp, incidents, reports, outcomes, ids, logger } = runtime;
  return {
    async lookUp(observation) {
      requireRole(principal, 'reporter', 'lookup_symptoms');
      return lookUp(observation);
    },
    async readIncident(slug) {
      requireRole(principal, 'reader', 'read_incident');
      const { status, supersededBy, record } = await incidents.get(slug);
      return { status, supersededBy, ...record };
    },
    async fileReport(input) {
      requireRole(principal, 'reporter', 'file_report');
      const caller = { actor: principal.actor, correlationId: ids.next() };
      const { id } = await reports.file({ ...input, channel: 'chatbot' }, caller);
      return outcomes.wait(id, ANSWER_WAIT_MS);
    },
    logFault(error) {
      const errorId = ids.next();
      logger.error({ err: error, errorId }, 'a tool failed');
      return errorId;
    },
  };
}
