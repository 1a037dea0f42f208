import type { Random } from '../../../kernel/index.js';
import { drawBetween } from '../../engine/draw.js';
import type { Entry, Stage } from '../../engine/simulation.js';
import type { MessageBroker } from '../../parts/message-broker.js';
import { HOUR_MS, MINUTE_MS } from './parameters.js';
import type { ConsolePage, NovaApi } from './services.js';

export interface PageRequested extends Entry {
  readonly kind: 'page-requested';
  readonly instance: string;
}
export interface PageAnswered extends Entry {
  readonly kind: 'page-answered';
  readonly instance: string;
  /** Nothing if nova gave up. */
  readonly bytes: number;
}
export type PageEntry = PageRequested | PageAnswered;

const DAY_MS = 24 * HOUR_MS;
const OFFICE_OPENS_MS = 8 * HOUR_MS;
const OFFICE_CLOSES_MS = 17 * HOUR_MS;
/** A browser shows no more than this, and nobody waits longer. */
const PAGE_BYTES_MAX = 5_000_000;
const PATIENCE_MS = 30_000;

/** Launches instances day and night. Every other launch names its networks. */
export function launchAgainAndAgain(stage: Stage<Entry>, api: NovaApi, everyS: number): void {
  const random = stage.random('launches');
  const nextId = uuids(random);
  let launches = 0;
  const next = () =>
    void stage.after(drawBetween(random, 0.5, 1.5) * everyS * 1_000, () => {
      api.launch(nextId(), launches++ % 2 === 0);
      next();
    });
  next();
}

export interface ConsoleReaderSettings {
  readonly instance: string;
  readonly host: string;
  readonly refreshEveryMs: number;
  readonly refreshesMax: number;
}

/**
 * The owner of an instance, who looks at its console now and then during office hours. A page that comes soon and can
 * be read is enough until the next look; one that does not is loaded again and again, until patience is at an end.
 */
export class ConsoleReader {
  private readonly random;

  constructor(
    private readonly stage: Stage<PageEntry>,
    private readonly api: NovaApi,
    private readonly settings: ConsoleReaderSettings,
  ) {
    this.random = stage.random('console-reader');
  }

  start(): void {
    this.stage.after(OFFICE_OPENS_MS + this.shortly(), () => this.look());
  }

  /** Loads the page again and again, whatever comes of it. */
  refreshWithoutEnd(): void {
    this.stage.every(this.settings.refreshEveryMs, () => this.load(() => undefined));
  }

  private look(): void {
    this.loadUntilUseful(this.settings.refreshesMax);
    const { nowMs } = this.stage;
    const nextMs = nowMs + drawBetween(this.random, 1.5, 2.5) * HOUR_MS;
    const isLate = nextMs % DAY_MS > OFFICE_CLOSES_MS;
    const tomorrowMs = nowMs - (nowMs % DAY_MS) + DAY_MS + OFFICE_OPENS_MS + this.shortly();
    this.stage.after((isLate ? tomorrowMs : nextMs) - nowMs, () => this.look());
  }

  private loadUntilUseful(times: number): void {
    const again = this.stage.after(this.settings.refreshEveryMs, () => {
      if (times > 1) this.loadUntilUseful(times - 1);
    });
    this.load(() => again.cancel());
  }

  private load(onUseful: () => void): void {
    const { instance, host } = this.settings;
    const askedAtMs = this.stage.nowMs;
    this.stage.note({ part: 'dashboard', kind: 'page-requested', instance });
    this.api.readConsole(instance, host, (page: ConsolePage) => {
      this.stage.note({ part: 'dashboard', kind: 'page-answered', instance, bytes: page?.bytes ?? 0 });
      const isInTime = this.stage.nowMs - askedAtMs <= PATIENCE_MS;
      if (page && isInTime && page.bytes <= PAGE_BYTES_MAX) onUseful();
    });
  }

  private shortly(): number {
    return drawBetween(this.random, 0, 0.5) * HOUR_MS;
  }
}

/** The team that runs the brokers looks at them now and then, and brings back what is dead. */
export function keepBrokersRunning<B>(stage: Stage<Entry>, broker: MessageBroker<B>, repairMs: number): void {
  const beingRepaired = new Set<string>();
  stage.every(5 * MINUTE_MS, () => {
    for (const node of broker.nodes) {
      if (node.isUp || beingRepaired.has(node.name)) continue;
      beingRepaired.add(node.name);
      stage.after(repairMs, () => {
        beingRepaired.delete(node.name);
        broker.start(node);
      });
    }
  });
}

/** Hands out UUIDs that look random: the first parts are drawn once, the last is a number that goes its rounds. */
export function uuids(random: Random): () => string {
  const [a, b, c] = [0, 1, 2].map(() => hex(Math.floor(random.next() * 2 ** 32), 8));
  const prefix = `${a!}-${b!.slice(4)}-4${b!.slice(1, 4)}-9${c!.slice(5)}`;
  let count = Math.floor(random.next() * 2 ** 20);
  return () => `${prefix}-${hex((++count * 0x5dee_ce6d) % 2 ** 48, 12)}`;
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
