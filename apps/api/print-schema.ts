import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema, type GraphQLSchema } from 'graphql';
import { defineRequires } from './identity/requires.js';
import { finishSchema, resolvers, schemaOptions } from './api.module.js';

const HEADER = '# Generated from the resolvers in apps/api by `npm run schema`; do not edit.\n\n';

/** The text of schema.graphql, from the code alone. */
export async function schemaText(): Promise<string> {
  return `${HEADER}${printSchemaWithDirectives(lexicographicSortSchema(await createSchema()))}\n`;
}

/** The schema, from the code alone: nothing can be executed with it. */
export async function createSchema(): Promise<GraphQLSchema> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await context.get(GraphQLSchemaFactory).create(resolvers, schemaOptions);
    return defineRequires(finishSchema(schema));
  } finally {
    await context.close();
  }
}
