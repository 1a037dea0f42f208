/**
 * Text as Slack's mrkdwn takes it literally: three characters have a meaning there.
 * Source: Slack's "Formatting text for app surfaces".
 */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * What somebody typed, from what Slack sends of it: links and mentions lose their markup, escaped characters their
 * escape. A link keeps its address, since that is what a log or an error message holds.
 */
export const unescapeMrkdwn = (text: string): string =>
  text
    .replace(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g, (_, mark: string, target: string, label?: string) =>
      mark === '' ? target.replace(/^(mailto|tel):/, '') : `${mark}${label ?? target}`,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Text for a place that holds so many characters, cut with an ellipsis; never through a surrogate pair. */
export function fit(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return `${text.slice(0, lengthMax - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
