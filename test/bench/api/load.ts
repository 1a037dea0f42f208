import autocannon from 'autocannon';

export interface LoadFigures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Target {
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query: string;
  /** One set of variables a request, in turn; one without, if none are given. */
  readonly variables?: readonly object[];
}

const WARM_UP_SECONDS = 2;

/** As many requests as ten clients get answered. Throws when one fails. */
export async function loadFully(target: Target, seconds: number): Promise<LoadFigures> {
  await fire(target, { duration: WARM_UP_SECONDS });
  return fire(target, { duration: seconds });
}

/** So many requests a second, whether or not those before are answered. Throws when one fails. */
export async function loadSteadily(
  target: Target,
  ratePerSecond: number,
  seconds: number,
): Promise<LoadFigures> {
  await fire(target, { duration: WARM_UP_SECONDS, overallRate: ratePerSecond });
  return fire(target, { duration: seconds, overallRate: ratePerSecond });
}

async function fire(
  { address, headers = {}, query, variables = [{}] }: Target,
  options: Pick<autocannon.Options, 'duration' | 'overallRate'>,
): Promise<LoadFigures> {
  const failed: string[] = [];
  const instance = await autocannon({
    ...options,
    url: `${address}/graphql`,
    connections: 10,
    requests: variables.map((it) => ({
      method: 'POST' as const,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables: it }),
      onResponse(status: number, body: string) {
        if (status !== 200 || body.startsWith('{"errors"')) failed.push(`${status}: ${body.slice(0, 300)}`);
      },
    })),
  });
  if (failed.length > 0) throw new Error(`${failed.length} requests failed, the first with ${failed[0]}`);
  if (instance.errors > 0) throw new Error(`${instance.errors} requests were not answered.`);
  const { requests, latency } = instance;
  return { requestsPerSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99 };
}
