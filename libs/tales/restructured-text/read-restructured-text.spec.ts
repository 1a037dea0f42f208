import { describe, expect, it } from '@jest/globals';
import { readIncidents } from '../read-incidents.js';

function draftsOf(content: string) {
  const { incidents, faults } = readIncidents({ name: 'stories.rst', content });
  expect(faults).toEqual([]);
  return incidents;
}

const document = `
==================
 Nights on the farm
==================

A preamble that is no story.

The *Frozen* Gateway
--------------------

The gateway stopped answering at 02:10, and \`\`ip_forward\`\` was 0.
Running :command:\`sysctl -p\` helped for a
while, see \`the post mortem
<https://example.org/pm/1>\`_ (https://example.org/pm/1) or
https://example.org/wiki/gateway.

.. code-block:: console
   :linenos:

   $ sysctl net.ipv4.ip_forward
     net.ipv4.ip_forward = 0

.. note::

   The cron job of :file:\`/etc/cron.d/harden\` runs hourly.

What was seen::

   Oct 3 02:10:01 gw CRON[1]: harden

Afterwards
^^^^^^^^^^

#. One of the tunnels was lost.

#. The other
   went down later.

- a
- b

  with more

.. a comment
   over two lines

.. _runbook: https://example.org/runbook

Second story
------------
+-----+-----+
| a   | b   |
+-----+-----+

Nothing worked any more.
`;

it('makes one draft of each section below the title, with what deeper sections hold', () => {
  expect(draftsOf(document).map((it) => [it.slug, it.title])).toEqual([
    ['the-frozen-gateway', 'The *Frozen* Gateway'],
    ['second-story', 'Second story'],
  ]);
});

it('keeps the story as plain text with lists and deeper titles', () => {
  expect(draftsOf(document)[0]?.narrative).toBe(
    `The gateway stopped answering at 02:10, and \`ip_forward\` was 0. Running \`sysctl -p\` helped for a while, see the post mortem (https://example.org/pm/1) or https://example.org/wiki/gateway.

The cron job of \`/etc/cron.d/harden\` runs hourly.

What was seen:

## Afterwards

1. One of the tunnels was lost.
2. The other went down later.

- a
- b
  with more`,
  );
});

it('takes code blocks and literal blocks as log excerpts, without options and indentation', () => {
  expect(draftsOf(document)[0]?.logExcerpts).toEqual([
    '$ sysctl net.ipv4.ip_forward\n  net.ipv4.ip_forward = 0',
    'Oct 3 02:10:01 gw CRON[1]: harden',
  ]);
});

it('collects each link once, with its title where it has one', () => {
  expect(draftsOf(document)[0]?.references).toEqual([
    { title: 'the post mortem', url: 'https://example.org/pm/1' },
    { title: 'https://example.org/wiki/gateway', url: 'https://example.org/wiki/gateway' },
    { title: 'runbook', url: 'https://example.org/runbook' },
  ]);
});

it('suggests components and symptoms and says that nobody has reviewed them', () => {
  expect(draftsOf(document)[0]).toMatchObject({
    resolution: 'open',
    symptoms: [
      { id: 'suggestion-1', statement: 'The gateway stopped answering at 02:10, and `ip_forward` was 0.' },
      { id: 'suggestion-2', statement: 'One of the tunnels was lost.' },
      { id: 'suggestion-3', statement: 'The other went down later.' },
    ],
    unreviewed: ['components', 'symptoms', 'resolution'],
  });
});

it('leaves tables as they are', () => {
  expect(draftsOf(document)[1]?.narrative).toContain('+-----+-----+\n| a   | b   |\n+-----+-----+');
});

describe('a document', () => {
  it.each([
    ['without a title', 'One\n===\n\na\n\nTwo\n===\n\nb\n', ['one', 'two']],
    ['with a single section', 'One\n===\n\na\n', ['one']],
    [
      'with stories below a title of another adornment',
      'Top\n***\n\nx\n\nOne\n***\n\na\n\nDeep\n...\n\nb\n',
      ['top', 'one'],
    ],
    [
      'with transitions and short underlines',
      'Stories\n=======\n\nA longer title\n----\n\na\n\n-----\n\nb\n',
      ['a-longer-title'],
    ],
    [
      'with accents',
      'Über-Größe\n----------\n\na\n',
      [
        'uber-große'
          .normalize('NFKD')
          .replace(/[^a-zß-]/g, '')
          .replace('ß', '-'),
      ],
    ],
  ])('%s is cut at the right titles', (_, content, slugs) => {
    expect(draftsOf(content).map((it) => it.slug)).toEqual(slugs);
  });
});

describe('refuses', () => {
  it.each([
    ['a title that is only overlined', '=====\nTitle\n\ntext\n', 2, 'SYNTAX'],
    ['a section without text', 'One\n===\n\na\n\nTwo\n===\n', 6, 'NO_INCIDENT'],
    ['a title that gives no slug', '夜話\n====\n\na\n', 1, 'NO_SLUG'],
    ['two sections of one title', 'One\n===\n\na\n\nOne\n===\n\nb\n', 6, 'DUPLICATE_SLUG'],
    [
      'a line of 30,000 characters in a code block',
      `One\n===\n\na\n\n::\n\n  ${'x'.repeat(30_000)}\n`,
      8,
      'FIELD_INVALID',
    ],
  ])('%s', (_, content, line, code) => {
    const { incidents, faults } = readIncidents({ name: 'a.rst', content });
    expect(incidents).toEqual([]);
    expect(faults.map((it) => [it.line, it.code])).toEqual([[line, code]]);
  });
});

it('cuts a long log between lines and loses none', () => {
  const log = Array.from({ length: 2_000 }, (_, n) => `Oct 3 02:10:01 gw kernel: line ${n}`);
  const excerpts =
    draftsOf(`One\n===\n\nLog::\n\n${log.map((it) => `   ${it}`).join('\n')}\n`)[0]?.logExcerpts ?? [];
  expect(excerpts.length).toBeGreaterThan(1);
  expect(excerpts.join('\n').split('\n')).toEqual(log);
});

it('reads lists without end as text', () => {
  expect(draftsOf(`One\n===\n\n${'- '.repeat(50_000)}x\n`)).toHaveLength(1);
});
