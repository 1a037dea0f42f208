import {
  connectDatabase,
  describeFailure,
  loadCatalogue,
  openRuntime,
  readEnvironment,
  untilStopped,
  type Environment,
} from '../../libs/runtime/index.js';
import { NotReady, startProcesses } from './processes.js';
import { requireFreePort } from './require-free-port.js';

/**
 * Everything in one command: the database (the embedded one unless DATABASE_URL is set), its tables, the catalogue on
 * first use, and API and worker as processes of their own.
 */
async function serve(): Promise<void> {
  const stopped = untilStopped();
  const environment = readEnvironment(process.env);
  await requireFreePort(environment);
  const database = await connectDatabase(environment);
  try {
    const connected = { ...environment, DATABASE_URL: database.url };
    const runtime = await openRuntime(connected, 'talekeeper');
    const [processes] = await Promise.all([
      startProcesses(['worker', 'api'], { ...process.env, DATABASE_URL: database.url }, (name, waitMs) =>
        console.error(`The ${name} process ended unexpectedly; it starts again in ${waitMs / 1000} s.`),
      ),
      loadCatalogue(runtime.incidents),
    ]).finally(() => runtime.close());
    console.log(welcome(environment));
    await stopped;
    await processes.stop();
  } finally {
    await database.release();
  }
}

function welcome({ HOST, PORT }: Environment): string {
  const address = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
  return [
    `Talekeeper is ready: ${address}`,
    'Try it, in another terminal:',
    '  npm run -s talekeeper -- report "ssh freezes as soon as ps aux prints a lot, but a second login works"',
  ].join('\n');
}

try {
  await serve();
  process.exit(0);
} catch (error) {
  if (!(error instanceof NotReady)) console.error(describeFailure(error));
  process.exit(1);
}
