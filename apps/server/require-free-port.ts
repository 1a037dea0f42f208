import { createServer } from 'node:net';

/** Fails as the API would if it could not listen there, before anything is started for it in vain. */
export async function requireFreePort({ HOST, PORT }: { HOST: string; PORT: number }): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(PORT, HOST, resolve));
  await new Promise((closed) => probe.close(closed));
}
