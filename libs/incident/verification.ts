/** A proof of a record by simulation, as it is kept: what was played, and what came of it. */
export interface Verification {
  readonly scenario: string;
  readonly scenarioVersion: number;
  /** Digest of the claim that was tried; see `claimOf`. */
  readonly claim: string;
  readonly seeds: { readonly from: number; readonly to: number };
  readonly arms: readonly string[];
  readonly holds: boolean;
  /** Where scenario and record name different things. */
  readonly declaration: readonly VerificationFailure[];
  readonly plays: readonly VerificationPlay[];
  readonly simulatedEvents: number;
  readonly durationMs: number;
}

/** One arm, or one of the remedies that should not help, over all seeds. */
export interface VerificationPlay {
  readonly arm: string;
  readonly remedy?: string;
  readonly holds: boolean;
  readonly simulatedEvents: number;
  readonly seedsFailed: number;
  readonly firstFailure?: { readonly seed: number; readonly failures: readonly VerificationFailure[] };
  readonly probes: readonly ProbeFigures[];
}

export interface VerificationFailure {
  readonly rule: string;
  readonly subject?: string;
  readonly message: string;
}

/** What a probe saw, over the seeds on which it saw something; times in virtual milliseconds. */
export interface ProbeFigures {
  readonly probe: string;
  readonly kind: string;
  readonly seeds: number;
  readonly count?: Spread;
  readonly firstMs?: Spread;
  readonly lastMs?: Spread;
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** `stale`: record or scenario have changed since the proof, so that it says nothing of what stands there now. */
export const verificationStatuses = ['unverified', 'verified', 'refuted', 'stale'] as const;
export type VerificationStatus = (typeof verificationStatuses)[number];

/** What a proof says without its figures. */
export type VerificationMark = Omit<Verification, 'declaration' | 'plays'>;

/** Where an incident stands, given what its record claims, its newest proof, and that proof's scenario as it is now. */
export function verificationStatusOf(
  claim: string | null,
  verification: VerificationMark | null | undefined,
  scenarioVersion: number | undefined,
): VerificationStatus {
  if (!verification) return 'unverified';
  if (verification.claim !== claim || verification.scenarioVersion !== scenarioVersion) return 'stale';
  return verification.holds ? 'verified' : 'refuted';
}
