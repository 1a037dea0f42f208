import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Match, MatchOutcome } from '../../report/index.js';
import { answerMessage, notice } from './message.js';
import { escapeMrkdwn, fit, unescapeMrkdwn } from './mrkdwn.js';
import { observationOf } from './observation.js';
import { readInteraction, readJudgement, readSlashCommand, SHORTCUT } from './payloads.js';

const match = (slug: string, more: Partial<Match> = {}): Match => ({
  slug,
  title: `Title of ${slug}`,
  confidence: 0.876,
  evidence: [{ kind: 'component', component: 'neutron' }],
  contradictions: [],
  ...more,
});
const outcome = (verdict: MatchOutcome['verdict'], ...matches: Match[]): MatchOutcome => ({
  verdict,
  matches,
  matcherVersion: 'test-1',
  knowledgeVersion: 1,
});
const report = (answer: MatchOutcome | null, more: object = {}) => ({
  id: 'r-1',
  outcome: answer,
  confirmed: null,
  rejected: [],
  ...more,
});
/** All the words of a message, as a reader sees them. */
const read = (message: object) => JSON.stringify(message);

describe('what is typed into Slack', () => {
  it('is words, and log lines where it stands between fences', () => {
    expect(observationOf('ssh hangs\n```\nline one\nline two\n```\nsince noon')).toEqual({
      text: 'ssh hangs\nsince noon',
      logLines: ['line one', 'line two'],
    });
    expect(observationOf('never closed ```line')).toEqual({ text: 'never closed', logLines: ['line'] });
  });

  it('loses the markup of Slack and nothing else', () => {
    expect(unescapeMrkdwn('see <https://wiki/a|the page>, <@U1|ada> &amp; <#C1|ops>: a &lt; b')).toBe(
      'see https://wiki/a, @ada & #ops: a < b',
    );
  });

  it('comes back as it was after being escaped', () => {
    fc.assert(fc.property(fc.string(), (text) => unescapeMrkdwn(escapeMrkdwn(text)) === text));
  });
});

describe('a message', () => {
  it('shows each match with its reasons and two buttons that name report and incident', () => {
    const { blocks } = answerMessage(report(outcome('AMBIGUOUS', match('one'), match('two'))));
    const actions = blocks.filter((it) => it.type === 'actions');
    expect(actions).toHaveLength(2);
    expect(read(blocks)).toContain('88 %');
    expect(read(blocks)).toContain('The component is the same: neutron.');
    const [confirm] = (actions[1] as { elements: { value: string }[] }).elements;
    expect(readJudgement(confirm!.value)).toEqual({ reportId: 'r-1', slug: 'two' });
  });

  it('says what was judged in the place of the buttons', () => {
    const judged = report(outcome('AMBIGUOUS', match('one'), match('two')), {
      confirmed: 'one',
      rejected: ['two'],
    });
    const { blocks } = answerMessage(judged);
    expect(blocks.some((it) => it.type === 'actions')).toBe(false);
    expect(read(blocks)).toMatch(/Confirmed\..*Rejected\./);
  });

  it('names the incident that was confirmed although it is not shown', () => {
    const judged = report(outcome('UNKNOWN', match('one')), { confirmed: 'elsewhere' });
    expect(read(answerMessage(judged))).toContain('Confirmed: `elsewhere`.');
    expect(read(answerMessage({ ...judged, confirmed: 'one' }))).not.toContain('Confirmed:');
  });

  it('is honest about what is not known, and about what is not answered yet', () => {
    expect(read(answerMessage(report(outcome('UNKNOWN'))))).toContain('No known incident fits');
    expect(read(answerMessage(report(null)))).toContain('r-1');
  });

  it('cannot be made to say something by what a record or a report holds', () => {
    const hostile = match('one', { title: '<!channel> <https://evil|click>' });
    expect(read(answerMessage(report(outcome('KNOWN', hostile))))).not.toMatch(/<!channel>|<https/);
    expect(read(notice('<@U1>'))).not.toContain('<@U1>');
  });

  it('keeps within the sizes that Slack accepts, whatever the matches hold', () => {
    const long = match('one', {
      title: 'x'.repeat(5_000),
      evidence: Array.from({ length: 50 }, () => ({
        kind: 'component' as const,
        component: '&'.repeat(900),
      })),
    });
    const { blocks } = answerMessage(report(outcome('AMBIGUOUS', long, long, long, long)));
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const block of blocks) {
      if (block.type === 'section') expect(block.text!.text.length).toBeLessThanOrEqual(3_000);
    }
  });

  it('is never cut through a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, lengthMax) => {
        const cut = fit(text, lengthMax);
        expect(cut.length).toBeLessThanOrEqual(lengthMax);
        expect(cut).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });
});

describe('a request of the Slack app', () => {
  const command = {
    team_id: 'T1',
    user_id: 'U1',
    command: '/tale',
    text: 'ping is lost',
    response_url: 'https://hooks.slack.com/commands/T1/1/x',
    trigger_id: '1.2.3',
  };
  const person = { team: { id: 'T1' }, user: { id: 'U1' }, response_url: command.response_url };
  const shortcut = {
    ...person,
    type: 'message_action',
    callback_id: SHORTCUT,
    trigger_id: '1.2.3',
    message: { text: 'ping is lost', ts: '1', user: 'U2' },
  };
  const form = (payload: object) => ({ payload: JSON.stringify(payload) });
  const refusal = (field: string) => expect.objectContaining({ code: 'SLACK_REQUEST_INVALID', field });

  it('is read with what is used of it', () => {
    expect(readSlashCommand({ ...command, token: 'deprecated' })).toEqual(command);
    expect(readInteraction(form(shortcut))).toMatchObject({ type: 'message_action', user: { id: 'U1' } });
  });

  it('is refused by the field that is wrong', () => {
    expect(() => readSlashCommand({ ...command, response_url: 'nowhere' })).toThrow(refusal('response_url'));
    expect(() => readInteraction({})).toThrow(refusal('payload'));
    expect(() => readInteraction({ payload: '{' })).toThrow(refusal('payload'));
    expect(() => readInteraction(form({ ...shortcut, callback_id: 'other' }))).toThrow(
      refusal('payload.callback_id'),
    );
    expect(() => readInteraction(form({ ...person, type: 'view_submission' }))).toThrow(
      refusal('payload.type'),
    );
    expect(() => readJudgement('{"reportId":1}')).toThrow(refusal('value.reportId'));
  });
});
