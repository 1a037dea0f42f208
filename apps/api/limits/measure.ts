import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { PAGE_SIZE_DEFAULT } from '../../../libs/runtime/index.js';

/** What a document asks for, as its text shows. Introspection has rules of its own and does not count. */
export interface Shape {
  /** Fields within fields, in the deepest place. */
  readonly depth: number;
  /** Fields under another name, fragments counted as often as they are spread. */
  readonly aliases: number;
  readonly introspects: boolean;
}

/** How many entries a list is taken to have that says nothing of its length. */
export const LIST_SIZE_ASSUMED = 10;

/** Fragments in circles count as empty here; validation refuses them. Linear in the size of the document. */
export function shapeOf(document: DocumentNode): Shape {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Shape>();
  const ofFragment = (name: string): Shape => {
    const shape = known.get(name);
    if (shape) return shape;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const measured = fragment ? ofSelection(fragment.selectionSet) : NOTHING;
    known.set(name, measured);
    return measured;
  };
  const ofField = ({ name, alias, selectionSet }: FieldNode): Shape => {
    if (name.value === '__schema' || name.value === '__type') return { ...NOTHING, introspects: true };
    const inner = selectionSet ? ofSelection(selectionSet) : NOTHING;
    return { ...inner, depth: inner.depth + 1, aliases: inner.aliases + (alias ? 1 : 0) };
  };
  const ofSelection = ({ selections }: SelectionSetNode): Shape =>
    selections
      .map((selection) => {
        if (selection.kind === Kind.FIELD) return ofField(selection);
        if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelection(selection.selectionSet);
        return ofFragment(selection.name.value);
      })
      .reduce(joined, NOTHING);
  return document.definitions
    .map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? ofSelection(definition.selectionSet) : NOTHING,
    )
    .reduce(joined, NOTHING);
}

const NOTHING: Shape = { depth: 0, aliases: 0, introspects: false };

const joined = (one: Shape, other: Shape): Shape => ({
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  introspects: one.introspects || other.introspects,
});

/**
 * The cost of an operation of a valid document: each field costs 1, and what is asked of the entries of a list counts as
 * often as the list may have entries: `first` or `last`, the number of `ids`, for a connection that says neither the usual
 * page, and else `LIST_SIZE_ASSUMED`.
 * Linear in the size of the document.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const defaults = new Map(
    operation.variableDefinitions?.map((it) => [it.variable.name.value, it.defaultValue]),
  );
  type Field = GraphQLField<unknown, unknown>;
  /** The number that a value is, or the number of its entries; undefined for everything else. */
  const sizeOf = (value: ValueNode | undefined): number | undefined => {
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind === Kind.LIST) return value.values.length;
    if (value?.kind !== Kind.VARIABLE) return undefined;
    const given = variables[value.name.value];
    if (Array.isArray(given)) return given.length;
    return typeof given === 'number' ? given : sizeOf(defaults.get(value.name.value));
  };
  const entriesOf = (
    { arguments: given = [] }: FieldNode,
    { args, type }: Field,
    parent: GraphQLNamedType,
  ) => {
    const stated = given
      .filter(({ name }) => SIZES.includes(name.value))
      .map(({ value }) => sizeOf(value) ?? 0);
    if (Math.max(0, ...stated) > 0) return Math.max(...stated);
    const usual = args.find(({ name }) => name === 'first')?.defaultValue;
    if (typeof usual === 'number') return usual;
    if (isConnection(getNamedType(type))) return PAGE_SIZE_DEFAULT;
    // The lists of a connection are the page that its own field has counted.
    return isListType(getNullableType(type)) && !isConnection(parent) ? LIST_SIZE_ASSUMED : 1;
  };
  const ofSelection = ({ selections }: SelectionSetNode, type: GraphQLNamedType): number =>
    selections
      .map((selection): number => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
        if (selection.kind === Kind.FIELD) return ofField(selection, type);
        const condition = selection.typeCondition?.name.value;
        return ofSelection(selection.selectionSet, (condition && schema.getType(condition)) || type);
      })
      .reduce((sum, cost) => sum + cost, 0);
  const ofFragment = (name: string): number => {
    const cost = known.get(name);
    if (cost !== undefined) return cost;
    const { typeCondition, selectionSet } = fragments.get(name)!;
    const measured = ofSelection(selectionSet, schema.getType(typeCondition.name.value)!);
    known.set(name, measured);
    return measured;
  };
  const ofField = (node: FieldNode, parent: GraphQLNamedType): number => {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 1;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 1;
    return 1 + entriesOf(node, field, parent) * ofSelection(node.selectionSet, type);
  };
  return ofSelection(operation.selectionSet, schema.getRootType(operation.operation)!);
}

const SIZES = ['first', 'last', 'ids'];
const isConnection = ({ name }: GraphQLNamedType) => name.endsWith('Connection');

const fragmentsOf = ({ definitions }: DocumentNode) =>
  new Map(
    definitions
      .filter((it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
