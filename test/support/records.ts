/** A complete record of no tale, for tests to submit and to change. */
export const stuckLock = {
  slug: 'stuck-lock',
  title: 'Scheduler waits for ever on an advisory lock',
  components: ['flux-scheduler'],
  symptoms: [
    { id: 'queue-stands-still', statement: 'The flux scheduler accepts work but its queue stands still.' },
    { id: 'lock-wait', statement: 'Its log repeats that it waits for the advisory lock 4711.' },
  ],
  signatures: [
    {
      id: 'waits-for-lock',
      event: 'lock-wait',
      vendor: 'Flux',
      pattern: 'flux-scheduler\\[\\d+\\]: waiting for advisory lock \\d+',
      example: 'flux-scheduler[812]: waiting for advisory lock 4711 since 300 s',
      counterExample: 'flux-scheduler[812]: released advisory lock 4711',
    },
  ],
  rootCause: {
    statement: 'A crashed worker kept its session open through the connection pooler.',
    mechanism: 'The pooler hands the session on with its lock, and nobody ever releases it.',
    category: 'SOFTWARE_DEFECT',
  },
  resolution: 'RESOLVED',
};

/** The same record as the libraries take it: GraphQL has its enums in capitals. */
export const stuckLockRecord = {
  ...stuckLock,
  rootCause: { ...stuckLock.rootCause, category: 'software-defect' },
  resolution: 'resolved',
};
