/** GraphQL says null where a field is left out; records and reports leave it out. */
export function withoutNulls<Value>(value: Value): NonNullable<Value> {
  return JSON.parse(
    JSON.stringify(value ?? {}, (_key, part: unknown) => part ?? undefined),
  ) as NonNullable<Value>;
}
