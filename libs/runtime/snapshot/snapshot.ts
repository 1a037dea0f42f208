import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { ERASED, type EventStore } from '../../event-store/index.js';
import { incidentCodec } from '../../incident/index.js';
import { indexFingerprint, jsonPart, PartReader } from '../../matching/index.js';
import { Known, KNOWN_BY } from '../known.js';
import { VERSION } from '../version.js';
import type { SealedFile } from './posix/sealed-file.js';

/**
 * What is known, in a file, so that a process that starts does not have to read the whole log. The log remains the only
 * truth: a file that cannot be read, or is not certain to be of this log and this release, counts as none.
 */
export interface IndexSnapshot {
  /** What was known when the file was written; undefined, and said why, when that is of no use. */
  restore(): Promise<Known | undefined>;
  /** Begins to write what is known, if that is worth it by now; nobody has to wait for the end. */
  keep(known: Known): void;
  /** To be called when something was erased: removes the file, in which it may be. */
  discard(): Promise<void>;
  /** Ends writing, and writes once more if that is worth it. */
  close(known: Known): Promise<void>;
}

interface Dependencies {
  readonly file: SealedFile;
  readonly store: Pick<EventStore, 'readLog'>;
  /** Which log this is; see `logIdentity`. */
  readonly logIdentity: () => Promise<string>;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Fewer events are read sooner than a file is written. */
  readonly eventsMin?: number;
}

/** So much of the log has to be new for a file to be written. What is not in it takes its time at the next start. */
const SHARE = { running: 1 / 16, closing: 1 / 100 } as const;
const EVENTS_MIN = 1_000;
/** Raised whenever the parts mean something else. */
const FORMAT = 2;

/** What has to be the same for a snapshot to be of use. */
interface Origin {
  readonly format: number;
  readonly release: string;
  readonly index: string;
  readonly events: Readonly<Record<string, number>>;
  readonly log: string;
}

interface Head extends Origin {
  /** The place in the log that it stands for, and the event there: a log that was set back has another one. */
  readonly sequence: number;
  readonly eventId: string;
}

export function openIndexSnapshot(dependencies: Dependencies): IndexSnapshot {
  const { file, store, logIdentity, logger, eventsMin = EVENTS_MIN } = dependencies;
  /** Up to here the file goes, or would if it could be written. */
  let keptUpTo = 0;
  let writing: Promise<void> | undefined;

  const origin = async (): Promise<Origin> => ({
    format: FORMAT,
    release: VERSION,
    index: indexFingerprint(),
    events: incidentCodec.latest,
    log: await logIdentity(),
  });
  const eventAt = async (sequence: number) => (await store.readLog(sequence - 1, 1))[0]?.eventId ?? '';

  const read = async (): Promise<Known | string> => {
    const parts = await file.read();
    if (!parts) return 'there is no snapshot';
    const reader = new PartReader(parts);
    const head = reader.json<Head>();
    const other = Object.entries(await origin()).find(
      ([key, value]) => !isDeepStrictEqual(head[key as keyof Origin], value),
    );
    if (other) return `the snapshot is of another ${other[0]}`;
    if ((await eventAt(head.sequence)) !== head.eventId) return 'the log was set back after the snapshot';
    return Known.fromParts(reader);
  };
  const write = async (known: Known): Promise<void> => {
    const sequence = (keptUpTo = known.readUpTo);
    const parts = known.toParts();
    try {
      const head: Head = { ...(await origin()), sequence, eventId: await eventAt(sequence) };
      await file.write(headed(head, parts));
      // Whoever learnt of an erasure before the file was there could not remove it.
      const [erased] = await store.readLog(sequence, 1, KNOWN_BY.categories, [ERASED]);
      if (erased) await discard();
    } catch (err) {
      logger.warn({ err, file: file.path }, 'the index could not be kept for the next start');
    }
  };
  const discard = async (): Promise<void> => {
    keptUpTo = 0;
    await file.remove().catch((err: unknown) => {
      logger.error({ err, file: file.path }, 'remove this file: something in it was erased from the log');
    });
  };
  const isWorthIt = ({ readUpTo }: Known, share: number) =>
    readUpTo - keptUpTo >= Math.max(eventsMin, share * readUpTo);

  return {
    async restore() {
      const found = await read().catch((error: unknown) => String(error));
      if (typeof found === 'string') {
        logger.info({ reason: found, file: file.path }, 'the index is built anew from the log');
        return undefined;
      }
      keptUpTo = found.readUpTo;
      return found;
    },
    keep(known) {
      if (!writing && isWorthIt(known, SHARE.running)) {
        writing = write(known).finally(() => (writing = undefined));
      }
    },
    discard,
    async close(known) {
      await writing;
      if (isWorthIt(known, SHARE.closing)) await write(known);
    },
  };
}

function* headed(head: Head, parts: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield jsonPart(head);
  yield* parts;
}
