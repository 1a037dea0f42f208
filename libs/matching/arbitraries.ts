import fc from 'fast-check';
import { incident, observation } from './fixtures.js';

const word = fc.constantFrom(
  'broker',
  'memory',
  'nova-api',
  'switch',
  'lease',
  'image',
  'port',
  'vlan20',
  'the',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
/** Records of few words and few slugs, so that they have much in common. */
export const record = fc
  .record({
    slug: fc.constantFrom('alpha', 'beta', 'gamma', 'delta'),
    title: sentence,
    narrative: sentence,
    symptoms: fc.array(sentence, { maxLength: 3 }),
    literal: fc.option(fc.constantFrom('link down', 'out of memory')),
  })
  .map(({ slug, title, narrative, symptoms, literal }) =>
    incident(slug, {
      title,
      narrative,
      symptoms: symptoms.map((statement, at) => ({ id: `s${at}`, statement })),
      signatures: literal
        ? [
            {
              id: 'it',
              event: 'it',
              vendor: 'Acme',
              pattern: literal,
              example: literal,
              counterExample: 'none',
            },
          ]
        : [],
    }),
  );
/** What may happen to a collection. */
export const change = fc.oneof(
  { weight: 3, arbitrary: record.map((it) => ({ put: it })) },
  { weight: 1, arbitrary: fc.constantFrom('alpha', 'beta', 'gamma').map((slug) => ({ remove: slug })) },
);
/** What may be asked of it. */
export const question = fc
  .tuple(sentence, fc.subarray(['eth0: link down', 'kernel: out of memory']))
  .map(([text, logLines]) => observation(text, { logLines }));
