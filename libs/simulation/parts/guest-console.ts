/** What `wc`, `ls` and `uniq -c` say of a console file. */
export interface ConsoleFile {
  readonly bytes: number;
  readonly lines: number;
  /** How often its most frequent line is in it. */
  readonly repeats: number;
}

/** What somebody gets who reads it. */
export interface ConsoleText {
  readonly bytes: number;
  /** Its last line. */
  readonly end: string;
}

export interface GuestConsoleSettings {
  readonly path: string;
  /** What the boot left in the file. */
  readonly bootBytes: number;
  /** What a guest writes that has nothing to complain about. */
  readonly quietBytesPerS: number;
}

const QUIET_LINE = '[ 8412.114027] systemd-logind: new session of user admin';

/**
 * The serial console of a guest, as the hypervisor keeps it: a file that the guest appends to. What it holds is worked
 * out when somebody looks, so that a guest may write for days at the price of nothing.
 */
export class GuestConsole {
  readonly path: string;
  private quiet: number;
  private repeated = 0;
  private line = QUIET_LINE;
  private linesPerMs = 0;
  private bytesMax = Infinity;
  private settledAtMs: number;

  constructor(
    private readonly clock: { readonly nowMs: number },
    private readonly settings: GuestConsoleSettings,
  ) {
    this.path = settings.path;
    this.quiet = settings.bootBytes;
    this.settledAtMs = clock.nowMs;
  }

  /** From now on the guest writes one line over and over, besides what it writes anyway. */
  repeat(line: string, linesPerS: number): void {
    this.settle();
    this.line = line;
    this.linesPerMs = linesPerS / 1_000;
  }

  /** Rotates the file whenever it reaches a size, as virtlogd does; what it holds beyond that is cut off at once. */
  limitTo(bytesMax: number): void {
    this.bytesMax = bytesMax;
    this.settle();
  }

  /** Empties the file in place, so that the guest goes on writing into the same one. */
  truncate(): void {
    this.settle();
    this.quiet = this.repeated = 0;
  }

  look(): ConsoleFile {
    this.settle();
    const bytes = Math.round(this.quiet + this.repeated);
    const repeats = Math.round(this.repeated / this.lineBytes);
    return { bytes, repeats, lines: repeats + Math.round(this.quiet / (QUIET_LINE.length + 1)) };
  }

  /** The end of the file, of so many bytes at the most. */
  readEnd(bytesMax = Infinity): ConsoleText {
    const { bytes, repeats } = this.look();
    return { bytes: Math.min(bytes, bytesMax), end: repeats > 0 ? this.line : QUIET_LINE };
  }

  private get lineBytes(): number {
    return this.line.length + 1;
  }

  private settle(): void {
    const passedMs = this.clock.nowMs - this.settledAtMs;
    this.settledAtMs = this.clock.nowMs;
    this.quiet += (passedMs / 1_000) * this.settings.quietBytesPerS;
    this.repeated += passedMs * this.linesPerMs * this.lineBytes;
    const excess = this.quiet + this.repeated - this.bytesMax;
    if (excess <= 0) return;
    const oldest = Math.min(this.quiet, excess);
    this.quiet -= oldest;
    this.repeated -= excess - oldest;
  }
}
