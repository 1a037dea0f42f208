import { describe, expect, it } from '@jest/globals';
import { readIncidents } from '../read-incidents.js';

function draftsOf(content: string) {
  const { incidents, faults } = readIncidents({ name: 'stories.md', content });
  expect(faults).toEqual([]);
  return incidents;
}

const document = `---
title: not a heading
---
# Nights on the farm

A preamble that is no story.

## The \`Frozen\` Gateway

The gateway stopped answering at 02:10, and
\`ip_forward\` was 0, see [the *post* mortem](https://example.org/pm/1), <https://example.org/pm/1>
or https://example.org/wiki/gateway.

\`\`\`console
$ sysctl net.ipv4.ip_forward
  net.ipv4.ip_forward = 0
\`\`\`

> A quote
> over lines.

### Afterwards

1. One of the tunnels was lost.
2. The other went down later:

       Oct 3 02:10:01 gw CRON[1]: harden

* a
  * b

<!-- nobody sees this -->

[runbook]: https://example.org/runbook "Runbook"

Second story
------------

Nothing worked any more. ![screenshot](https://example.org/a.png)
`;

it('makes one draft of each section below the title', () => {
  expect(draftsOf(document).map((it) => [it.slug, it.title])).toEqual([
    ['the-frozen-gateway', 'The `Frozen` Gateway'],
    ['second-story', 'Second story'],
  ]);
});

it('keeps the story as plain text with quotes, lists and deeper titles', () => {
  expect(draftsOf(document)[0]?.narrative).toBe(
    `The gateway stopped answering at 02:10, and \`ip_forward\` was 0, see the *post* mortem, https://example.org/pm/1 or https://example.org/wiki/gateway.

A quote over lines.

## Afterwards

1. One of the tunnels was lost.
2. The other went down later:

- a
  - b`,
  );
});

it('takes code blocks as log excerpts, those inside lists too', () => {
  expect(draftsOf(document)[0]?.logExcerpts).toEqual([
    '$ sysctl net.ipv4.ip_forward\n  net.ipv4.ip_forward = 0',
    'Oct 3 02:10:01 gw CRON[1]: harden',
  ]);
});

it('collects each link once, with its title where it has one', () => {
  expect(draftsOf(document)[0]?.references).toEqual([
    { title: 'the *post* mortem', url: 'https://example.org/pm/1' },
    { title: 'https://example.org/wiki/gateway', url: 'https://example.org/wiki/gateway' },
    { title: 'Runbook', url: 'https://example.org/runbook' },
  ]);
});

it('reports a fault at the line of its section, below the front matter', () => {
  const { faults } = readIncidents({ name: 'a.md', content: `${document}\n## 夜話\n\nx\n` });
  expect(faults.map((it) => [it.line, it.code])).toEqual([[document.split('\n').length + 1, 'NO_SLUG']]);
});

it('loses nothing between two lines of dashes that are no front matter', () => {
  expect(draftsOf('---\n\nwords that stand alone\n\n---\n\n# One\n\na\n')).toHaveLength(1);
  expect(draftsOf('---\n\n# One\n\na\n\n---\n\nb\n')[0]?.narrative).toBe('a\n\nb');
});

describe('refuses', () => {
  it.each([
    ['quotes without end', `# T\n\n${'> '.repeat(50_000)}`, 3, 'SYNTAX'],
    ['lists without end', `# T\n\n${'1) '.repeat(50_000)}`, 3, 'SYNTAX'],
    ['more than 500,000 characters', `# T\n\n${'word\n'.repeat(100_001)}`, 1, 'FILE_TOO_LARGE'],
  ])('%s', (_, content, line, code) => {
    const { incidents, faults } = readIncidents({ name: 'a.md', content });
    expect(incidents).toEqual([]);
    expect(faults.map((it) => [it.line, it.code])).toEqual([[line, code]]);
  });
});

it.each(['*a **b ', '**a', '_x', '[', '![', '<', '`'])('reads %j a thousand times as text', (opening) => {
  expect(draftsOf(`# T\n\na ${opening.repeat(1_000)}`)).toHaveLength(1);
});
