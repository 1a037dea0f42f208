import type { Entry, Stage, Timer } from '../engine/simulation.js';
import type { BrokerConnection } from './broker-connection.js';

export interface RpcTimeout extends Entry {
  readonly kind: 'rpc-timeout';
  readonly method: string;
  readonly id: string;
}
export type RpcEntry = RpcTimeout;

/** What two services say to each other, as one message of the broker. */
export interface RpcMessage<P extends Payload> {
  readonly id: string;
  /** The queue that the caller waits at; none if nobody waits. */
  readonly replyTo?: string;
  readonly payload: P;
}
export interface Payload {
  readonly method: string;
}

/** Size of a message that carries no more than a request. */
const REQUEST_BYTES = 4_000;

/**
 * Remote procedure calls over a broker, after OpenStack's: a cast is sent and forgotten, a call waits for its reply and
 * is given up after a time. The reply goes its way nonetheless, and is thrown away when it arrives.
 */
export class RpcEndpoint<P extends Payload> {
  private readonly waiting = new Map<string, { timer: Timer; then: (reply: P | undefined) => void }>();
  private readonly replyQueue: string;
  private calls = 0;

  constructor(
    private readonly stage: Stage<RpcEntry>,
    readonly name: string,
    private readonly connection: BrokerConnection<RpcMessage<P>>,
    private readonly timeoutMs: number,
    /** Sees whatever arrives, as a debug log does. */
    private readonly onArrival: (payload: P, bytes: number) => void = () => undefined,
  ) {
    this.replyQueue = `reply_${name}`;
    connection.consume(this.replyQueue, ({ body, bytes }) => this.takeReply(body, bytes));
  }

  get isRunning(): boolean {
    return this.connection.isOpen;
  }

  /** The service ends; requests to it wait in their queue. */
  stop(): void {
    this.connection.close();
  }

  serve(topic: string, handler: (request: RpcMessage<P>) => void): void {
    this.connection.consume(topic, ({ body, bytes }) => {
      this.onArrival(body.payload, bytes);
      handler(body);
    });
  }

  cast(topic: string, payload: P): void {
    this.send(topic, { id: this.nextId(), payload });
  }

  /** `then` is handed the reply, or nothing if the time is up. */
  call(topic: string, payload: P, then: (reply: P | undefined) => void): void {
    const id = this.nextId();
    const timer = this.stage.after(this.timeoutMs, () => {
      this.waiting.delete(id);
      this.stage.note({ part: this.name, kind: 'rpc-timeout', method: payload.method, id });
      then(undefined);
    });
    this.waiting.set(id, { timer, then });
    this.send(topic, { id, replyTo: this.replyQueue, payload });
  }

  /** `done` is called when the reply has left, or cannot leave. */
  reply({ id, replyTo }: RpcMessage<P>, payload: P, bytes = REQUEST_BYTES, done?: () => void): void {
    if (replyTo === undefined) return done?.();
    this.connection.publish({ queue: replyTo, bytes, body: { id, payload }, isSentAgain: false }, done);
  }

  private send(queue: string, body: RpcMessage<P>): void {
    this.connection.publish({ queue, bytes: REQUEST_BYTES, body, isSentAgain: true });
  }

  private takeReply({ id, payload }: RpcMessage<P>, bytes: number): void {
    this.onArrival(payload, bytes);
    const waiting = this.waiting.get(id);
    if (!waiting) return;
    this.waiting.delete(id);
    waiting.timer.cancel();
    waiting.then(payload);
  }

  private nextId(): string {
    this.calls += 1;
    return `${this.name}-${this.calls}`;
  }
}
