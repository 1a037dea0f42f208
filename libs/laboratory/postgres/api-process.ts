import pg from 'pg';
import { find, type Lookup, type Question } from './lookups.js';

/** What the process is told. */
export interface ApiTask extends Question {
  readonly url: string;
  readonly schema: string;
  readonly lookup: Lookup;
}

/** What it answers, once it is asked. */
export interface ApiAnswer {
  readonly instance: string | undefined;
  readonly rowsSent: number;
  readonly tookMs: number;
  /** The most memory that the process had during the request, less what it had before. */
  readonly memoryMb: number;
}

/*
 * A process that serves one request, as the API does: its memory is that of the request. It connects, says that it is
 * ready, looks the token up when it is told to, and ends when its parent does.
 */
process.on('disconnect', () => process.exit(1));
process.once('message', ({ url, schema, lookup, ...question }: ApiTask) => {
  void serve(url, schema, lookup, question);
});

async function serve(url: string, schema: string, lookup: Lookup, question: Question): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` });
  client.on('error', () => process.exit(1));
  await client.connect();
  await client.query("set client_connection_check_interval = '1s'");
  process.once('message', () => void answerRequest());
  process.send?.('ready');

  const answerRequest = async () => {
    const beforeMb = process.memoryUsage.rss() / 1e6;
    const start = performance.now();
    const { instance, rowsSent } = await find(client, lookup, question);
    const tookMs = performance.now() - start;
    const peakMb = (process.resourceUsage().maxRSS * 1_024) / 1e6;
    const answer: ApiAnswer = { instance, rowsSent, tookMs, memoryMb: Math.max(0, peakMb - beforeMb) };
    process.send?.(answer);
  };
}
