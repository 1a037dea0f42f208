import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const SIGNING_SECRET = 'a-signing-secret-for-tests';

/** A message as it was posted to a response URL. */
export interface PostedMessage {
  readonly text: string;
  readonly replace_original?: boolean;
  readonly blocks: readonly {
    readonly type: string;
    readonly text?: { readonly text: string };
    readonly elements?: readonly { readonly action_id?: string; readonly value?: string }[];
  }[];
}

export interface Signing {
  readonly secret?: string;
  readonly atS?: number;
}

/**
 * Plays Slack for an app under test: signs and posts what its users do, by its documented protocol, and takes the
 * answers at response URLs of its own, where it answers with the statuses that a test wants, else 200.
 */
export async function startSlack() {
  const posted: PostedMessage[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const status = statuses.shift() ?? 200;
      if (status === 200) posted.push(JSON.parse(Buffer.concat(chunks).toString()) as PostedMessage);
      response.writeHead(status).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Makes and signs a request; `send` sends it, as often as it is called. */
  const request = (address: string, path: string, form: Record<string, string>, signing: Signing = {}) => {
    const { secret = SIGNING_SECRET, atS: at = Date.now() / 1000 } = signing;
    const atS = Math.floor(at);
    const body = new URLSearchParams(form).toString();
    const signature = createHmac('sha256', secret).update(`v0:${atS}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(atS),
      'x-slack-signature': `v0=${signature}`,
    };
    return async () => {
      const response = await fetch(`${address}${path}`, { method: 'POST', headers, body });
      const text = await response.text();
      return { status: response.status, message: text ? (JSON.parse(text) as PostedMessage) : undefined };
    };
  };

  const person = (user: string) => ({ team: { id: 'T1' }, user: { id: user } });
  const responseUrl = () => `${origin}/actions/T1/${randomUUID()}`;
  return {
    origin,
    posted,
    /** Statuses of the next answers to posts. */
    statuses,
    command: (address: string, user: string, text: string, signing?: Signing, more: object = {}) =>
      request(
        address,
        '/slack/commands',
        {
          team_id: 'T1',
          user_id: user,
          command: '/tale',
          text,
          response_url: responseUrl(),
          trigger_id: randomUUID(),
          ...more,
        },
        signing,
      ),
    shortcut: (address: string, user: string, text: string) => {
      const payload = {
        ...person(user),
        type: 'message_action',
        callback_id: 'file_symptom_report',
        trigger_id: randomUUID(),
        response_url: responseUrl(),
        message: { type: 'message', user: 'U9', ts: '1767322800.000100', text },
      };
      return request(address, '/slack/interactions', { payload: JSON.stringify(payload) });
    },
    /** Presses a button that a message has. */
    press: (address: string, user: string, message: PostedMessage, actionId: string) => {
      const button = message.blocks
        .flatMap((it) => it.elements ?? [])
        .find(({ action_id }) => action_id === actionId);
      const payload = {
        ...person(user),
        type: 'block_actions',
        response_url: responseUrl(),
        actions: [{ type: 'button', action_id: actionId, value: button!.value }],
      };
      return request(address, '/slack/interactions', { payload: JSON.stringify(payload) });
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
