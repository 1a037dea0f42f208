import {
  getOperationAST,
  GraphQLError,
  parse,
  type DocumentNode,
  type ExecutionArgs,
  type Source,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Environment } from '../../../libs/runtime/index.js';
import { costOf, shapeOf } from './measure.js';
import { withDocument, type PersistedOperations } from './persisted-operations.js';
import { refused, reject } from './rejections.js';
import { withinTime } from './within-time.js';

/**
 * Refuses operations that ask for too much, over whatever transport they come: their text before it is parsed, their
 * shape before it is validated, their cost before anything is read. Each limit has its code, and says itself.
 */
export function limitOperations(limits: Environment, operations: PersistedOperations): Plugin {
  const listed = limits.OPERATIONS === 'persisted' ? new Set(operations.values()) : undefined;
  const refuseCostly = ({ schema, document, operationName, variableValues }: ExecutionArgs) => {
    const operation = getOperationAST(document, operationName);
    return operation && refusalOfCost(costOf(schema, document, operation, variableValues ?? {}), limits);
  };
  return {
    onParams({ params, setParams }) {
      try {
        setParams(withDocument(params, operations));
      } catch (error) {
        throw refused(error as Parameters<typeof refused>[0]);
      }
    },
    onParse({ params: { source }, setParseFn }) {
      if (listed && !listed.has(textOf(source as string | Source))) throw refused(notPersisted());
      setParseFn(parserOf(limits));
    },
    onValidate({ params: { documentAST }, setResult }) {
      const refusal = refusalOfShape(documentAST as DocumentNode, limits);
      if (refusal) return setResult([refusal]);
      if (limits.INTROSPECTION === 'on') return undefined;
      // A suggestion would tell, name by name, what introspection is not to tell.
      return ({ result, setResult: replace }) =>
        replace((result as readonly GraphQLError[]).map(withoutSuggestion));
    },
    onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const refusal = refuseCostly(args);
      if (refusal) return setResultAndStopExecution({ errors: [refusal] });
      setExecuteFn(withinTime(executeFn as (args: ExecutionArgs) => unknown, limits.OPERATION_TIME_MAX_MS));
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = refuseCostly(args);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}

const parserOf =
  ({ QUERY_TOKENS_MAX }: Environment): typeof parse =>
  (source, options) => {
    try {
      return parse(source, { ...options, maxTokens: QUERY_TOKENS_MAX });
    } catch (error) {
      if (!(error as Error).message.includes(`more that ${QUERY_TOKENS_MAX} tokens`)) throw error;
      throw refused(
        reject('QUERY_TOO_LONG', {
          message: `A document may have ${QUERY_TOKENS_MAX} tokens; this one has more.`,
          field: 'query',
          remedy: 'Pass values as variables, and ask in several requests.',
        }),
      );
    }
  };

/** Documents are kept by the parser's cache, and what was measured of them with them. */
const shapes = new WeakMap<DocumentNode, ReturnType<typeof shapeOf>>();

function refusalOfShape(document: DocumentNode, limits: Environment): GraphQLError | undefined {
  const { depth, aliases, introspects } = shapes.get(document) ?? shapeOf(document);
  shapes.set(document, { depth, aliases, introspects });
  if (depth > limits.QUERY_DEPTH_MAX) {
    return refused(
      reject('QUERY_TOO_DEEP', {
        message: `Fields may be nested ${limits.QUERY_DEPTH_MAX} deep; here they are ${depth} deep.`,
        field: 'query',
        remedy: 'Ask in several requests.',
      }),
    );
  }
  if (aliases > limits.QUERY_ALIASES_MAX) {
    return refused(
      reject('QUERY_HAS_TOO_MANY_ALIASES', {
        message: `A document may have ${limits.QUERY_ALIASES_MAX} aliases; this one has ${aliases}.`,
        field: 'query',
        remedy: 'Ask for lists with a filter, or in several requests.',
      }),
    );
  }
  if (introspects && limits.INTROSPECTION === 'off') {
    return refused(
      reject('INTROSPECTION_OFF', {
        message: 'The schema cannot be asked for on this server.',
        field: 'query',
        remedy: 'Read apps/api/schema.graphql, or have the operator set INTROSPECTION=on.',
      }),
    );
  }
  return undefined;
}

function refusalOfCost(cost: number, { QUERY_COST_MAX }: Environment): GraphQLError | undefined {
  if (cost <= QUERY_COST_MAX) return undefined;
  return refused(
    reject('QUERY_TOO_COSTLY', {
      message: `An operation may cost ${QUERY_COST_MAX}; this one may cost ${cost}.`,
      field: 'query',
      remedy: 'Ask for shorter pages, above all of lists within lists, or for fewer fields.',
    }),
  );
}

const notPersisted = () =>
  reject('OPERATION_NOT_PERSISTED', {
    message: 'This server answers persisted operations alone, and this document is not one of them.',
    field: 'query',
    remedy: 'Have the operator of the server add it to PERSISTED_OPERATIONS.',
  });

const textOf = (source: string | Source) => (typeof source === 'string' ? source : source.body);

function withoutSuggestion(error: GraphQLError): GraphQLError {
  const { message, nodes = null, extensions } = error;
  const told = message.replace(/ Did you mean .*$/s, '');
  return told === message ? error : new GraphQLError(told, { nodes, extensions });
}
