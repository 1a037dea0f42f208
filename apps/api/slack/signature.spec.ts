import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { verifySignature, type UsedSignatures } from './signature.js';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const now = new Date('2026-01-02T03:04:05Z');
const body = Buffer.from('team_id=T1&user_id=U1&command=%2Ftale&text=ping+is+lost');

function signed(atS = Math.floor(now.getTime() / 1000), key = secret) {
  const timestamp = String(atS);
  const signature = `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body.toString()}`).digest('hex')}`;
  return { timestamp, signature, body };
}
const verifying =
  (request: Partial<ReturnType<typeof signed>>, used: UsedSignatures = new Map()) =>
  () =>
    verifySignature(secret, { ...signed(), ...request }, now, used);
const refusal = (code: string) => expect.objectContaining({ code });

describe('a request of Slack', () => {
  it('passes with the signature that the documentation of Slack works out as its example', () => {
    const example =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&' +
      'channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&' +
      'response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&' +
      'trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const request = {
      timestamp: '1531420618',
      signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      body: Buffer.from(example),
    };
    verifySignature(secret, request, new Date(1531420618_000), new Map());
  });

  it('is refused when the body, the secret or the signature is another one', () => {
    const forged = refusal('SLACK_SIGNATURE_INVALID');
    expect(verifying({ body: Buffer.from('text=other') })).toThrow(forged);
    expect(verifying(signed(undefined, 'another-secret-of-another-app'))).toThrow(forged);
    expect(verifying({ signature: 'v0=' })).toThrow(forged);
    expect(verifying({ signature: undefined as never })).toThrow(forged);
  });

  it('is refused when it is older or younger than five minutes, or says no time', () => {
    const nowS = now.getTime() / 1000;
    expect(verifying(signed(nowS - 299))).not.toThrow();
    expect(verifying(signed(nowS - 301))).toThrow(refusal('SLACK_REQUEST_TOO_OLD'));
    expect(verifying(signed(nowS + 301))).toThrow(refusal('SLACK_REQUEST_TOO_OLD'));
    expect(verifying({ timestamp: 'yesterday' })).toThrow(refusal('SLACK_REQUEST_TOO_OLD'));
  });

  it('is refused when it comes a second time, and forgotten when it is too old to come again', () => {
    const used: UsedSignatures = new Map();
    verifying({}, used)();
    expect(verifying({}, used)).toThrow(refusal('SLACK_REQUEST_REPLAYED'));
    const later = new Date(now.getTime() + 600_000);
    verifySignature(secret, signed(later.getTime() / 1000), later, used);
    expect(used.size).toBe(1);
  });
});
