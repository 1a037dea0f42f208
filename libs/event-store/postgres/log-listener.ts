import { Client, type Pool } from 'pg';
import { createLoop } from './loop.js';

/** Tells that the log has grown, in whichever process that happened. */
export interface LogListener {
  start(): void;
  /** Calls back after each growth and after each reconnection, for what was missed meanwhile; returns its undoing. */
  onGrowth(callback: () => void): () => void;
  /** Ends for good: whoever starts it from now on starts nothing. */
  stop(): Promise<void>;
}

/**
 * Listens on a connection of its own, made with the pool's settings and made anew when it is lost. Lost notifications
 * only delay: whoever follows the log also looks from time to time by itself.
 */
export function createLogListener(
  pool: Pool,
  { checkMs = 10_000, onError }: LogListenerOptions = {},
): LogListener {
  const callbacks = new Set<() => void>();
  let client: Client | undefined;

  const announce = () => callbacks.forEach((callback) => callback());

  async function connect(): Promise<void> {
    const fresh = new Client({ ...pool.options, query_timeout: checkMs });
    fresh.on('error', (error) => onError?.(error));
    fresh.on('end', () => {
      if (client !== fresh) return;
      client = undefined;
      loop.kick();
    });
    fresh.on('notification', announce);
    try {
      await fresh.connect();
      await fresh.query('LISTEN event_log');
    } catch (error) {
      await close(fresh);
      throw error;
    }
    client = fresh;
    announce();
  }

  async function check(connected: Client): Promise<void> {
    try {
      await connected.query('SELECT 1');
    } catch (error) {
      client = undefined;
      await close(connected);
      throw error;
    }
  }

  const loop = createLoop({
    step: async () => {
      await (client ? check(client) : connect());
      return false;
    },
    busyMs: RECONNECT_MS,
    idleMs: checkMs,
    onError,
  });

  return {
    start: () => loop.start(),
    onGrowth(callback) {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    async stop() {
      await loop.stop();
      const last = client;
      client = undefined;
      if (last) await close(last);
    },
  };
}

/** Wait before a lost connection is made anew. */
const RECONNECT_MS = 50;

async function close(client: Client): Promise<void> {
  await client.end().catch(() => undefined);
}

export interface LogListenerOptions {
  /** How often a quiet connection is probed, so that one which died silently is noticed. */
  readonly checkMs?: number;
  readonly onError?: (error: unknown) => void;
}
