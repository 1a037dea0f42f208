import {
  ACTIONS,
  answerMessage,
  notice,
  observationOf,
  readJudgement,
  rejectChannel,
  type Interaction,
  type SlackMessage,
  type SlashCommand,
} from '../channels/index.js';
import type { JobPayloads, JobQueue } from '../jobs/index.js';
import { derivedId, Rejection, type Ids } from '../kernel/index.js';
import type { Caller } from './caller.js';
import type { Environment } from './environment.js';
import type { Outcomes } from './outcomes.js';
import type { Reports } from './reports.js';

/** Slack gives up after three seconds; the rest is for the network and a busy machine. */
const ANSWER_WAIT_MS = 1_500;
/** A job asks again later rather than keep others from their turn. */
const JOB_WAIT_MS = 1_000;
const REPLY_TIME_MAX_MS = 5_000;

/** What people do with Talekeeper in Slack. */
export interface Slack {
  /**
   * Files what was typed and answers in time: with the matches where these are known within 1.5 s, else with the
   * promise that they follow. A refusal is an answer too: Slack shows nothing else. Throws SLACK_ADDRESS_NOT_ALLOWED.
   */
  command(command: SlashCommand): Promise<SlackMessage>;
  /** Takes a shortcut or a button; the answer follows by the response URL. Throws SLACK_ADDRESS_NOT_ALLOWED. */
  interaction(interaction: Interaction): Promise<void>;
  /** The job behind both: judges a match where that is what was asked, and posts the report as it is now. */
  answer(payload: JobPayloads['answer-in-slack'], jobId: string): Promise<void>;
}

interface Dependencies {
  readonly reports: Reports;
  readonly outcomes: Outcomes;
  readonly queue: Pick<JobQueue, 'add'>;
  readonly environment: Environment;
  readonly ids: Ids;
}

export function openSlack({ reports, outcomes, queue, environment, ids }: Dependencies): Slack {
  const requireSlackAddress = (address: string) => {
    if (new URL(address).origin === environment.SLACK_RESPONSE_ORIGIN) return;
    throw rejectChannel('SLACK_ADDRESS_NOT_ALLOWED', {
      message: `Answers go to ${environment.SLACK_RESPONSE_ORIGIN} only.`,
      field: 'response_url',
      remedy: 'Set SLACK_RESPONSE_ORIGIN if your Slack answers elsewhere.',
    });
  };
  const fileFor = async (typed: string, person: string, triggerId: string) => {
    const filing = {
      ...observationOf(typed),
      channel: 'chatbot',
      reportedBy: person,
      idempotencyKey: derivedId('slack-trigger', triggerId),
    };
    const { id } = await reports.file(filing, { actor: person, correlationId: ids.next() });
    return id;
  };
  const follow = (payload: JobPayloads['answer-in-slack'], ...name: string[]) =>
    queue.add([{ id: derivedId('answer-in-slack', ...name), name: 'answer-in-slack', payload }]);

  /** Operators may judge every report, everybody else their own. */
  const requireOwnReport = async (reportId: string, person: string) => {
    if (environment.SLACK_OPERATORS.includes(person)) return;
    const { filed } = await reports.get(reportId);
    if (filed.reportedBy === person) return;
    throw rejectChannel('SLACK_JUDGEMENT_NOT_YOURS', {
      message: 'Only who filed a report, and operators, can say whether a match is right.',
      remedy: `Ask an operator, or have ${person} added to SLACK_OPERATORS.`,
    });
  };
  const judge = async (
    reportId: string,
    { slug, isRight, person }: NonNullable<JobPayloads['answer-in-slack']['judgement']>,
    jobId: string,
  ) => {
    await requireOwnReport(reportId, person);
    const caller: Caller = {
      actor: person,
      correlationId: jobId,
      commandId: derivedId('slack-judgement', jobId),
    };
    if (isRight) await reports.confirm(reportId, slug, undefined, caller);
    else await reports.reject(reportId, slug, undefined, caller);
  };

  return {
    async command({ team_id, user_id, text, response_url, trigger_id, command }) {
      requireSlackAddress(response_url);
      if (text.trim() === '') return notice(`Say what you observe: ${command} instances lose their network`);
      try {
        const reportId = await fileFor(text, personOf(team_id, user_id), trigger_id);
        const report = await outcomes.wait(reportId, ANSWER_WAIT_MS);
        if (!report.outcome) await follow({ reportId, responseUrl: response_url }, trigger_id);
        return answerMessage(report);
      } catch (error) {
        return notice(sayRefusal(error));
      }
    },

    async interaction(interaction) {
      const { response_url: responseUrl, team, user } = interaction;
      requireSlackAddress(responseUrl);
      const person = personOf(team.id, user.id);
      if (interaction.type === 'message_action') {
        const { trigger_id, message } = interaction;
        const reportId = await fileFor(message.text, person, trigger_id);
        return follow({ reportId, responseUrl }, trigger_id);
      }
      const [action] = interaction.actions;
      const { reportId, slug } = readJudgement(action!.value);
      const judgement = { slug, isRight: action!.action_id === ACTIONS.confirm, person };
      return follow({ reportId, responseUrl, judgement }, responseUrl, action!.value, action!.action_id);
    },

    async answer({ reportId, responseUrl, judgement }, jobId) {
      let message: SlackMessage;
      try {
        if (judgement) await judge(reportId, judgement, jobId);
        const report = await outcomes.wait(reportId, JOB_WAIT_MS);
        if (!report.outcome) throw new Error(`The report ${reportId} has no answer yet.`);
        message = { ...answerMessage(report), ...(judgement ? { replace_original: true } : {}) };
      } catch (error) {
        message = notice(sayRefusal(error));
      }
      await post(responseUrl, message);
    },
  };
}

const personOf = (teamId: string, userId: string) => `slack:${teamId}/${userId}`;

/** A refusal in a sentence; everything else is no answer and is thrown on. */
function sayRefusal(error: unknown): string {
  if (error instanceof Rejection) return [error.message, error.remedy].filter(Boolean).join(' ');
  throw error;
}

/** Posts to a response URL. Throws where another try may help; an address that is used up helps nobody. */
async function post(address: string, message: SlackMessage): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(message),
    redirect: 'error',
    signal: AbortSignal.timeout(REPLY_TIME_MAX_MS),
  });
  await response.body?.cancel();
  if (response.status >= 500 || response.status === 429) {
    throw new Error(`Slack answered ${response.status} to a reply.`);
  }
}
