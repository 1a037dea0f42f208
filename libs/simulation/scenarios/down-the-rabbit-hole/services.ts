import { drawBetween } from '../../engine/draw.js';
import type { Entry, Stage } from '../../engine/simulation.js';
import type { ConsoleText, GuestConsole } from '../../parts/guest-console.js';
import type { RpcEndpoint, RpcEntry, RpcMessage } from '../../parts/rpc-endpoint.js';

export type NovaPayload =
  | { readonly method: 'validate_networks' | 'networks_valid'; readonly instance: string }
  | { readonly method: 'run_instance' | 'instance_active'; readonly instance: string }
  | { readonly method: 'get_console_output'; readonly instance: string }
  | { readonly method: 'console_output'; readonly instance: string; readonly text: ConsoleText };
export type NovaEndpoint = RpcEndpoint<NovaPayload>;

export interface LaunchRequested extends Entry {
  readonly kind: 'launch-requested';
  readonly instance: string;
}
export interface LaunchFailed extends Entry {
  readonly kind: 'launch-failed';
  readonly instance: string;
}
export interface LaunchActive extends Entry {
  readonly kind: 'launch-active';
  readonly instance: string;
}
export interface ConsoleRead extends Entry {
  readonly kind: 'console-read';
  readonly instance: string;
  readonly bytes: number;
}
export interface DebugLogged extends Entry {
  readonly kind: 'debug-logged';
  readonly method: NovaPayload['method'];
  readonly bytes: number;
  /** The last line of what was logged, if it is a guest's. */
  readonly guestLine?: string;
}
export type NovaEntry = LaunchRequested | LaunchFailed | LaunchActive | ConsoleRead | DebugLogged | RpcEntry;

/** What a client of the API gets to see of a console; nothing if nova did not answer in time. */
export type ConsolePage = ConsoleText | undefined;

/** nova-api: takes launches and console requests in, and waits for others to answer. */
export class NovaApi {
  constructor(
    private readonly stage: Stage<NovaEntry>,
    private readonly endpoint: NovaEndpoint,
  ) {}

  /** A launch that names its networks has them checked first; if nobody answers, it fails. */
  launch(instance: string, namesNetworks: boolean): void {
    this.stage.note({ part: this.endpoint.name, kind: 'launch-requested', instance });
    const schedule = () => this.endpoint.cast('scheduler', { method: 'run_instance', instance });
    if (!namesNetworks) return schedule();
    this.endpoint.call('network', { method: 'validate_networks', instance }, (reply) => {
      if (reply) schedule();
      else this.stage.note({ part: this.endpoint.name, kind: 'launch-failed', instance });
    });
  }

  readConsole(instance: string, host: string, then: (page: ConsolePage) => void): void {
    this.endpoint.call(host, { method: 'get_console_output', instance }, (reply) =>
      then(reply?.method === 'console_output' ? reply.text : undefined),
    );
  }
}

/** nova-api runs with debug logging: whatever message it takes in goes into its log. */
export const debugLog = (stage: Stage<NovaEntry>) => (payload: NovaPayload, bytes: number) =>
  stage.note({
    part: 'nova-api',
    kind: 'debug-logged',
    method: payload.method,
    bytes,
    ...(payload.method === 'console_output' ? { guestLine: payload.text.end } : {}),
  });

/** nova-scheduler: hands each launch to the next host. */
export function serveScheduling(endpoint: NovaEndpoint, hosts: readonly string[]): void {
  let next = 0;
  endpoint.serve('scheduler', ({ payload }) => endpoint.cast(hosts[next++ % hosts.length]!, payload));
}

/** nova-network: knows whether a launch may have the networks that it names. */
export function serveNetworks(endpoint: NovaEndpoint): void {
  endpoint.serve('network', (request) =>
    endpoint.reply(request, { method: 'networks_valid', instance: request.payload.instance }),
  );
}

/** nova-conductor: writes into the database what became of instances. */
export function serveStates(stage: Stage<NovaEntry>, endpoint: NovaEndpoint): void {
  endpoint.serve('conductor', ({ payload: { instance } }) =>
    stage.note({ part: endpoint.name, kind: 'launch-active', instance }),
  );
}

/** nova-compute on one host: boots instances side by side, and reads consoles one after the other. */
export class NovaCompute {
  readonly consoles = new Map<string, GuestConsole>();
  /** How much of a console's end one request gets at the most; everything, in nova of that time. */
  consoleBytesMax = Infinity;
  private readonly requests: RpcMessage<NovaPayload>[] = [];
  private readonly random;
  private isReading = false;

  constructor(
    private readonly stage: Stage<NovaEntry>,
    private readonly endpoint: NovaEndpoint,
    private readonly encodeBytesPerMs: number,
  ) {
    this.random = stage.random(`${endpoint.name}/boot`);
    endpoint.serve(endpoint.name, (request) => {
      if (request.payload.method === 'run_instance') return this.boot(request.payload.instance);
      this.requests.push(request);
      this.readNext();
    });
  }

  private boot(instance: string): void {
    this.stage.after(drawBetween(this.random, 15_000, 40_000), () =>
      this.endpoint.cast('conductor', { method: 'instance_active', instance }),
    );
  }

  private readNext(): void {
    const request = this.isReading ? undefined : this.requests.shift();
    const file = request && this.consoles.get(request.payload.instance);
    if (!request || !file) return;
    const { instance } = request.payload;
    const text = file.readEnd(this.consoleBytesMax);
    this.stage.note({ part: this.endpoint.name, kind: 'console-read', instance, bytes: text.bytes });
    this.isReading = true;
    this.stage.after(text.bytes / this.encodeBytesPerMs, () =>
      this.endpoint.reply(request, { method: 'console_output', instance, text }, text.bytes, () => {
        this.isReading = false;
        this.readNext();
      }),
    );
  }
}
