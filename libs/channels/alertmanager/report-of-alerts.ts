import type { Alert, AlertNotification } from './notification.js';

/** Labels that say who watches and not what is observed. */
const LABELS_LEFT_OUT = new Set(['alertname', 'severity', 'prometheus', 'monitor', 'replica', 'team']);
const FACTS_MAX = 50;
const ALERTS_TOLD_MAX = 50;
const VALUE_LENGTH_MAX = 300;
/** Where log-based rules put the line that made them fire. */
const LOG_ANNOTATIONS = ['log', 'log_line', 'logline', 'message'];

/**
 * What alerts that fire together observe, as a report would say it: their annotations are the words, annotations with
 * log lines are log lines, and the labels that all of them share are facts.
 */
export function reportOfAlerts(
  { commonLabels }: Pick<AlertNotification, 'commonLabels'>,
  alerts: readonly Alert[],
) {
  const sentences = alerts.slice(0, ALERTS_TOLD_MAX).flatMap(sentencesOf);
  const logLines = alerts.flatMap(({ annotations }) =>
    LOG_ANNOTATIONS.flatMap((name) => annotations[name]?.split('\n') ?? []),
  );
  const facts = Object.entries(commonLabels)
    .filter(([name, value]) => !LABELS_LEFT_OUT.has(name) && name.length <= VALUE_LENGTH_MAX && value !== '')
    .slice(0, FACTS_MAX)
    .map(([name, value]) => ({ name, value: value.slice(0, VALUE_LENGTH_MAX) }));
  const component = commonLabels.component ?? commonLabels.service ?? commonLabels.job;
  return {
    text: [...new Set(sentences)].join('\n'),
    logLines: [...new Set(logLines)].filter((line) => line.trim() !== ''),
    facts,
    ...(component?.trim() ? { component: component.trim().slice(0, VALUE_LENGTH_MAX) } : {}),
  };
}

/** `NovaApiSlow` is a name; read as words it tells something. */
const asWords = (name: string) =>
  name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');

function sentencesOf({ labels, annotations }: Alert): string[] {
  const { summary, description } = annotations;
  const name = labels.alertname;
  return [
    ...(name ? [asWords(name)] : []),
    ...(summary ? [summary] : []),
    ...(description ? [description] : []),
  ];
}
