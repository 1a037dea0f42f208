import type { Bind, Conditions, List, ListOrders } from '../../database/index.js';
import {
  verificationStatuses,
  type IncidentRecord,
  type IncidentStatus,
  type RootCauseCategory,
  type VerificationMark,
  type VerificationStatus,
} from '../../incident/index.js';

export interface IncidentSummary {
  readonly slug: string;
  readonly status: IncidentStatus;
  readonly record: IncidentRecord;
  readonly supersededBy: string | null;
  /** Digest of what the record claims; null until the view was built anew. */
  readonly claim: string | null;
  readonly verification: VerificationMark | null;
  readonly verifiedAt: Date | null;
  readonly version: number;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}

export interface IncidentFilter {
  readonly status?: IncidentStatus | undefined;
  readonly statuses?: readonly IncidentStatus[] | undefined;
  readonly component?: string | undefined;
  readonly release?: string | undefined;
  readonly category?: RootCauseCategory | undefined;
  readonly resolution?: IncidentRecord['resolution'] | undefined;
  readonly verificationStatuses?: readonly VerificationStatus[] | undefined;
  /** Part of the title, in upper or lower case. */
  readonly titleContains?: string | undefined;
  /** Words anywhere in the record, as people type them into a search box. */
  readonly text?: string | undefined;
  readonly submittedSince?: Date | undefined;
  readonly updatedSince?: Date | undefined;
}

export const incidentOrderFields = ['slug', 'title', 'submittedAt', 'updatedAt'] as const;
export type IncidentOrderField = (typeof incidentOrderFields)[number];

export const incidentOrders: ListOrders<IncidentOrderField> = {
  key: { column: 'slug', type: 'text' },
  orders: {
    slug: { column: 'slug', type: 'text' },
    title: { column: 'title', type: 'text' },
    submittedAt: { column: 'submitted_at', type: 'time' },
    updatedAt: { column: 'updated_at', type: 'time' },
  },
};

/** The list of incidents, whose records hold the given fields only, as far as these are known. */
export function incidentList(fields?: readonly string[]): List<IncidentOrderField, IncidentSummary> {
  const wanted = fields?.filter((field) => /^\w+$/.test(field)).sort();
  return {
    table: 'incident_view',
    columns: `slug, status, ${recordOf(wanted)} AS record, superseded_by AS "supersededBy", version, claim,
      verification - '{declaration,plays}'::text[] AS verification, verified_at AS "verifiedAt",
      submitted_at AS "submittedAt", updated_at AS "updatedAt"`,
    ...incidentOrders,
  };
}

/**
 * Stories and logs are long, and lists hardly ever show them. A record is stored compressed, and would be unpacked again
 * for each of its fields if it were not concatenated with nothing first.
 */
function recordOf(fields: readonly string[] | undefined): string {
  if (!fields) return 'record';
  const parts = fields.map((field) => `'${field}', unpacked -> '${field}'`);
  return `(SELECT jsonb_build_object(${parts.join(', ')}) FROM (SELECT record || '{}' AS unpacked OFFSET 0) known)`;
}

/** The versions of the scenarios as they are now, by slug: by these a proof is stale or not. */
export type ScenarioVersions = ReadonlyMap<string, number>;

export const incidentConditions =
  (filter: IncidentFilter, scenarioVersions: ScenarioVersions): Conditions =>
  (bind) => [
    ...(filter.status ? [`status = ${bind(filter.status)}`] : []),
    ...(filter.statuses ? [`status = ANY (${bind(filter.statuses)})`] : []),
    ...(filter.resolution ? [`resolution = ${bind(filter.resolution)}`] : []),
    ...(filter.component ? [`components @> ARRAY[${bind(filter.component)}]::text[]`] : []),
    ...(filter.release ? [`record -> 'environment' -> 'releases' ? ${bind(filter.release)}`] : []),
    ...(filter.category ? [`record -> 'rootCause' ->> 'category' = ${bind(filter.category)}`] : []),
    ...(filter.verificationStatuses ? [isProven(filter.verificationStatuses, scenarioVersions, bind)] : []),
    ...(filter.titleContains ? [`title ILIKE ${bind(`%${literally(filter.titleContains)}%`)}`] : []),
    ...(filter.text ? [`searchable(record) @@ websearch_to_tsquery('english', ${bind(filter.text)})`] : []),
    ...(filter.submittedSince ? [`submitted_at >= ${bind(filter.submittedSince)}`] : []),
    ...(filter.updatedSince ? [`updated_at >= ${bind(filter.updatedSince)}`] : []),
  ];

/** That `verificationStatusOf` says one of these. Stale is what is neither unverified nor a proof of a scenario of today. */
function isProven(as: readonly VerificationStatus[], versions: ScenarioVersions, bind: Bind): string {
  const isStaleMeant = as.includes('stale');
  const proofs = verificationStatuses
    .filter((status) => status !== 'stale' && as.includes(status) !== isStaleMeant)
    .flatMap((status) => proofsOf(status, versions));
  return isStaleMeant ? `proof <> ALL (${bind(proofs)})` : `proof = ANY (${bind(proofs)})`;
}

/** How the column `proof` says this of a record. */
const proofsOf = (status: VerificationStatus, versions: ScenarioVersions) =>
  status === 'unverified' ? [status] : [...versions].map(([slug, version]) => `${status} ${slug} ${version}`);

/** To LIKE these characters mean something else. */
const literally = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');
