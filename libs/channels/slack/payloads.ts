import { z } from 'zod';
import { fieldPath } from '../../kernel/index.js';
import { reject } from '../rejections.js';

const id = z.string().min(1).max(100);
const person = z.object({ id });

/** What Slack posts for a slash command; only what is used. Source: Slack's "Enabling interactivity with slash commands". */
const slashCommandSchema = z.object({
  team_id: id,
  user_id: id,
  command: z.string().max(200),
  text: z.string().default(''),
  response_url: z.url(),
  trigger_id: id,
});
export type SlashCommand = z.output<typeof slashCommandSchema>;

const judgementSchema = z.object({ reportId: z.string(), slug: z.string() });
/** What a button stands for. */
export type Judgement = z.output<typeof judgementSchema>;

export const ACTIONS = { confirm: 'confirm_match', reject: 'reject_match' } as const;
/** What the message shortcut has to be called in Slack's app settings. */
export const SHORTCUT = 'file_symptom_report';

/** What Slack posts for shortcuts and buttons. Source: Slack's "Interaction payloads". */
const interactionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_action'),
    callback_id: z.literal(SHORTCUT),
    team: person,
    user: person,
    response_url: z.url(),
    trigger_id: id,
    message: z.object({ text: z.string().default('') }),
  }),
  z.object({
    type: z.literal('block_actions'),
    team: person,
    user: person,
    response_url: z.url(),
    actions: z
      .array(z.object({ action_id: z.enum([ACTIONS.confirm, ACTIONS.reject]), value: z.string() }))
      .length(1),
  }),
]);
export type Interaction = z.output<typeof interactionSchema>;

/** Throws SLACK_REQUEST_INVALID. */
export const readSlashCommand = (form: unknown): SlashCommand => read(slashCommandSchema, form);

/** The interaction in the `payload` of a form. Throws SLACK_REQUEST_INVALID. */
export function readInteraction(form: unknown): Interaction {
  const { payload } = read(z.object({ payload: z.string() }), form);
  return read(interactionSchema, fromJson(payload, 'payload'), 'payload');
}

export const judgementValue = (judgement: Judgement): string => JSON.stringify(judgement);

/** Throws SLACK_REQUEST_INVALID. */
export const readJudgement = (value: string): Judgement =>
  read(judgementSchema, fromJson(value, 'value'), 'value');

function fromJson(text: string, field: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(field, 'It is not JSON.');
  }
}

function read<Output>(schema: z.ZodType<Output>, value: unknown, within = ''): Output {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = fieldPath([...(within ? [within] : []), ...(issue?.path ?? [])]);
  throw invalid(path, issue?.message ?? '');
}

const invalid = (field: string, what: string) =>
  reject('SLACK_REQUEST_INVALID', {
    message: `The request is not one that the Slack app of Talekeeper makes: ${what}`,
    field,
    remedy: `Point the app's slash command and its shortcut \`${SHORTCUT}\` at Talekeeper, as the README shows.`,
  });
