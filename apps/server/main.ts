import { describeFailure } from '../../libs/kernel/index.js';
import {
  connectDatabase,
  indexFolder,
  openRuntime,
  readEnvironment,
  untilStopped,
  type Environment,
} from '../../libs/runtime/index.js';
import { NotReady, startProcesses } from './processes.js';
import { requireFreePort } from './require-free-port.js';

/**
 * Everything in one command: the database (the embedded one unless DATABASE_URL is set), its tables, and API and
 * worker as processes of their own.
 */
async function serve(): Promise<void> {
  const stopped = untilStopped();
  const environment = readEnvironment(process.env);
  await requireFreePort(environment);
  const database = await connectDatabase(environment);
  try {
    const own = { DATABASE_URL: database.url, INDEX_FOLDER: indexFolder(environment) ?? '' };
    const variables = { ...process.env, ...own };
    // Brings the tables up to date before the processes start, so that what is wrong is said once.
    const runtime = await openRuntime({ ...environment, DATABASE_URL: database.url }, 'talekeeper');
    const processes = await startProcesses(['worker', 'api'], variables, (name, waitMs) =>
      console.error(`The ${name} process ended unexpectedly; it starts again in ${waitMs / 1000} s.`),
    );
    const address = addressOf(environment);
    await runtime.identity.createFirstKey((key) => console.log(firstKey(address, key)));
    await runtime.close();
    console.log(welcome(address));
    await stopped;
    await processes.stop();
  } finally {
    await database.release();
  }
}

const addressOf = ({ HOST, PORT }: Environment) =>
  `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;

const welcome = (address: string) =>
  [
    `Talekeeper is ready: ${address}`,
    'Try it, in another terminal:',
    '  npm run -s talekeeper -- report "ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20"',
  ].join('\n');

const firstKey = (address: string, key: string) =>
  [
    'This is the key to the API, with the role admin. It is shown this once:',
    `  ${key}`,
    'Should it get lost: npm run -s talekeeper -- keys create NAME --role admin',
    'A first question:',
    `  curl ${address}/graphql -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
    `    -d '{"query": "{ incidents { nodes { slug } } }"}'`,
  ].join('\n');

try {
  await serve();
  process.exit(0);
} catch (error) {
  if (!(error instanceof NotReady)) console.error(describeFailure(error));
  process.exit(1);
}
