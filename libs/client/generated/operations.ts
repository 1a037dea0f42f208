// Generated from operations.graphql and the schema by `npm run client`; do not edit.

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The way by which a report came in. */
export type Channel =
  /** A chatbot. */
  | 'CHATBOT'
  /** An operator, on the command line. */
  | 'COMMAND_LINE'
  /** A dashboard. */
  | 'DASHBOARD'
  /** A monitoring system, such as Alertmanager. */
  | 'MONITORING'
  /** An operator, by the API. */
  | 'OPERATOR';

/** Conditions that all have to hold. */
export type IncidentFilter = {
  /** What kind of cause it has. */
  category?: RootCauseCategory | null | undefined;
  /** A component that it names. */
  component?: string | null | undefined;
  /** A release on which it was seen. */
  release?: string | null | undefined;
  /** Whether the cause is gone. */
  resolution?: Resolution | null | undefined;
  /** Where it stands in its life. */
  status?: IncidentStatus | null | undefined;
  /** It stands at one of these in its life. */
  statuses?: Array<IncidentStatus> | null | undefined;
  /** It was submitted at this time or later. */
  submittedSince?: string | null | undefined;
  /** Words anywhere in the record, as one types them into a search box: `bond -vlan "bpdu guard"`. */
  text?: string | null | undefined;
  /** Part of its title, in upper or lower case. */
  titleContains?: string | null | undefined;
  /** It changed at this time or later. */
  updatedSince?: string | null | undefined;
  /** The proof of its record by simulation stands at one of these. */
  verificationStatuses?: Array<VerificationStatus> | null | undefined;
};

/** Life of a record: submitted, then published, at last superseded or retired. */
export type IncidentStatus =
  /** Reviewed; reports are matched against it. */
  | 'PUBLISHED'
  /** It no longer applies. */
  | 'RETIRED'
  /** A draft, which no report is matched against. */
  | 'SUBMITTED'
  /** Another incident has taken its place. */
  | 'SUPERSEDED';

/** What is observed; words, log lines or both. */
export type LookupSymptomsInput = {
  /** Component at which it is observed. */
  component?: string | null | undefined;
  /** Values that were measured or looked up. */
  facts?: Array<StatedFactInput>;
  /** How many matches at most, from 1 to 20. */
  first?: number;
  /** Pasted log lines, one entry a line. */
  logLines?: Array<string>;
  /** Release that runs there. */
  release?: string | null | undefined;
  /** The observation in the reporter's words. */
  text?: string;
};

/** Whether a job waits or runs. */
export type PendingState =
  /** A worker is at it. */
  | 'RUNNING'
  /** No worker has taken it yet. */
  | 'WAITING';

/** Life of a report: filed, matched, confirmed or rejected by an operator, closed. */
export type ReportStatus =
  /** Nothing more is to be done about it. */
  | 'CLOSED'
  /** An operator said which incident it is. */
  | 'CONFIRMED'
  /** It waits for its answer. */
  | 'FILED'
  /** The matcher has answered. */
  | 'MATCHED'
  /** An operator said that a match is wrong; it is matched again. */
  | 'REJECTED';

/** Whether the cause is gone, its effect is contained, or neither. */
export type Resolution =
  /** Its effect is contained. */
  | 'MITIGATED'
  /** Neither. */
  | 'OPEN'
  /** The cause is gone. */
  | 'RESOLVED';

/** What kind of cause it is. */
export type RootCauseCategory =
  /** There was not enough of something. */
  | 'CAPACITY'
  /** A setting was wrong. */
  | 'CONFIGURATION'
  /** It was built as planned, and the plan was wrong. */
  | 'DESIGN'
  /** A part broke or misbehaved. */
  | 'HARDWARE'
  /** Parts that are right by themselves did not go together. */
  | 'INTERACTION'
  /** Somebody did something that had this effect. */
  | 'OPERATION'
  /** A program did not do what it is meant to do. */
  | 'SOFTWARE_DEFECT';

/** A value that was measured or looked up. */
export type StatedFactInput = {
  /** What was measured or looked up. */
  name: string;
  /** Unit of the value. */
  unit?: string | null | undefined;
  /** What it was. */
  value: string | number | boolean;
};

/** Conditions that all have to hold. */
export type SymptomReportFilter = {
  /** The way by which it came in. */
  channel?: Channel | null | undefined;
  /** The component at which it is observed. */
  component?: string | null | undefined;
  /** The incident that an operator confirmed. */
  confirmed?: string | number | null | undefined;
  /** It was filed at this time or later. */
  filedSince?: string | null | undefined;
  /** It was filed before this time. */
  filedUntil?: string | null | undefined;
  /** The incident that it was recognised as, by an operator or the matcher. */
  recognisedAs?: string | number | null | undefined;
  /** Where it stands in its life. */
  status?: ReportStatus | null | undefined;
  /** It stands at one of these in its life. */
  statuses?: Array<ReportStatus> | null | undefined;
  /** Words anywhere in the observation, as one types them into a search box: `ping -dns`. */
  text?: string | null | undefined;
  /** It changed at this time or later. */
  updatedSince?: string | null | undefined;
  /** What the matcher made of it. */
  verdict?: Verdict | null | undefined;
};

