/**
 * Adds up amounts by the number of a term. One serves for all texts, as the map that each field of each record would
 * need otherwise is most of the work of reading it.
 */
export class TermCounts {
  private readonly amounts: number[] = [];
  private ids: number[] = [];

  add(id: number, amount: number): void {
    while (this.amounts.length <= id) this.amounts.push(0);
    if (this.amounts[id] === 0) this.ids.push(id);
    this.amounts[id]! += amount;
  }

  amountOf(id: number): number {
    return this.amounts[id] ?? 0;
  }

  /** The terms that have an amount, in the order in which they were first added; then all amounts are zero again. */
  drain(visit: (id: number, amount: number) => void): number[] {
    const { ids } = this;
    for (const id of ids) {
      visit(id, this.amounts[id]!);
      this.amounts[id] = 0;
    }
    this.ids = [];
    return ids;
  }
}
