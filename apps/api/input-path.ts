import { type GraphQLError, Kind, parse, visit, type ASTNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { fieldPath } from '../../libs/kernel/index.js';

/**
 * Where in the input of an operation an error of GraphQL is, such as `input.symptoms[2].statement`: in a variable, or
 * in an argument that stands in the document; undefined when it is in neither.
 */
export function inputPathOf(error: GraphQLError): string | undefined {
  const variable = /^Variable "\$(\w+)"(?:.*? at "([^"]+)";)?/s.exec(error.message);
  if (variable) return variable[2] ?? variable[1];
  const [node] = error.nodes ?? [];
  return node?.loc && error.source ? pathInDocument(node, error.source.body) : undefined;
}

/** Makes the errors of a document that does not fit the schema name the field of the input that is wrong. */
export const namesInputPaths: Plugin = {
  onValidate:
    () =>
    ({ result }) => {
      for (const error of result) {
        const field = inputPathOf(error as GraphQLError);
        if (field) (error as GraphQLError).extensions['field'] = field;
      }
    },
};

/** The way to a node through arguments, fields of objects and entries of lists. */
function pathInDocument(target: ASTNode, document: string): string | undefined {
  const path: (string | number)[] = [];
  let found: string | undefined;
  const step = (node: ASTNode, key: string | number | undefined, parent: unknown) => {
    if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return node.name.value;
    return Array.isArray(parent) && typeof key === 'number' && path.length > 0 && isValue(node)
      ? key
      : undefined;
  };
  visit(parse(document), {
    enter(node, key, parent) {
      const next = step(node, key, parent);
      if (next !== undefined) path.push(next);
      const isTarget = node.kind === target.kind && node.loc?.start === target.loc?.start;
      if (isTarget && path.length > 0) found ??= fieldPath(path);
    },
    leave(node, key, parent) {
      const before = path.length;
      if (before > 0 && step(node, key, parent) !== undefined) path.pop();
    },
  });
  return found;
}

const isValue = ({ kind }: ASTNode) => kind.endsWith('Value') || kind === Kind.VARIABLE;
