/** An array of names as the object that GraphQL enums are made of: `root-cause` and `rootCause` become ROOT_CAUSE. */
export const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [constantCase(name), name])) as Record<string, Name>;

const constantCase = (name: string) =>
  name === name.toUpperCase()
    ? name
    : name
        .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
        .replaceAll(/[-$]/g, (sign) => (sign === '-' ? '_' : ''))
        .toUpperCase();
