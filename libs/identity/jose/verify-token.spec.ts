import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startIdentityProvider, type TestIdentityProvider } from '../../../test/support/identity-provider.js';
import { openTokenVerifier, type VerifyToken } from './index.js';

describe('a bearer token of OpenID Connect', () => {
  let provider: TestIdentityProvider;
  let verify: VerifyToken;
  beforeEach(async () => {
    provider = await startIdentityProvider();
    verify = verifier();
  });
  afterEach(() => provider.stop());

  const verifier = (onUnreachable?: (error: unknown) => void) =>
    openTokenVerifier({
      issuer: provider.issuer,
      audience: 'talekeeper',
      roleClaim: 'groups',
      roleNames: { reader: ['staff'], curator: ['sre'] },
      keysCooldownMs: 0,
      ...(onUnreachable ? { onUnreachable } : {}),
    });
  const ask = (token: string, now = new Date()) => verify(token, now);
  const refused = (code: string, message: RegExp = /./) =>
    expect.objectContaining({ code, message: expect.stringMatching(message) });

  it('lets its subject in, with the roles that its claim gives', async () => {
    expect(await ask(await provider.token({ groups: ['staff', 'sre', 'other'] }))).toEqual({
      actor: 'oidc:ada',
      roles: ['reader', 'curator'],
    });
  });

  it('is checked without asking the provider again', async () => {
    for (let turn = 0; turn < 3; turn += 1) await ask(await provider.token({}));
    expect(provider.requests()).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  it('is good under a new key of the provider, and soon no longer under the old one', async () => {
    const before = await provider.token({});
    await ask(before);
    await provider.rotateKeys();
    expect(await ask(await provider.token({}))).toMatchObject({ actor: 'oidc:ada' });
    await expect(ask(before)).rejects.toEqual(refused('CREDENTIALS_INVALID', /has signed/));
  });

  it('expires', async () => {
    const token = await provider.token({});
    const inTwoHours = new Date(Date.now() + 7_200_000);
    await expect(ask(token, inTwoHours)).rejects.toEqual(refused('CREDENTIALS_EXPIRED'));
  });

  it.each([
    ['for another audience', { aud: 'payroll' }, /`aud`/],
    ['of another issuer', { iss: 'https://issuer.example' }, /`iss`/],
    ['that never expires', { exp: undefined }, /`exp`/],
    ['that is not valid yet', { nbf: 4_102_444_800 }, /`nbf`/],
    ['of nobody', { sub: undefined }, /`sub`/],
    ['of a subject that is no name', { sub: 'a\u0000da' }, /subject/],
  ])('%s is refused, naming the claim', async (_, claims, message) => {
    await expect(ask(await provider.token(claims))).rejects.toEqual(refused('CREDENTIALS_INVALID', message));
  });

  it('without a role is refused, and not for its signature', async () => {
    await expect(ask(await provider.token({ groups: ['visitor'] }))).rejects.toEqual(
      refused('PERMISSION_DENIED', /oidc:ada.*`groups`/),
    );
  });

  it.each([
    ['signed by nobody', (it: TestIdentityProvider) => it.unsigned({ groups: ['sre'] })],
    [
      'signed with the public key as a secret',
      (it: TestIdentityProvider) => it.signedWithPublicKey({ groups: ['sre'] }),
    ],
    [
      'signed by somebody else under the name of the key',
      (it: TestIdentityProvider) => it.forged({ groups: ['sre'] }),
    ],
    [
      'with other claims than those that were signed',
      (it: TestIdentityProvider) => it.altered({ groups: ['sre'] }),
    ],
    ['that is none', () => 'ada'],
    ['of three empty parts', () => '..'],
  ])('%s is refused', async (_, make) => {
    await ask(await provider.token({}));
    await expect(ask(await make(provider))).rejects.toEqual(refused('CREDENTIALS_INVALID'));
  });

  it('cannot be checked while the provider is away, which is not the fault of who sends it', async () => {
    const token = await provider.token({});
    const told: unknown[] = [];
    verify = verifier((error) => told.push(error));
    await provider.pause();
    await expect(ask(token)).rejects.toEqual(refused('IDENTITY_PROVIDER_UNREACHABLE'));
    expect(told).toHaveLength(1);
    await provider.resume();
    expect(await ask(token)).toMatchObject({ actor: 'oidc:ada' });
  });

  it('is still checked with the keys that are known while the provider is away', async () => {
    await ask(await provider.token({}));
    await provider.pause();
    expect(await ask(await provider.token({}))).toMatchObject({ actor: 'oidc:ada' });
  });
});
