import { z } from 'zod';
import { roles, type Role } from '../identity/index.js';
import { reject } from './rejections.js';

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const roleNames = list.transform((pairs, context) => {
  const names: Partial<Record<Role, string[]>> = {};
  for (const pair of pairs) {
    const [role, name] = pair.split(/=(.*)/, 2);
    if (!roles.includes(role as Role) || !name) {
      context.addIssue({
        code: 'custom',
        message: `it takes <role>=<name>,… with the roles ${roles.join(', ')}`,
      });
      return z.NEVER;
    }
    (names[role as Role] ??= []).push(name);
  }
  return names;
});

const count = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const port = z.coerce.number().int().min(1).max(65_535);

/** Every environment variable that Talekeeper reads; nothing else looks at the environment. */
export const environmentSchema = z.object({
  PORT: port.default(4000).describe('Port of the API.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the API listens on.'),
  WORKER_HEALTH_PORT: port.optional().describe("Port of the worker's health endpoint; absent: none."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL 14 or later; absent: the embedded one.'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      'Redis for the queue and the rate limit; absent: the queue is in PostgreSQL, and each process has a limit of its own.',
    ),
  TALEKEEPER_HOME: z.string().min(1).default('.talekeeper').describe('Folder of the embedded database.'),
  INDEX_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the index between two starts; absent: that of the embedded database.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  JOB_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(10)
    .describe('Jobs at a time in a worker.'),
  JOB_ATTEMPTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(6)
    .describe('How often a job is tried before it is set aside.'),
  JOB_BACKOFF_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(600_000)
    .default(250)
    .describe('Wait before the first retry; doubles with each.'),
  JOB_LOCK_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(600_000)
    .default(10_000)
    .describe('After this time the jobs of a dead worker are run by another one.'),
  NODE_ENV: z.string().optional().describe('`production` for what strangers can reach.'),
  GRAPHIQL: z
    .stringbool()
    .optional()
    .describe('Whether /graphiql is there; absent: unless NODE_ENV is production.'),
  LIVE_CONNECTIONS_MAX: count(1, 100_000)
    .default(2_000)
    .describe('Open connections for subscriptions, in one process; more are refused.'),
  LIVE_CONNECTIONS_PER_CALLER_MAX: count(1, 100_000)
    .default(200)
    .describe('Of these, how many one key or person may have.'),
  LIVE_SUBSCRIPTIONS_PER_CONNECTION_MAX: count(1, 10_000)
    .default(50)
    .describe('Subscriptions on one connection.'),
  CORS_ORIGINS: list.default([]).describe('Origins whose web pages may call the API; absent: none.'),
  BODY_SIZE_MAX_BYTES: count(1_024, 64 * 1024 * 1024)
    .default(8 * 1024 * 1024)
    .describe('Largest body of a request.'),
  REQUEST_TIME_MAX_MS: count(100, 600_000).default(30_000).describe('How long a request may take to arrive.'),
  OPERATION_TIME_MAX_MS: count(10, 600_000)
    .default(15_000)
    .describe('How long a query or a mutation may take to be answered.'),
  QUERY_TOKENS_MAX: count(10, 100_000).default(4_000).describe('Longest document, in tokens of GraphQL.'),
  QUERY_DEPTH_MAX: count(1, 100).default(15).describe('Fields within fields.'),
  QUERY_ALIASES_MAX: count(0, 10_000).default(30).describe('Fields under another name.'),
  QUERY_COST_MAX: count(1, 10_000_000)
    .default(50_000)
    .describe('Cost of an operation; the README has the formula.'),
  RATE_PER_SECOND: count(0, 1_000_000)
    .default(100)
    .describe('Requests a second that a key may make on end; 0: any number.'),
  RATE_BURST: count(1, 1_000_000).default(200).describe('Requests that a key may make at once.'),
  INTROSPECTION: z.enum(['on', 'off']).default('on').describe('Whether the schema can be asked for.'),
  PERSISTED_OPERATIONS: z
    .string()
    .min(1)
    .optional()
    .describe('JSON file of documents by id, which requests may name instead of sending them.'),
  OPERATIONS: z
    .enum(['any', 'persisted'])
    .default('any')
    .describe('Whether documents that are not persisted are answered.'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Identity provider whose bearer tokens are accepted; absent: API keys alone.'),
  OIDC_AUDIENCE: z.string().min(1).optional().describe('Audience that a token has to be made for.'),
  OIDC_ROLE_CLAIM: z
    .string()
    .min(1)
    .default('roles')
    .describe('Claim of a token that names roles, such as `realm_access.roles`.'),
  OIDC_ROLES: roleNames
    .default(Object.fromEntries(roles.map((role) => [role, [role]])))
    .describe('What the provider calls our roles: `reader=staff,operator=oncall,operator=sre`.'),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe('Signing secret of the Slack app; absent: requests of Slack are refused.'),
  SLACK_OPERATORS: list
    .default([])
    .describe('Who may judge the matches of every report in Slack: slack:TEAM/USER, separated by commas.'),
  SLACK_RESPONSE_ORIGIN: z
    .url()
    .transform((address) => new URL(address).origin)
    .default('https://hooks.slack.com')
    .describe('Where answers to Slack may be posted.'),
  MCP_ORIGINS: list
    .default([])
    .describe(
      'Host names of web pages that may use /mcp, separated by commas; pages of this machine always may.',
    ),
});

export type Environment = z.output<typeof environmentSchema>;

/** The folder in which processes leave their index for the next ones; none with a database of one's own. */
export const indexFolder = ({ INDEX_FOLDER, DATABASE_URL, TALEKEEPER_HOME }: Environment) =>
  INDEX_FOLDER ?? (DATABASE_URL ? undefined : TALEKEEPER_HOME);

/** The validated environment; an empty variable counts as absent. Throws ENVIRONMENT_INVALID with its name. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environmentSchema
    .refine(({ OIDC_ISSUER, OIDC_AUDIENCE }) => !OIDC_ISSUER || OIDC_AUDIENCE, {
      path: ['OIDC_AUDIENCE'],
      message: 'it is needed with OIDC_ISSUER, or tokens made for others would be accepted',
    })
    .refine(({ OPERATIONS, PERSISTED_OPERATIONS }) => OPERATIONS === 'any' || PERSISTED_OPERATIONS, {
      path: ['PERSISTED_OPERATIONS'],
      message: 'it is needed with OPERATIONS=persisted, or nothing could be asked',
    })
    .safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '');
  throw reject('ENVIRONMENT_INVALID', {
    message: `The environment variable ${name} is not valid: ${issue?.message ?? ''}.`,
    field: name,
    remedy: 'Correct it, or unset it to use the default.',
  });
}
