/*
 * A laboratory reproduces a root cause on the real thing, where simulation has a model of it. It makes what it needs,
 * shows what can be measured, and leaves nothing behind, however it ends.
 */

/** How far a laboratory has come with one of its steps. */
export interface LaboratoryProgress {
  /** What it is doing, for people. */
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface LaboratoryOptions {
  readonly onProgress?: ((progress: LaboratoryProgress) => void) | undefined;
  /** Ends the laboratory early; it cleans up and throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}
