import { macAt, newBytes, setMac, setUint16, setUint32, uint16At, uint32At } from './bytes.js';

/** A configuration BPDU of the spanning tree protocol (IEEE 802.1D-1998, clause 9.3.1). */
export interface ConfigurationBpdu {
  readonly topologyChange: boolean;
  readonly topologyChangeAcknowledged: boolean;
  readonly root: BridgeId;
  readonly rootPathCost: number;
  readonly bridge: BridgeId;
  /** Priority and number of the port, 16 bits. */
  readonly port: number;
  /** Times have a resolution of 1/256 s and stay below 256 s. */
  readonly messageAgeS: number;
  readonly maxAgeS: number;
  readonly helloTimeS: number;
  readonly forwardDelayS: number;
}

export interface BridgeId {
  readonly priority: number;
  readonly mac: string;
}

/** Where bridges listen to each other; a bridge that takes part forwards nothing sent to it. */
export const BRIDGE_GROUP_MAC = '01:80:c2:00:00:00';

/** Source and destination service access point of bridges, and "unnumbered information" (IEEE 802.2). */
const LLC = [0x42, 0x42, 0x03];
const BYTES = LLC.length + 35;

/** The payload of an IEEE 802.3 frame, LLC header included. */
export function encodeBpdu(bpdu: ConfigurationBpdu): Uint8Array {
  const bytes = newBytes(BYTES);
  bytes.set(LLC);
  // Protocol, version and type of a configuration BPDU are all 0.
  bytes[7] = Number(bpdu.topologyChange) | (Number(bpdu.topologyChangeAcknowledged) << 7);
  setBridge(bytes, 8, bpdu.root);
  setUint32(bytes, 16, bpdu.rootPathCost);
  setBridge(bytes, 20, bpdu.bridge);
  setUint16(bytes, 28, bpdu.port);
  [bpdu.messageAgeS, bpdu.maxAgeS, bpdu.helloTimeS, bpdu.forwardDelayS].forEach((seconds, index) =>
    setUint16(bytes, 30 + 2 * index, Math.round(seconds * 256)),
  );
  return bytes;
}

/** Reads the payload of an IEEE 802.3 frame; `undefined` if it is no configuration BPDU. */
export function decodeBpdu(bytes: Uint8Array): ConfigurationBpdu | undefined {
  const isBpdu = bytes.length >= BYTES && LLC.every((byte, at) => bytes[at] === byte);
  if (!isBpdu) return undefined;
  if (uint32At(bytes, 3) !== 0) return undefined;
  const flags = bytes[7]!;
  return {
    topologyChange: (flags & 0x01) !== 0,
    topologyChangeAcknowledged: (flags & 0x80) !== 0,
    root: bridgeAt(bytes, 8),
    rootPathCost: uint32At(bytes, 16),
    bridge: bridgeAt(bytes, 20),
    port: uint16At(bytes, 28),
    messageAgeS: uint16At(bytes, 30) / 256,
    maxAgeS: uint16At(bytes, 32) / 256,
    helloTimeS: uint16At(bytes, 34) / 256,
    forwardDelayS: uint16At(bytes, 36) / 256,
  };
}

function setBridge(bytes: Uint8Array, at: number, { priority, mac }: BridgeId): void {
  setUint16(bytes, at, priority);
  setMac(bytes, at + 2, mac);
}

const bridgeAt = (bytes: Uint8Array, at: number): BridgeId => ({
  priority: uint16At(bytes, at),
  mac: macAt(bytes, at + 2),
});
