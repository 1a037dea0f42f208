/** An array of names as the object that GraphQL enums are made of: `root-cause` becomes ROOT_CAUSE. */
export const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name.toUpperCase().replaceAll('-', '_'), name])) as Record<
    string,
    Name
  >;
