import type { Run } from '../define-scenario.js';
import type { Observation } from '../scenario.js';

/** What a run did that its arm does not allow. */
export interface Failure {
  readonly rule: Rule;
  /** The symptom, exclusion, remedy or check that it is about. */
  readonly subject?: string;
  /** One sentence for people. */
  readonly message: string;
}

export const rules = [
  'symptom-in-healthy-world',
  'symptom-missing',
  'symptom-before-the-fault',
  'exclusion-observed',
  'symptom-outlives-fix',
  'nothing-to-fix',
  'wrong-fix-works',
  'look-alike-unlike',
  'check-tells-nothing',
  'observation-out-of-time',
  'declaration-wrong',
  'not-deterministic',
  'broke-down',
] as const;
export type Rule = (typeof rules)[number];

/** Everything that speaks against a run: none, and it did what its arm demands. */
export function judge(run: Run): Failure[] {
  return [...judgeTimes(run), ...judgeByArm(run)];
}

function judgeByArm(run: Run): Failure[] {
  const seen = countedSymptoms(run);
  switch (run.arm) {
    case 'healthy':
      return seen.map((id) => ({
        rule: 'symptom-in-healthy-world',
        subject: id,
        message: `The healthy world shows ${id} ${first(run, id)}.`,
      }));
    case 'fault':
      return [
        ...missingSymptoms(run, seen),
        ...observedExclusions(run),
        ...(run.check.pointsHere ? [] : [checkFails(run, 'does not point to the fault')]),
      ];
    case 'fix':
      return [
        ...seen.map((id): Failure => ({
          rule: 'symptom-outlives-fix',
          subject: id,
          message: `After the fix ${run.remedy ?? ''} the world still shows ${id} ${first(run, id)}.`,
        })),
        ...nothingToFix(run),
      ];
    case 'wrong-fix':
      return [...(seen.length > 0 ? [] : [wrongFixWorks(run)]), ...nothingToFix(run)];
    case 'look-alike':
      return [
        ...(seen.length > 0 ? [] : [unlike]),
        ...(run.check.pointsHere
          ? [checkFails(run, 'points to the fault in the world of the look-alike')]
          : []),
      ];
  }
}

/** The observations that count for the arm: those from the fault on, or after a remedy had time to work. */
export const counted = (observations: readonly Observation[], { countsFromMs }: Run) =>
  observations.filter(({ atMs }) => atMs >= countsFromMs);

const countedSymptoms = (run: Run) =>
  Object.entries(run.symptoms).flatMap(([id, all]) => (counted(all, run).length > 0 ? [id] : []));

const missingSymptoms = (run: Run, seen: readonly string[]) =>
  Object.keys(run.symptoms)
    .filter((id) => !seen.includes(id))
    .map((id): Failure => ({
      rule: 'symptom-missing',
      subject: id,
      message: `The fault does not bring ${id} about.`,
    }));

const observedExclusions = (run: Run) =>
  Object.entries(run.exclusions).flatMap(([id, all]): Failure[] =>
    counted(all, run).length === 0
      ? []
      : [
          {
            rule: 'exclusion-observed',
            subject: id,
            message: `The fault also brings about ${id}, which the record says speaks against it.`,
          },
        ],
  );

/** A remedy that was applied to a world without symptoms shows nothing. */
function nothingToFix(run: Run): Failure[] {
  const isIll = Object.values(run.symptoms).some((all) => all.some(({ atMs }) => atMs < run.countsFromMs));
  if (isIll) return [];
  return [{ rule: 'nothing-to-fix', message: 'The faulty world showed no symptom before the remedy.' }];
}

const wrongFixWorks = ({ remedy = '' }: Run): Failure => ({
  rule: 'wrong-fix-works',
  subject: remedy,
  message: `After the remedy ${remedy}, which should not help, no symptom persists or comes back.`,
});

const unlike: Failure = {
  rule: 'look-alike-unlike',
  message: 'The look-alike shares no symptom with the fault.',
};

const checkFails = ({ check }: Run, what: string): Failure => ({
  rule: 'check-tells-nothing',
  message: `The check ${what}: it finds “${check.finding}”.`,
});

/** Observations are made while the world runs, and none before there is something to see. */
function judgeTimes(run: Run): Failure[] {
  const { brokenAtMs = 0, endMs } = run;
  return Object.entries({ ...run.exclusions, ...run.symptoms }).flatMap(([id, all]): Failure[] => {
    const stray = all.find(({ atMs }) => !(atMs >= 0 && atMs <= endMs));
    if (stray) {
      const message = `${id} is observed at ${stray.atMs} ms, outside the run of ${endMs} ms.`;
      return [{ rule: 'observation-out-of-time', subject: id, message }];
    }
    const early = id in run.symptoms ? all.find(({ atMs }) => atMs < brokenAtMs) : undefined;
    if (!early) return [];
    const message = `${id} is observed at ${early.atMs} ms, before anything breaks at ${brokenAtMs} ms.`;
    return [{ rule: 'symptom-before-the-fault', subject: id, message }];
  });
}

const first = (run: Run, id: string) => `at ${counted(run.symptoms[id] ?? [], run)[0]?.atMs ?? 0} ms`;
