import { openRuntime, readEnvironment } from '../../../libs/runtime/index.js';
import { askGraphql, type Access } from '../../support/graphql-client.js';
import { until } from '../../support/until.js';

const LOOK_UP = 'query ($text: String!) { lookupSymptoms(input: { text: $text }) { matches { slug } } }';

/**
 * Publishes incidents in this process, one after the other, and asks an API, which is another one, for each until it is
 * the first match. Returns the milliseconds from the return of the publication to the answer, requests included.
 */
export async function measurePublications(
  variables: Readonly<Record<string, string>>,
  api: Access,
  count: number,
): Promise<number[]> {
  const runtime = await openRuntime(readEnvironment(variables), 'bench');
  const findableMs: number[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const record = recordOf(index);
      const caller = { actor: 'bench', correlationId: runtime.ids.next() };
      const distinctFrom = Array.from({ length: index }, (_, at) => recordOf(at).slug);
      await runtime.incidents.submit(record, { distinctFrom }, caller);
      await runtime.incidents.publish(record.slug, { distinctFrom }, caller);
      const publishedAt = performance.now();
      const text = record.symptoms[0]!.statement;
      await until(`${record.slug} is found`, async () => {
        const { lookupSymptoms } = await askGraphql<{ lookupSymptoms: { matches: { slug: string }[] } }>(
          api,
          LOOK_UP,
          { text },
        );
        return lookupSymptoms.matches[0]?.slug === record.slug;
      });
      findableMs.push(performance.now() - publishedAt);
    }
  } finally {
    await runtime.close();
  }
  return findableMs;
}

/** A record that nothing else is like. */
function recordOf(index: number) {
  const name = `q${(index + 1_000_000).toString(36).replace(/\d/g, 'z')}`;
  return {
    slug: `gauge-${name}`,
    title: `The gauge ${name} drifts`,
    resolution: 'open',
    symptoms: [{ id: 'drifts', statement: `The gauge ${name} drifts away from ${name}${name}.` }],
    rootCause: {
      statement: 'Its spring is worn.',
      mechanism: 'A worn spring gives way a little more each day.',
      category: 'hardware',
    },
  };
}
