const SUGGESTIONS_MAX = 8;

/**
 * The sentences that most likely state something that was observed, in the order of the text, at most eight.
 *
 * A sentence counts when it has 4 to 50 words and speaks of a failure (hangs, disappeared, down, timed out, ...);
 * two such words outweigh one. Fragments, sentences with links, questions, conjectures ("we thought", "maybe") and
 * remedies ("restarting it fixed ...") are passed over: they tell what people made of it, not what they saw.
 */
export function suggestSymptoms(paragraphs: readonly string[]): string[] {
  const candidates = paragraphs
    .flatMap(sentencesOf)
    .map((sentence, index) => ({ sentence, index, score: score(sentence) }))
    .filter((it) => it.score > 0);
  const best = candidates.sort((a, b) => b.score - a.score || a.index - b.index).slice(0, SUGGESTIONS_MAX);
  return [...new Set(best.sort((a, b) => a.index - b.index).map((it) => it.sentence))];
}

const failure =
  /\b(?:lock(?:s|ed|ing)?[ -]?ups?|hang(?:s|ing)?|hung|fr(?:eezes?|oze|ozen|eezing)|crash\w*|panic\w*|disappear\w*|vanish\w*|gone|unreachable|inaccessible|unavailable|unusabl[ey]|down|fail(?:s|ed|ing|ures?)?|errors?|tim(?:ed|es|ing)[ -]?out|timeouts?|slow(?:ly|er|ness)?|stuck|stall\w*|unable|can(?:no|')t|could ?n[o']t|was ?n[o']t working|not respond\w*|no longer|stopped|lost|loses?|losing|leak\w*|drop(?:s|ped|ping)|spik\w+|high load|load shot|shot up|refused|denied|missing|corrupt\w*|out of (?:memory|RAM|space)|swap(?:ping)?|err-?disabled?|shut(?:s|ting)? down|consum\w+ all|grew|re-?sends?)\b/gi;
const conjecture =
  /\?|\b(?:think|thought|thinking|maybe|perhaps|wonder\w*|suggest\w*|suppose\w*|assum\w+|conclu\w+|emphasi[sz]e|turns? out|reason|look(?:ed|ing)? for|idea|theory|guess\w*)\b/i;
const remedy =
  /\b(?:fix(?:ed|es)?|re-?start(?:ed|ing)|re-?enabled|solved?|back up and running|replaced?|decided|called)\b/i;
/** These stand in observations too ("would respond slowly"), and make a sentence a weaker candidate only. */
const conditional = /\b(?:might|probably|should|would|could|if)\b/i;

function score(sentence: string): number {
  const words = sentence.split(/\s+/).length;
  const isFragment = !/^[\p{Lu}\d"“'`(]/u.test(sentence) || sentence.endsWith(',') || words < 4 || words > 50;
  if (isFragment || /https?:/.test(sentence) || conjecture.test(sentence) || remedy.test(sentence)) return 0;
  const failures = new Set(sentence.toLowerCase().match(failure)).size;
  return Math.min(3, failures) - (conditional.test(sentence) ? 0.5 : 0);
}

function sentencesOf(paragraph: string): string[] {
  if (paragraph.startsWith('#')) return [];
  return paragraph
    .split(/\n(?=\s*(?:[-*+]|\d+\.)\s)/)
    .map((it) => it.replace(/^\s*(?:[-*+]|\d+\.)\s+/, '').replaceAll(/\s+/g, ' '))
    .flatMap((it) => it.split(/(?<=[.!?:…])\s+(?=[\p{Lu}"“'`(])/u))
    .map((it) => it.trim().replace(/:$/, '.'));
}
