import { importsOf, type Rule } from './sources.js';

interface Direction {
  readonly from: string;
  readonly to: readonly string[];
  readonly because: string;
}

/**
 * Who may import whom, and why; besides, everybody may import from their own lib or app. The longest `from` that
 * fits a file is the one that counts. What is not listed is not allowed.
 */
export const DIRECTIONS: readonly Direction[] = [
  { from: 'libs/kernel', to: [], because: 'Everything stands on it.' },
  { from: 'libs/event-store', to: ['libs/kernel'], because: 'It knows no word of incidents.' },
  {
    from: 'libs/event-store/postgres',
    to: ['libs/kernel', 'libs/database'],
    because: 'It reads its statements from prisma/sql.',
  },
  { from: 'libs/database', to: ['libs/kernel'], because: 'It knows PostgreSQL, and not what is kept there.' },
  { from: 'libs/jobs', to: ['libs/kernel'], because: 'A job is a name and some ids.' },
  {
    from: 'libs/simulation',
    to: ['libs/kernel'],
    because: 'It plays parts of a data centre, not of Talekeeper.',
  },
  {
    from: 'libs/identity',
    to: ['libs/kernel'],
    because: 'Who may do what is known apart from what is done.',
  },
  {
    from: 'libs/laboratory',
    to: ['libs/kernel'],
    because: 'It shows a cause on the real thing, whoever asks.',
  },
  {
    from: 'libs/laboratory/postgres',
    to: ['libs/kernel', 'libs/database'],
    because: 'It works in a schema of its own, and starts its programs where the project is.',
  },
  {
    from: 'libs/laboratory/posix',
    to: ['libs/kernel', 'libs/database'],
    because: 'It starts its programs where the project is.',
  },
  {
    from: 'libs/identity/postgres',
    to: ['libs/kernel', 'libs/database'],
    because: 'It keeps keys, by statements from prisma/sql.',
  },
  { from: 'libs/idempotency', to: ['libs/kernel'], because: 'It repeats answers, whatever they are about.' },
  {
    from: 'libs/idempotency/postgres',
    to: ['libs/kernel', 'libs/database'],
    because: 'It keeps the keys in PostgreSQL.',
  },
  { from: 'libs/incident', to: ['libs/kernel'], because: 'An aggregate decides alone.' },
  { from: 'libs/report', to: ['libs/kernel'], because: 'An aggregate decides alone.' },
  {
    from: 'libs/matching',
    to: ['libs/kernel', 'libs/incident', 'libs/report'],
    because: 'It compares a report with incidents, which are handed in.',
  },
  { from: 'libs/tales', to: ['libs/kernel', 'libs/incident'], because: 'It reads and writes incidents.' },
  {
    from: 'libs/client',
    to: [],
    because: 'It is for programs outside, which have nothing else of ours.',
  },
  {
    from: 'libs/channels',
    to: ['libs/kernel', 'libs/report', 'libs/matching'],
    because: 'It says what reports and answers look like elsewhere.',
  },
  {
    from: 'libs/channels/postgres',
    to: ['libs/kernel', 'libs/database'],
    because: 'It remembers which alerts were reported.',
  },
  {
    from: 'libs/projections',
    to: ['libs/kernel', 'libs/event-store', 'libs/incident', 'libs/report'],
    because: 'It folds their events.',
  },
  {
    from: 'libs/projections/postgres',
    to: ['libs/kernel', 'libs/event-store', 'libs/incident', 'libs/report', 'libs/database'],
    because: 'It reads and writes the folded events as tables.',
  },
  { from: 'libs/runtime', to: ['libs'], because: 'It is the one place that builds everything.' },
  { from: 'apps', to: ['libs'], because: 'An app composes; no rule lives there, and no app knows another.' },
  { from: 'test', to: ['libs', 'apps'], because: 'A test may look at everything.' },
];

/** A spec may also use the equipment of the tests, and any lib: it is not part of the program. */
const FOR_SPECS = ['libs', 'test/support'];

export const followsDirections: Rule = (sources) =>
  [...sources].flatMap(([path, text]) => {
    const direction = directionOf(path);
    if (direction === undefined) return [`${path} is under no direction: add its folder to the table.`];
    const allowed = [...direction.to, ownFolder(path), ...(isSpec(path) ? FOR_SPECS : [])];
    return importsOf(path, text)
      .filter(({ isPackage, target }) => !isPackage && !allowed.some((folder) => isUnder(target, folder)))
      .map(({ target }) => `${path} must not import ${target}. ${direction.because}`);
  });

/** A lib is entered through its index, or through that of its folder for a technology. */
export const entersThroughIndexes: Rule = (sources) =>
  [...sources].flatMap(([path, text]) =>
    importsOf(path, text)
      .filter(
        ({ isPackage, target }) => !isPackage && target.startsWith('libs/') && !path.startsWith('test/'),
      )
      .filter(({ target }) => ownFolder(target) !== ownFolder(path) && !ENTRANCE.test(target))
      .map(({ target }) => `${path} reaches past an index: ${target}.`),
  );

const ENTRANCE = /^libs\/[^/]+\/((postgres|bullmq|redis|nest|posix|jose|mcp)\/)?index\.ts$/;

export const isSpec = (path: string) => path.endsWith('.spec.ts');

function directionOf(path: string): Direction | undefined {
  const fitting = DIRECTIONS.filter(({ from }) => isUnder(path, from));
  return fitting.sort((one, other) => other.from.length - one.from.length)[0];
}

const isUnder = (path: string, folder: string) => path.startsWith(`${folder}/`);

/** `libs/kernel`, `apps/api`; the tests are one. */
function ownFolder(path: string): string {
  return path.startsWith('test/') ? 'test' : path.split('/').slice(0, 2).join('/');
}