/** What is observed; words, log lines or both. */
export type SymptomReportInput = {
  /** The way by which the report comes in. */
  channel?: Channel;
  /** Your name for this change; see the other inputs. */
  clientMutationId?: string | null | undefined;
  /** Component at which it is observed. */
  component?: string | null | undefined;
  /** Values that were measured or looked up. */
  facts?: Array<StatedFactInput>;
  /**
   * Repeating a report under the same key gives the first one instead of a second, whoever repeats it.
   * @deprecated Use `clientMutationId`.
   */
  idempotencyKey?: string | null | undefined;
  /** Pasted log lines, one entry a line. */
  logLines?: Array<string>;
  /** Release that runs there. */
  release?: string | null | undefined;
  /** Who observed it. */
  reportedBy?: string | null | undefined;
  /** The observation in the reporter's words. */
  text?: string;
};

/** What to make of the matches of a report. */
export type Verdict =
  /** Several fit, or the report tells of two incidents. */
  | 'AMBIGUOUS'
  /** Act on the first match. */
  | 'KNOWN'
  /** None fits well enough to say so. */
  | 'UNKNOWN';

/** Whether a simulation proves the record. */
export type VerificationStatus =
  /** Something speaks against it. */
  | 'REFUTED'
  /** Tried before record or scenario changed. */
  | 'STALE'
  /** Never tried. */
  | 'UNVERIFIED'
  /** Proven as it stands. */
  | 'VERIFIED';

export type IncidentCardFragment = { id: string, slug: string, status: IncidentStatus, updatedAt: string, record: { title: string, components: Array<string>, rootCause: { statement: string, category: RootCauseCategory } | null } };

export type ReportCardFragment = { id: string, status: ReportStatus, text: string, channel: Channel, filedAt: string, confirmed: string | null, outcome: { verdict: Verdict, matches: Array<{ slug: string, title: string, confidence: number, explanation: Array<string> }> } | null };

export type IncidentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: IncidentFilter | null | undefined;
}>;


export type IncidentsQuery = { incidents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, slug: string, status: IncidentStatus, updatedAt: string, record: { title: string, components: Array<string>, rootCause: { statement: string, category: RootCauseCategory } | null } }> } };

export type IncidentQueryVariables = Exact<{
  slug: string | number;
}>;


export type IncidentQuery = { incident: { id: string, slug: string, status: IncidentStatus, updatedAt: string, record: { narrative: string, workaround: string | null, permanentFix: string | null, title: string, components: Array<string>, symptoms: Array<{ id: string, statement: string }>, diagnosisChecks: Array<{ id: string, instruction: string, expectation: string }>, rootCause: { statement: string, category: RootCauseCategory } | null } } | null };

export type ReportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: SymptomReportFilter | null | undefined;
}>;


export type ReportsQuery = { symptomReports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, status: ReportStatus, text: string, channel: Channel, filedAt: string, confirmed: string | null, outcome: { verdict: Verdict, matches: Array<{ slug: string, title: string, confidence: number, explanation: Array<string> }> } | null }> } };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { week: { filed: number, recognised: number, share: number | null }, month: { filed: number, recognised: number, share: number | null }, uncategorised: { nodes: Array<{ id: string, size: number, sharedTerms: Array<string> }> }, jobCounts: { waiting: number, active: number, failed: number } };

export type LookUpQueryVariables = Exact<{
  input: LookupSymptomsInput;
}>;


export type LookUpQuery = { lookupSymptoms: { verdict: Verdict, matches: Array<{ slug: string, title: string, confidence: number, explanation: Array<string> }> } };

export type FileReportMutationVariables = Exact<{
  input: SymptomReportInput;
  waitMs?: number;
}>;


export type FileReportMutation = { fileSymptomReport: { symptomReport: { id: string, status: ReportStatus, text: string, channel: Channel, filedAt: string, confirmed: string | null, outcome: { verdict: Verdict, matches: Array<{ slug: string, title: string, confidence: number, explanation: Array<string> }> } | null } } };

export type ReportMatchedSubscriptionVariables = Exact<{
  after?: number | null | undefined;
}>;


export type ReportMatchedSubscription = { symptomReportMatched: { sequence: number, symptomReport: { id: string, status: ReportStatus, text: string, channel: Channel, filedAt: string, confirmed: string | null, outcome: { verdict: Verdict, matches: Array<{ slug: string, title: string, confidence: number, explanation: Array<string> }> } | null } } };

