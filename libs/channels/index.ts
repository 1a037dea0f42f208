export {
  alertKey,
  readNotification,
  type Alert,
  type AlertNotification,
} from './alertmanager/notification.js';
export { reportOfAlerts } from './alertmanager/report-of-alerts.js';
export { channelRejectionCodes, reject as rejectChannel } from './rejections.js';
export { answerMessage, notice, type ShownReport, type SlackMessage } from './slack/message.js';
export { observationOf } from './slack/observation.js';
export {
  ACTIONS,
  readInteraction,
  readJudgement,
  readSlashCommand,
  SHORTCUT,
  type Interaction,
  type SlashCommand,
} from './slack/payloads.js';
