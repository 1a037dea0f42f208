import { unescapeMrkdwn } from './mrkdwn.js';

const FENCE = /```(?:[^\S\n]*\n)?([\s\S]*?)(?:```|$)/g;

/** What was typed into Slack as words and log lines: a block between ``` marks is taken for pasted log lines. */
export function observationOf(typed: string): { text: string; logLines: string[] } {
  const logLines: string[] = [];
  const text = typed.replace(FENCE, (_, block: string) => {
    logLines.push(...unescapeMrkdwn(block).split(/\r?\n/));
    return '\n';
  });
  return {
    text: unescapeMrkdwn(text)
      .replace(/\n{2,}/g, '\n')
      .trim(),
    logLines: logLines.filter((line) => line.trim() !== ''),
  };
}
