import {
  connectDatabase,
  describeFailure,
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
    // Brings the tables up to date before the processes start, so that what is wrong is said once.
    const runtime = await openRuntime({ ...environment, DATABASE_URL: database.url }, 'talekeeper');
    await runtime.close();
    const variables = { ...process.env, DATABASE_URL: database.url };
    const processes = await startProcesses(['worker', 'api'], variables, (name, waitMs) =>
      console.error(`The ${name} process ended unexpectedly; it starts again in ${waitMs / 1000} s.`),
    );
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
