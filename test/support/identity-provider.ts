import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import {
  CompactSign,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type CryptoKey,
  type JWTPayload,
} from 'jose';

/** An OpenID Connect provider of one's own, as far as a server that is sent its tokens can tell. */
export interface TestIdentityProvider {
  readonly issuer: string;
  /** A good token for Ada that is valid for an hour, but for the claims that are given; `undefined` leaves one out. */
  token(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** Tokens that nobody may accept. */
  unsigned(claims: JWTPayload): string;
  signedWithPublicKey(claims: JWTPayload): Promise<string>;
  forged(claims: JWTPayload): Promise<string>;
  altered(claims: JWTPayload): Promise<string>;
  /** Signs with a new key from now on, and publishes it alone. */
  rotateKeys(): Promise<void>;
  /** The paths that it was asked for. */
  requests(): readonly string[];
  /** Stops listening, and listens again on the same port. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

interface SigningKey {
  readonly id: string;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

const ALGORITHM = 'ES256';

export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  let key = await newKey(1);
  const requests: string[] = [];
  const answer = async (path: string) => {
    if (path === '/keys')
      return { keys: [{ ...(await exportJWK(key.publicKey)), kid: key.id, alg: ALGORITHM, use: 'sig' }] };
    return { issuer, jwks_uri: `${issuer}/keys` };
  };
  const server = createServer((request, response) => {
    requests.push(request.url!);
    // So that the connection does not outlive the server's listening.
    response.setHeader('connection', 'close');
    void answer(request.url!).then((body) => response.end(JSON.stringify(body)));
  });
  const port = await listen(server, 0);
  const issuer = `http://127.0.0.1:${port}`;

  const claimsOf = (claims: Readonly<Record<string, unknown>>): JWTPayload => {
    const issuedAt = Math.floor(Date.now() / 1000);
    const usual = {
      iss: issuer,
      aud: 'talekeeper',
      sub: 'ada',
      groups: ['staff'],
      iat: issuedAt,
      exp: issuedAt + 3600,
    };
    return JSON.parse(JSON.stringify({ ...usual, ...claims })) as JWTPayload;
  };
  const sign = ({ id, privateKey }: SigningKey, claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, kid: id, typ: 'JWT' }).sign(privateKey);
  const token = (claims: Readonly<Record<string, unknown>>) => sign(key, claimsOf(claims));

  return {
    issuer,
    token,
    unsigned: (claims) => new UnsecuredJWT(claimsOf(claims)).encode(),
    async signedWithPublicKey(claims) {
      const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
      const payload = new TextEncoder().encode(JSON.stringify(claimsOf(claims)));
      return new CompactSign(payload).setProtectedHeader({ alg: 'HS256', kid: key.id }).sign(secret);
    },
    async forged(claims) {
      return sign({ ...(await newKey(0)), id: key.id }, claimsOf(claims));
    },
    async altered(claims) {
      const [header, , signature] = (await token({})).split('.');
      const payload = Buffer.from(JSON.stringify(claimsOf(claims))).toString('base64url');
      return `${header}.${payload}.${signature}`;
    },
    async rotateKeys() {
      key = await newKey(Number(key.id) + 1);
    },
    requests: () => requests,
    pause: () => close(server),
    async resume() {
      await listen(server, port);
    },
    stop: () => close(server),
  };
}

async function newKey(id: number): Promise<SigningKey> {
  return { id: String(id), ...(await generateKeyPair(ALGORITHM, { extractable: true })) };
}

async function listen(server: Server, port: number): Promise<number> {
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  await closed;
}
