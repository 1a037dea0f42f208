import { expect, it } from '@jest/globals';
import { explain, sayConfidence } from './explain.js';
import { fixtures, observation } from './fixtures.js';
import { createKnowledge } from './knowledge.js';
import { match } from './match.js';

it('says every piece of evidence in a sentence, and then what speaks against it', () => {
  const knowledge = createKnowledge(
    fixtures.map((record) => ({ record })),
    1,
  );
  const { matches } = match(
    knowledge,
    observation(
      'Every terminal session freezes. New terminal sessions cannot be opened either. Frames look fine.',
      {
        logLines: ['Giants discarded on Eth1'],
        facts: [{ name: 'ping payload without reply', value: 900, unit: 'bytes' }],
        component: 'switch',
        release: 'Essex',
      },
    ),
  );
  expect(explain(matches[0]!)).toEqual([
    'Log line 1 is the event "oversized-frame-dropped" as Umbrella spells it: Giants discarded on Eth1',
    'The symptom "A terminal session freezes when a command prints much output" shares "terminal", "session", "freezes", "sessions".',
    'Words of the log lines occur in the narrative.',
    'The title shares "frames".',
    'The component is the same: switch.',
    'It was seen on the same release: Essex.',
    'Against it: the report says what rules it out, "New terminal sessions cannot be opened either".',
    'Against it: stated "ping payload without reply" is 900 bytes, but 1469 to 1472 bytes is expected.',
  ]);
});

it('says of no incident that it is certain', () => {
  expect([0, 0.004, 0.996, 1].map(sayConfidence)).toEqual(['0 %', '0 %', '99 %', '99 %']);
});
