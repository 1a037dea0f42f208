// The peer of `bench:api`: nothing but the GraphQL engine, on Node's own HTTP server, with an answer in memory.
import { buildSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../../libs/database/index.js';

const schema = buildSchema(readFileSync(join(projectRoot, 'apps/api/schema.graphql'), 'utf8'));
/** The data that is to be answered, handed over by whoever measures. */
const data = JSON.parse(process.env.ANSWER ?? '{}') as { incidents: object };
schema.getQueryType()!.getFields().incidents!.resolve = () => data.incidents;
const yoga = createYoga({ schema, graphiql: false, landingPage: false, logging: false });
const server = createServer((request, response) => void yoga(request, response));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
