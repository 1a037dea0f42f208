import type { Role } from '../../../libs/identity/index.js';

/**
 * Every operation and the role that it needs, stated a second time and apart from the resolvers, so that no operation
 * comes into being and no role changes without somebody having thought of it here.
 */
export const ROLE_TABLE: Readonly<Record<string, Role>> = {
  'Query.node': 'reader',
  'Query.nodes': 'reader',
  'Query.events': 'reader',
  'Query.incident': 'reader',
  'Query.incidents': 'reader',
  'Query.symptomReport': 'reader',
  'Query.symptomReports': 'reader',
  'Query.uncategorised': 'reader',
  'Query.readModels': 'reader',
  'Query.jobFailures': 'operator',
  'Query.uncategorisedGroups': 'reader',
  'Query.coverage': 'reader',
  'Query.replaySymptomReport': 'reader',
  'Query.lookupSymptoms': 'reporter',
  'Query.jobCounts': 'reader',
  'Query.failedJobs': 'operator',
  'Query.pendingVerifications': 'reader',
  'Query.apiKeys': 'admin',
  'Query.scenario': 'reader',
  'Query.scenarios': 'reader',

  'Mutation.fileSymptomReport': 'reporter',
  'Mutation.confirmMatch': 'operator',
  'Mutation.rejectMatch': 'operator',
  'Mutation.closeSymptomReport': 'operator',
  'Mutation.submitIncident': 'operator',
  'Mutation.draftIncident': 'operator',
  'Mutation.reviseIncident': 'curator',
  'Mutation.publishIncident': 'curator',
  'Mutation.supersedeIncident': 'curator',
  'Mutation.retireIncident': 'curator',
  'Mutation.verifyIncident': 'curator',
  'Mutation.cancelVerification': 'curator',
  'Mutation.retryFailedJob': 'admin',
  'Mutation.retryJob': 'admin',
  'Mutation.createApiKey': 'admin',
  'Mutation.revokeApiKey': 'admin',

  'Subscription.symptomReportMatched': 'reader',
  'Subscription.incidentChanged': 'reader',
  'Subscription.uncategorisedQueueChanged': 'reader',
  'Subscription.verificationProgressed': 'reader',
};
