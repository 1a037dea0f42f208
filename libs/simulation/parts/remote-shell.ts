import type { Entry, Stage, Timer } from '../engine/simulation.js';
import type { TcpConnection } from './tcp-connection.js';
import type { Tcp } from './tcp.js';

export interface SessionOpened extends Entry {
  readonly kind: 'session-opened';
  readonly session: string;
  readonly server: string;
}
export interface LoginFailed extends Entry {
  readonly kind: 'login-failed';
  readonly session: string;
  readonly server: string;
}
export interface CommandFinished extends Entry {
  readonly kind: 'command-finished';
  readonly session: string;
  readonly server: string;
  readonly command: string;
  readonly outputBytes: number;
  readonly tookMs: number;
}
/** Nothing has come for a while, though the command is not done. */
export interface CommandStalled extends Entry {
  readonly kind: 'command-stalled';
  readonly session: string;
  readonly server: string;
  readonly command: string;
  readonly outputBytes: number;
}
/** What was typed into a stalled session did not appear, and its user closed the window. */
export interface SessionGivenUp extends Entry {
  readonly kind: 'session-given-up';
  readonly session: string;
  readonly server: string;
}
export type ShellEntry = SessionOpened | LoginFailed | CommandFinished | CommandStalled | SessionGivenUp;

export const SSH_PORT = 22;
/** One byte, so that no segment can end within it. */
const PROMPT = '$';
const STALLED_MS = 4_000;
const PATIENCE_MS = 4_000;
const PIECE_MS = 4;

/** Message 21 of RFC 4253, NEWKEYS: what follows is encrypted, and a matter of its length only. */
const NEW_KEYS = Uint8Array.of(0, 0, 0, 12, 10, 21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
const VERSION = 'SSH-2.0-OpenSSH_5.9p1\r\n';
const AUTHENTICATION_BYTES = 640;

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const GREETING = Uint8Array.from([...bytesOf(VERSION), ...NEW_KEYS]);
const hasPrompt = (data: Uint8Array) => data.includes(PROMPT.charCodeAt(0));

/**
 * The SSH server of a guest. A command's output is written piece by piece, as the program prints it and sshd reads it
 * from the pipe, and ends with the prompt; a key is echoed.
 *
 * @param outputOf sizes of the pieces that a command prints, in bytes
 */
export function serveShells(
  stage: Stage<Entry>,
  tcp: Tcp,
  outputOf: (command: string) => readonly number[],
): void {
  tcp.listen(SSH_PORT, (connection) => {
    let heard = 0;
    connection.onEstablished = () => connection.write(bytesOf(VERSION));
    connection.onData = (data) => {
      heard += 1;
      if (heard === 1) return connection.write(NEW_KEYS);
      if (heard === 2) return connection.write(withPrompt(AUTHENTICATION_BYTES));
      if (data.at(-1) !== 0x0a) return connection.write(data);
      const pieces = outputOf(String.fromCharCode(...data.subarray(0, -1)));
      pieces.forEach((bytes, index) => {
        const isLast = index === pieces.length - 1;
        const piece = isLast ? withPrompt(bytes) : new Uint8Array(bytes).fill(0x2e);
        stage.after(index * PIECE_MS, () => connection.write(piece));
      });
    };
  });
}

function withPrompt(bytes: number): Uint8Array {
  const piece = new Uint8Array(bytes + PROMPT.length).fill(0x2e);
  piece.set(bytesOf(PROMPT), bytes);
  return piece;
}

/** Somebody who logs in, runs one command, watches what it prints, and logs out; or despairs of it. */
export class ShellSession {
  private readonly connection: TcpConnection;
  private timer: Timer;
  private command: { readonly text: string; readonly startedMs: number; outputBytes: number } | undefined;
  private heard = 0;

  /** @param session a name that no other session has */
  constructor(
    private readonly stage: Stage<ShellEntry>,
    tcp: Tcp,
    private readonly at: { readonly part: string; readonly session: string; readonly server: string },
    private readonly text: string,
  ) {
    this.connection = tcp.connect(at.server, SSH_PORT);
    this.connection.onData = (data) => this.hear(data);
    this.timer = stage.after(STALLED_MS, () => {
      stage.note({ ...at, kind: 'login-failed' });
      this.connection.abort();
    });
  }

  private hear(data: Uint8Array): void {
    this.heard += 1;
    if (this.heard === 1) return this.connection.write(GREETING);
    if (this.heard === 2) return this.connection.write(new Uint8Array(AUTHENTICATION_BYTES).fill(0x2e));
    this.timer.cancel();
    if (this.command) this.follow(data);
    else if (hasPrompt(data)) this.run();
  }

  private run(): void {
    this.stage.note({ ...this.at, kind: 'session-opened' });
    this.command = { text: this.text, startedMs: this.stage.nowMs, outputBytes: 0 };
    this.connection.write(bytesOf(`${this.text}\n`));
    this.timer = this.stage.after(STALLED_MS, () => this.stall());
  }

  private follow(data: Uint8Array): void {
    const command = this.command!;
    command.outputBytes += data.length;
    if (!hasPrompt(data)) {
      this.timer = this.stage.after(STALLED_MS, () => this.stall());
      return;
    }
    const { text, startedMs, outputBytes } = command;
    const tookMs = this.stage.nowMs - startedMs;
    this.stage.note({ ...this.at, kind: 'command-finished', command: text, outputBytes, tookMs });
    this.connection.abort();
  }

  /** Presses a key, and waits for it to appear. */
  private stall(): void {
    const { text, outputBytes } = this.command!;
    this.stage.note({ ...this.at, kind: 'command-stalled', command: text, outputBytes });
    this.connection.write(bytesOf('x'));
    this.timer = this.stage.after(PATIENCE_MS, () => {
      this.stage.note({ ...this.at, kind: 'session-given-up' });
      this.connection.abort();
    });
  }
}
