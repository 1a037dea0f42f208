import { createApi } from '../../apps/api/create-api.js';
import type { Role } from '../../libs/identity/index.js';
import { openRuntime, readEnvironment, startWorker, type Runtime } from '../../libs/runtime/index.js';
import { throwawayDatabase, type ThrowawayDatabase } from './database.js';
import { until } from './until.js';

/** A whole Talekeeper in this process, over HTTP, on a database of its own. */
export interface Talekeeper {
  readonly runtime: Runtime;
  readonly database: ThrowawayDatabase;
  readonly address: string;
  /** The secret of a key with this role, made when it is first asked for. Its name is that of the role, or the given one. */
  key(role: Role, name?: string): Promise<string>;
  /** Asks with the key of an admin, unless the headers say otherwise. */
  graphql<Data = Record<string, never>>(
    query: string,
    variables?: object,
    headers?: object,
  ): Promise<GraphqlAnswer<Data>>;
  close(): Promise<void>;
}

export interface GraphqlAnswer<Data> {
  readonly status: number;
  readonly data?: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly field?: string; readonly remedy?: string };
  }[];
}

export async function startTalekeeper(variables: Record<string, string> = {}): Promise<Talekeeper> {
  const database = await throwawayDatabase();
  const environment = readEnvironment({ LOG_LEVEL: 'silent', ...variables, DATABASE_URL: database.url });
  const runtime = await openRuntime(environment, 'test');
  const worker = await startWorker(runtime);
  const api = await createApi(runtime);
  await api.listen(0, '127.0.0.1');
  const address = await api.getUrl();
  const keys = new Map<string, Promise<string>>();
  const key = (role: Role, name: string = role) => {
    const made =
      keys.get(name) ?? runtime.identity.createKey({ name, roles: [role] }, 'test').then((it) => it.secret);
    keys.set(name, made);
    return made;
  };
  return {
    runtime,
    database,
    address,
    key,
    async graphql(query, queryVariables, headers = {}) {
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await key('admin')}`,
          ...headers,
        },
        body: JSON.stringify({ query, variables: queryVariables }),
      });
      return { status: response.status, ...((await response.json()) as object) };
    },
    async close() {
      await api.close();
      await worker.close();
      await runtime.close();
      await database.drop();
    },
  };
}

/** Another process of the API on the same database, as far as it can be one in this process, and without a worker. */
export async function startAnotherApi({ database }: Talekeeper, variables: Record<string, string> = {}) {
  const environment = readEnvironment({ LOG_LEVEL: 'silent', ...variables, DATABASE_URL: database.url });
  const runtime = await openRuntime(environment, 'elsewhere');
  const api = await createApi(runtime);
  await api.listen(0, '127.0.0.1');
  return {
    address: await api.getUrl(),
    async close() {
      await api.close();
      await runtime.close();
    },
  };
}

/** The data of an answer without errors; anything else fails the test with the errors' texts. */
export async function dataOf<Data>(answer: Promise<GraphqlAnswer<Data>>): Promise<Data> {
  const { data, errors } = await answer;
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** The stable code, field and remedy of the only error of an answer. */
export async function refusalOf(answer: Promise<GraphqlAnswer<unknown>>) {
  const { errors = [] } = await answer;
  if (errors.length !== 1) throw new Error(`expected one error: ${JSON.stringify(await answer)}`);
  return errors[0]!.extensions ?? {};
}

const PATIENCE_MS = 15_000;

/** Asks until the answer passes, and returns it; fails with the last answer when the patience is over. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  passes: (answer: Answer) => boolean,
): Promise<Answer> {
  let last: { answer: Answer } | undefined;
  const askAgain = async () => {
    last = { answer: await ask() };
    return passes(last.answer) && last;
  };
  try {
    return (await until('the answer passes', askAgain, undefined, PATIENCE_MS)).answer;
  } catch (cause) {
    throw new Error(`still ${JSON.stringify(last?.answer)}`, { cause });
  }
}
