import type { Entry, Stage } from '../engine/simulation.js';

/** A list, kept on the shared storage itself, of the nodes that use it. It remembers a silent node for a while. */
export class StorageRegister {
  private readonly seenMs = new Map<string, number>();

  constructor(
    private readonly stage: Stage<Entry>,
    private readonly rememberedMs: number,
  ) {}

  sign(node: string): void {
    this.seenMs.set(node, this.stage.nowMs);
  }

  /** Nodes that have signed within the time that is remembered. */
  nodes(): string[] {
    return [...this.seenMs]
      .filter(([, atMs]) => this.stage.nowMs - atMs < this.rememberedMs)
      .map(([node]) => node);
  }
}
