import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { hostileScalars } from './hostile-values.js';

export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface RandomOperationOptions {
  /** Ids, slugs and the like of what exists, so that not all is about things that are not there. */
  readonly ids: readonly string[];
  /** How deep fields are nested at most. */
  readonly depthMax?: number;
}

/** Operations that fit the schema: queries and mutations, with arguments that nobody in their right mind would send. */
export function randomOperation(
  schema: GraphQLSchema,
  { ids, depthMax = 6 }: RandomOperationOptions,
): Arbitrary<RandomOperation> {
  const scalars = hostileScalars(ids);
  return fc.gen().map((draw) => new Writer(schema, scalars, draw as Draw, depthMax).operation());
}

type Draw = <Value, Args extends unknown[]>(
  arbitrary: (...args: Args) => Arbitrary<Value>,
  ...args: Args
) => Value;

/** A number from 0 to below the count. */
const below = (count: number) => fc.nat(count - 1);

/** A value as it is written in a document. */
function literal(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (Array.isArray(value) && isListType(nullable)) {
    return `[${value.map((it) => literal(it, nullable.ofType)).join(', ')}]`;
  }
  if (value !== null && isInputObjectType(nullable)) {
    const fields = Object.entries(value as object).map(
      ([name, it]) => `${name}: ${literal(it, nullable.getFields()[name]!.type)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  if (value === Infinity) return '1e999';
  return isEnumType(nullable) ? String(value) : JSON.stringify(value);
}

class Writer {
  private readonly variables: Record<string, unknown> = {};
  private readonly declarations: string[] = [];
  private readonly fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly scalars: Readonly<Record<string, Arbitrary<unknown>>>,
    private readonly draw: Draw,
    private readonly depthMax: number,
  ) {}

  operation(): RandomOperation {
    const isMutation = this.chance(2);
    const root = isMutation ? this.schema.getMutationType()! : this.schema.getQueryType()!;
    const selection = this.fieldsOf(root, this.depthMax, 2);
    const declared = this.declarations.length > 0 ? `(${this.declarations.join(', ')})` : '';
    const operation = `${isMutation ? 'mutation' : 'query'} Fuzz${declared} ${selection}`;
    return { query: [operation, ...this.fragments].join('\n'), variables: this.variables };
  }

  /** True once in so many times. */
  private chance(times: number): boolean {
    return this.draw(below, times) === 0;
  }

  private selection(type: GraphQLNamedType, depth: number): string {
    if (isAbstractType(type)) {
      const parts = this.schema
        .getPossibleTypes(type)
        .filter(() => this.chance(2))
        .map((it) => `... on ${it.name} ${this.fieldsOf(it, depth, 3, true)}`);
      return `{ ${['__typename', ...parts].join(' ')} }`;
    }
    const fields = this.fieldsOf(type as GraphQLObjectType, depth, 4);
    if (!this.chance(6)) return fields;
    const name = `Part${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${type.name} ${fields}`);
    return `{ ...${name} }`;
  }

  /** Fields with arguments get a name of their own each, since two of one name must have the same. */
  private fieldsOf(type: GraphQLObjectType, depth: number, countMax: number, isAliased = false): string {
    const open = Object.values(type.getFields()).filter(
      ({ type: it }) => depth > 1 || isLeafType(getNamedType(it)),
    );
    const count = 1 + this.draw(below, countMax);
    const chosen = new Set(Array.from({ length: count }, () => open[this.draw(below, open.length || 1)]));
    const written = [...chosen].flatMap((field) => (field ? [this.field(field, depth, isAliased)] : []));
    return `{ ${written.length > 0 ? written.join(' ') : '__typename'} }`;
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number, isAliased: boolean): string {
    const named = getNamedType(field.type);
    const below = isLeafType(named) ? '' : ` ${this.selection(named, depth - 1)}`;
    const given = field.args.filter((it) => isRequiredArgument(it) || it.name === 'input' || this.chance(3));
    const args = given.map((it) => `${it.name}: ${this.argument(it)}`);
    const alias = isAliased || args.length > 0 || this.chance(10) ? `f${(this.aliases += 1)}: ` : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${below}`;
  }

  private argument({ type }: GraphQLArgument): string {
    const value = this.value(type);
    if (this.chance(4)) return literal(value, type);
    const name = `v${this.declarations.length}`;
    this.declarations.push(`$${name}: ${String(type)}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  private value(type: GraphQLInputType): unknown {
    if (!isNonNullType(type) && this.chance(8)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      return Array.from({ length: this.draw(below, 4) }, () => this.value(nullable.ofType));
    }
    if (isEnumType(nullable)) {
      const values = nullable.getValues();
      return values[this.draw(below, values.length)]!.name;
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (it) => isRequiredInputField(it) || this.chance(3),
      );
      return Object.fromEntries(fields.map((it) => [it.name, this.value(it.type)]));
    }
    return this.draw(this.scalar, (nullable as GraphQLNamedType).name);
  }

  private readonly scalar = (name: string): Arbitrary<unknown> => this.scalars[name]!;
}
