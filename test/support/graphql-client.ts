/** Where a server listens, and a key that it lets in. */
export interface Access {
  readonly address: string;
  readonly key: string;
}

/** Sends a GraphQL document to a server and returns its data; fails with its errors, if there are any. */
export async function askGraphql<Data>(
  { address, key }: Access,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}