export type VerificationProgressedSubscriptionVariables = Exact<{
  slug: string | number;
}>;


export type VerificationProgressedSubscription = { verificationProgressed: { pending: { id: string, state: PendingState, done: number, total: number } | null, incident: { slug: string, verificationStatus: VerificationStatus, verifiedAt: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const IncidentCardFragmentDoc = new TypedDocumentString(`
    fragment IncidentCard on Incident {
  id
  slug
  status
  updatedAt
  record {
    title
    components
    rootCause {
      statement
      category
    }
  }
}
    `, {"fragmentName":"IncidentCard"}) as unknown as TypedDocumentString<IncidentCardFragment, unknown>;
export const ReportCardFragmentDoc = new TypedDocumentString(`
    fragment ReportCard on SymptomReport {
  id
  status
  text
  channel
  filedAt
  confirmed
  outcome {
    verdict
    matches {
      slug
      title
      confidence
      explanation
    }
  }
}
    `, {"fragmentName":"ReportCard"}) as unknown as TypedDocumentString<ReportCardFragment, unknown>;
export const IncidentsDocument = new TypedDocumentString(`
    query Incidents($first: Int, $after: String, $filter: IncidentFilter) {
  incidents(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...IncidentCard
    }
  }
}
    fragment IncidentCard on Incident {
  id
  slug
  status
  updatedAt
  record {
    title
    components
    rootCause {
      statement
      category
    }
  }
}`) as unknown as TypedDocumentString<IncidentsQuery, IncidentsQueryVariables>;
export const IncidentDocument = new TypedDocumentString(`
    query Incident($slug: ID!) {
  incident(slug: $slug) {
    ...IncidentCard
    record {
      narrative
      symptoms {
        id
        statement
      }
      diagnosisChecks {
        id
        instruction
        expectation
      }
      workaround
      permanentFix
    }
  }
}
    fragment IncidentCard on Incident {
  id
  slug
  status
  updatedAt
  record {
    title
    components
    rootCause {
      statement
      category
    }
  }
}`) as unknown as TypedDocumentString<IncidentQuery, IncidentQueryVariables>;
export const ReportsDocument = new TypedDocumentString(`
    query Reports($first: Int, $after: String, $filter: SymptomReportFilter) {
  symptomReports(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      ...ReportCard
    }
  }
}
    fragment ReportCard on SymptomReport {
  id
  status
  text
  channel
  filedAt
  confirmed
  outcome {
    verdict
    matches {
      slug
      title
      confidence
      explanation
    }
  }
}`) as unknown as TypedDocumentString<ReportsQuery, ReportsQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview {
  week: coverage(days: 7) {
    filed
    recognised
    share
  }
  month: coverage(days: 30) {
    filed
    recognised
    share
  }
  uncategorised(first: 5) {
    nodes {
      id
      size
      sharedTerms
    }
  }
  jobCounts {
    waiting
    active
    failed
  }
}
    `) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const LookUpDocument = new TypedDocumentString(`
    query LookUp($input: LookupSymptomsInput!) {
  lookupSymptoms(input: $input) {
    verdict
    matches {
      slug
      title
      confidence
      explanation
    }
  }
}
    `) as unknown as TypedDocumentString<LookUpQuery, LookUpQueryVariables>;
export const FileReportDocument = new TypedDocumentString(`
    mutation FileReport($input: SymptomReportInput!, $waitMs: Int! = 0) {
  fileSymptomReport(input: $input, waitMs: $waitMs) {
    symptomReport {
      ...ReportCard
    }
  }
}
    fragment ReportCard on SymptomReport {
  id
  status
  text
  channel
  filedAt
  confirmed
  outcome {
    verdict
    matches {
      slug
      title
      confidence
      explanation
    }
  }
}`) as unknown as TypedDocumentString<FileReportMutation, FileReportMutationVariables>;
export const ReportMatchedDocument = new TypedDocumentString(`
    subscription ReportMatched($after: SafeInt) {
  symptomReportMatched(after: $after) {
    sequence
    symptomReport {
      ...ReportCard
    }
  }
}
    fragment ReportCard on SymptomReport {
  id
  status
  text
  channel
  filedAt
  confirmed
  outcome {
    verdict
    matches {
      slug
      title
      confidence
      explanation
    }
  }
}`) as unknown as TypedDocumentString<ReportMatchedSubscription, ReportMatchedSubscriptionVariables>;
export const VerificationProgressedDocument = new TypedDocumentString(`
    subscription VerificationProgressed($slug: ID!) {
  verificationProgressed(slug: $slug) {
    pending {
      id
      state
      done
      total
    }
    incident {
      slug
      verificationStatus
      verifiedAt
    }
  }
}
    `) as unknown as TypedDocumentString<VerificationProgressedSubscription, VerificationProgressedSubscriptionVariables>;