import { createInterface } from 'node:readline';
import { acquireEmbeddedPostgres } from '../../libs/database/index.js';

/**
 * A process that uses the embedded server of the folder in its first argument. It prints the address when it has
 * it, and releases it when its standard input ends.
 */
const server = await acquireEmbeddedPostgres({ folder: process.argv[2] ?? '', durable: false });
console.log(server.url);
for await (const line of createInterface(process.stdin)) console.error(line);
await server.release();
