/** The http addresses that stand in running text, without the punctuation behind them. */
export function bareLinksIn(text: string): string[] {
  return (text.match(/https?:\/\/[^\s<>"'`[\]{}|\\^)(]+/g) ?? [])
    .map((it) => it.replace(/[.,;:!?*_]+$/, ''))
    .filter((it) => URL.canParse(it));
}
