import type { Simulation, Stage } from '../../engine/simulation.js';
import type { ConnectionSettings } from '../../parts/broker-connection.js';
import { GuestConsole } from '../../parts/guest-console.js';
import { MessageBroker, type BrokerEntry } from '../../parts/message-broker.js';
import { RpcEndpoint, type RpcMessage } from '../../parts/rpc-endpoint.js';
import type { MonitoringEntry } from './monitoring.js';
import { ConsoleReader, uuids, type PageEntry } from './people.js';
import type { Parameters } from './parameters.js';
import {
  debugLog,
  NovaApi,
  NovaCompute,
  serveNetworks,
  serveScheduling,
  serveStates,
  type NovaEndpoint,
  type NovaEntry,
  type NovaPayload,
} from './services.js';

export type RabbitHoleEntry = BrokerEntry | NovaEntry | PageEntry | MonitoringEntry;

export interface World {
  readonly stage: Stage<RabbitHoleEntry>;
  readonly parameters: Parameters;
  readonly broker: MessageBroker<RpcMessage<NovaPayload>>;
  readonly api: NovaApi;
  readonly computes: readonly NovaCompute[];
  readonly endpoints: readonly NovaEndpoint[];
  /** The consoles of some guests, with the host of each; the first is that of the guest that gives trouble. */
  readonly consoles: ReadonlyMap<GuestConsole, string>;
  readonly owner: ConsoleReader;
}

const MB = 1_000_000;
const GB = 1_000_000_000;
/** Gigabit Ethernet, as it is in practice. */
const LAN_BYTES_PER_MS = 110_000;
/** What a broker needs for itself. */
const BROKER_IDLE_BYTES = 90 * MB;
/** Nova gives a call up after a minute (`rpc_response_timeout`). */
const RPC_TIMEOUT_MS = 60_000;
const LAN: ConnectionSettings = { sendBytesPerMs: LAN_BYTES_PER_MS, receiveBytesPerMs: LAN_BYTES_PER_MS };

/**
 * A control plane around two brokers. Half of the services are connected to one, half to the other, as a balancer would
 * have it; while the brokers see each other this makes no difference.
 */
export function build(parameters: Parameters, stage: Simulation<RabbitHoleEntry>): World {
  const broker = new MessageBroker<RpcMessage<NovaPayload>>(stage, {
    nodes: ['mq1', 'mq2'],
    ramBytes: parameters.brokerRamGb * GB,
    idleBytes: BROKER_IDLE_BYTES,
    lanBytesPerMs: LAN_BYTES_PER_MS,
  });
  const endpoints: NovaEndpoint[] = [];
  const endpoint = (name: string, node: 0 | 1, settings = LAN, onArrival?: ReturnType<typeof debugLog>) => {
    const connection = broker.connect(name, broker.nodes[node]!, settings);
    const it: NovaEndpoint = new RpcEndpoint(stage, name, connection, RPC_TIMEOUT_MS, onArrival);
    endpoints.push(it);
    return it;
  };

  const decoding = { ...LAN, receiveBytesPerMs: parameters.decodeMbPerS * 1_000 };
  const api = new NovaApi(stage, endpoint('nova-api', 0, decoding, debugLog(stage)));
  const hosts = Array.from({ length: parameters.computeNodes }, (_, at) => `cc${at + 1}`);
  serveScheduling(endpoint('nova-scheduler', 0), hosts);
  serveNetworks(endpoint('nova-network', 1));
  serveStates(stage, endpoint('nova-conductor', 1));
  const computes = hosts.map(
    (host) => new NovaCompute(stage, endpoint(host, 1), parameters.encodeMbPerS * 1_000),
  );

  const random = stage.random('guests');
  const nextId = uuids(random);
  const consoles = new Map<GuestConsole, string>();
  const instances = computes.map((compute, at) => {
    const instance = nextId();
    const name = `instance-${(0xe05 + 17 * at).toString(16).padStart(8, '0')}`;
    const file = new GuestConsole(stage, {
      path: `/var/lib/nova/instances/${name}/console.log`,
      bootBytes: 30_000 + Math.floor(random.next() * 30_000),
      quietBytesPerS: 0.2,
    });
    compute.consoles.set(instance, file);
    consoles.set(file, hosts[at]!);
    return instance;
  });
  const owner = new ConsoleReader(stage, api, {
    instance: instances[0]!,
    host: hosts[0]!,
    refreshEveryMs: parameters.refreshEveryS * 1_000,
    refreshesMax: parameters.refreshesMax,
  });
  return { stage, parameters, broker, api, computes, endpoints, consoles, owner };
}
