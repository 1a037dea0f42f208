import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SIGNING_SECRET, startSlack } from '../support/slack.js';
import { stuckLock, stuckLockRecord } from '../support/records.js';
import { eventually, startTalekeeper, type Talekeeper } from '../support/talekeeper.js';

const KNOWN =
  'The flux scheduler accepts work but its queue stands still\n```\n' +
  'flux-scheduler[812]: waiting for advisory lock 4711 since 300 s\n```';
const UNHEARD_OF = 'The coffee machine on floor three only makes tea';

describe('Slack', () => {
  let talekeeper: Talekeeper;
  let slack: Awaited<ReturnType<typeof startSlack>>;
  beforeAll(async () => {
    slack = await startSlack();
    talekeeper = await startTalekeeper({
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_RESPONSE_ORIGIN: slack.origin,
      SLACK_OPERATORS: 'slack:T1/UOPERATOR',
      JOB_BACKOFF_MS: '20',
    });
    const caller = { actor: 'ada', correlationId: 'test' };
    await talekeeper.runtime.incidents.submit(stuckLockRecord, {}, caller);
    await talekeeper.runtime.incidents.publish('stuck-lock', {}, caller);
  });
  afterAll(async () => {
    await talekeeper.close();
    await slack.close();
  });

  const command = async (user: string, text: string) => {
    const { status, message } = await slack.command(talekeeper.address, user, text)();
    expect(status).toBe(200);
    return message!;
  };
  /** What is posted while something is done. */
  const postedBy = async (work: () => Promise<unknown>) => {
    const before = slack.posted.length;
    await work();
    return (await eventually(
      () => Promise.resolve(slack.posted[before]),
      (it) => it !== undefined,
    ))!;
  };
  const reportIdOf = (message: object) => /Report ([0-9a-f-]{36})/.exec(JSON.stringify(message))![1]!;
  const codeOf = (message: unknown) =>
    (message as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;

  it('answers a slash command at once with the incident, its evidence and buttons', async () => {
    const message = await command('U1', KNOWN);
    expect(message.text).toContain(stuckLock.title);
    expect(JSON.stringify(message)).toContain('waiting for advisory lock 4711');
    const report = await talekeeper.runtime.reports.get(reportIdOf(message));
    expect(report).toMatchObject({
      filed: { channel: 'chatbot', reportedBy: 'slack:T1/U1' },
      outcome: { verdict: 'KNOWN' },
    });
  });

  it('says honestly that it does not know, and what to type when nothing was typed', async () => {
    expect((await command('U1', UNHEARD_OF)).text).toContain('No known incident');
    expect((await command('U1', '  ')).text).toContain('/tale');
  });

  it('files what a message says, and posts the answer when there is one', async () => {
    const answer = await postedBy(async () => {
      expect(await slack.shortcut(talekeeper.address, 'U1', KNOWN)()).toEqual({ status: 200 });
    });
    expect(answer.text).toContain(stuckLock.title);
  });

  it('posts again when Slack fails, and gives up when the address is used up', async () => {
    slack.statuses.push(500, 503, 429);
    const answer = await postedBy(() => slack.shortcut(talekeeper.address, 'U1', KNOWN)());
    expect(answer.text).toContain(stuckLock.title);
    expect(slack.statuses).toEqual([]);

    slack.statuses.push(404);
    await slack.shortcut(talekeeper.address, 'U1', UNHEARD_OF)();
    const counts = await eventually(
      () => talekeeper.runtime.queue.counts(),
      ({ waiting, active, delayed }) => waiting + active + delayed === 0,
    );
    expect(counts.failed).toBe(0);
    expect(slack.statuses).toEqual([]);
  });

  it('lets who filed a report say that a match is right, and shows that in the place of the buttons', async () => {
    const message = await command('U1', KNOWN);
    const answer = await postedBy(slack.press(talekeeper.address, 'U1', message, 'confirm_match'));
    expect(answer).toMatchObject({ replace_original: true });
    expect(JSON.stringify(answer)).toContain('Confirmed.');
    const reportId = reportIdOf(message);
    expect(await talekeeper.runtime.reports.get(reportId)).toMatchObject({ confirmed: 'stuck-lock' });
    const [last] = (await talekeeper.runtime.reports.history(reportId)).slice(-1);
    expect(last).toMatchObject({ type: 'MatchConfirmed', actor: 'slack:T1/U1' });
  });

  it("does not let others judge another's report, but operators", async () => {
    const message = await command('U1', KNOWN);
    const refusal = await postedBy(slack.press(talekeeper.address, 'U2', message, 'reject_match'));
    expect(refusal.text).toContain('Only who filed a report');
    expect(await talekeeper.runtime.reports.get(reportIdOf(message))).toMatchObject({ rejected: [] });

    const answer = await postedBy(slack.press(talekeeper.address, 'UOPERATOR', message, 'reject_match'));
    expect(JSON.stringify(answer)).toContain('Rejected.');
  });

  it('files a report once, however often Slack repeats its request', async () => {
    const more = { trigger_id: 'the-same-one' };
    const [one, other] = await Promise.all(
      ['U1', 'U1'].map((user, index) =>
        slack.command(talekeeper.address, user, UNHEARD_OF, { atS: Date.now() / 1000 - index }, more)(),
      ),
    );
    expect(reportIdOf(one!.message!)).toBe(reportIdOf(other!.message!));
  });

  it('refuses what Slack did not sign, what is too old, and what comes again', async () => {
    const { address } = talekeeper;
    const forged = await slack.command(address, 'U1', UNHEARD_OF, { secret: 'another-secret-of-an-app' })();
    expect([forged.status, codeOf(forged.message)]).toEqual([401, 'SLACK_SIGNATURE_INVALID']);

    const old = await slack.command(address, 'U1', UNHEARD_OF, { atS: Date.now() / 1000 - 400 })();
    expect([old.status, codeOf(old.message)]).toEqual([401, 'SLACK_REQUEST_TOO_OLD']);

    const send = slack.command(address, 'U1', UNHEARD_OF);
    expect((await send()).status).toBe(200);
    const replayed = await send();
    expect([replayed.status, codeOf(replayed.message)]).toEqual([401, 'SLACK_REQUEST_REPLAYED']);
  });

  it('posts answers to Slack and to nobody else', async () => {
    const elsewhere = { response_url: 'http://169.254.169.254/latest' };
    const { status, message } = await slack.command(talekeeper.address, 'U1', KNOWN, {}, elsewhere)();
    expect([status, codeOf(message)]).toEqual([400, 'SLACK_ADDRESS_NOT_ALLOWED']);
  });

  it('tells in Slack itself what a report must be like', async () => {
    expect((await command('U1', `\u0000 is no text`)).text).toContain('not text');
  });
});
