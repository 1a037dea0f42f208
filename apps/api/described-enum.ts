import { registerEnumType } from '@nestjs/graphql';
import { enumOf } from './enum-of.js';

/** An enum of the schema made of an array of names, none of which can be left without a description. */
export function describedEnum<Name extends string>(
  name: string,
  description: string,
  descriptions: Readonly<Record<Name, string>>,
) {
  const names = Object.keys(descriptions) as Name[];
  const type = enumOf(names);
  const valuesMap = Object.fromEntries(
    Object.entries(type).map(([value, original]) => [value, { description: descriptions[original] }]),
  );
  registerEnumType(type, { name, description, valuesMap });
  return type;
}
