import Table from 'cli-table3';

/** A table for a terminal, without colours. */
export const tableOf = (...head: string[]) =>
  new Table({ head, style: { head: [], border: [], compact: true } });
