import { codegen } from '@graphql-codegen/core';
import * as documents from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../libs/database/index.js';

export const GENERATED = join(projectRoot, 'libs/client/generated/operations.ts');

const read = (path: string) => readFile(join(projectRoot, path), 'utf8');

/** How the scalars of the schema come over JSON. */
const scalars = {
  DateTime: 'string',
  FactValue: 'string | number | boolean',
  JSONObject: 'Record<string, unknown>',
  SafeInt: 'number',
};

/** The types and documents of the client's operations, made of the schema. */
export async function clientText(): Promise<string> {
  const schema = await read('apps/api/schema.graphql');
  const location = 'libs/client/operations.graphql';
  const text = await codegen({
    filename: GENERATED,
    schema: parse(schema),
    schemaAst: buildSchema(schema),
    documents: [{ location, document: parse(await read(location)) }],
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
    config: { documentMode: 'string', useTypeImports: true, strictScalars: true, scalars },
  });
  return `// Generated from operations.graphql and the schema by \`npm run client\`; do not edit.\n\n${text}`;
}
