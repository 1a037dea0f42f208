import { openStackTime, syslogTime } from '../../log-time.js';

/** The day on which a world begins, in the week of the tale. */
const BEGIN = Date.UTC(2012, 11, 10);

/** A line of a node's nova.log as `grep -r` finds it in the collected logs. */
export const collected = (atMs: number, node: string, level: string, message: string): string =>
  `${node}/nova.log:${syslogTime(BEGIN + atMs)} ${node} ${openStackTime(BEGIN + atMs)} ${level} ${message}`;

/** A line of nova's own log. */
export const novaLine = (atMs: number, level: string, message: string): string =>
  `${openStackTime(BEGIN + atMs)} ${level} ${message}`;

const REASONS = { 'no-such-file': 'No such file or directory', 'input-output-error': 'Input/output error' };
type FileError = keyof typeof REASONS;

export const virshError = (instance: string, backingFile: string, error: FileError): string =>
  `error: Cannot access backing file '${backingFile}' of storage file '/var/lib/nova/instances/${instance}/disk' (as uid:107, gid:107): ${REASONS[error]}`;

export const kvmError = (instance: string, error: FileError): string => {
  const disk = `/var/lib/nova/instances/${instance}/disk`;
  return `kvm: -drive file=${disk},if=none,id=drive-virtio-disk0,format=qcow2,cache=none: could not open disk image ${disk}: ${REASONS[error]}`;
};

export const qemuImgError = (instance: string, backingFile: string): string =>
  `qemu-img: Could not open '/var/lib/nova/instances/${instance}/disk': Could not open backing file: Could not open '${backingFile}': No such file or directory`;
