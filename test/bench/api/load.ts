import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { percentiles } from '../percentiles.js';

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

const CLIENTS = 10;
const WARM_UP_SECONDS = 2;

/** As many requests as ten clients get answered. Throws when one fails. */
export async function loadFully(target: Target, seconds: number): Promise<LoadFigures> {
  await fire(target, { connections: CLIENTS, duration: WARM_UP_SECONDS });
  return fire(target, { connections: CLIENTS, duration: seconds });
}

/**
 * So many requests a second, whether or not those before are answered: as many connections of one request a second
 * each, opened evenly over a second. (Asked for a rate, autocannon sends it as a volley at the start of each second.)
 * Throws when one fails.
 */
export async function loadSteadily(
  target: Target,
  ratePerSecond: number,
  seconds: number,
): Promise<LoadFigures> {
  const { variables = [{}] } = target;
  const timesMs: number[] = [];
  const startedAt = performance.now();
  const one = async (index: number) => {
    await setTimeout((1000 * index) / ratePerSecond);
    const own = { ...target, variables: variables.filter((_, at) => at % ratePerSecond === index) };
    if (own.variables.length === 0) own.variables = [variables[index % variables.length]!];
    await fire(own, { duration: WARM_UP_SECONDS + seconds, connections: 1, overallRate: 1 }, (timeMs) => {
      if (performance.now() - startedAt > (WARM_UP_SECONDS + 1) * 1000) timesMs.push(timeMs);
    });
  };
  await Promise.all(Array.from({ length: ratePerSecond }, (_, index) => one(index)));
  const { p50: p50Ms, p99: p99Ms } = percentiles(timesMs);
  return { requestsPerSecond: ratePerSecond, p50Ms, p99Ms };
}

async function fire(
  { address, headers = {}, query, variables = [{}] }: Target,
  options: Pick<autocannon.Options, 'connections' | 'duration' | 'overallRate'>,
  onResponse: (timeMs: number) => void = () => {},
): Promise<LoadFigures> {
  const failed: string[] = [];
  const request = {
    ...options,
    url: `${address}/graphql`,
    requests: variables.map((it) => ({
      method: 'POST' as const,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables: it }),
      onResponse(status: number, body: string) {
        if (status !== 200 || body.startsWith('{"errors"')) failed.push(`${status}: ${body.slice(0, 300)}`);
      },
    })),
  };
  const { errors, requests, latency } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(request, (error: Error | null, result) =>
      error ? reject(error) : resolve(result),
    );
    running.on('response', (_client, _status, _bytes, timeMs) => onResponse(timeMs));
  });
  if (failed.length > 0) throw new Error(`${failed.length} requests failed, the first with ${failed[0]}`);
  if (errors > 0) throw new Error(`${errors} requests were not answered.`);
  return { requestsPerSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99 };
}
