/** A symptom of lesser fit adds this share of its score to that of the best one. */
const OTHER_STATEMENTS = 0.2;
const STATEMENT_WEIGHT = 0.8;

/** The score of a record by the scores of its passages: its body, and above all the symptom that fits best. */
export function wordScore(body: number, bestStatement: number, allStatements: number): number {
  const others = allStatements - bestStatement;
  return body + STATEMENT_WEIGHT * (bestStatement + OTHER_STATEMENTS * others);
}
