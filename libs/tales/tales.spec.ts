import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { catalogueFiles, readCatalogue } from './catalogue.js';
import { readIncidents } from './read-incidents.js';

/** The document that the catalogue retells; it lies beside the project where the project is developed. */
const source = new URL('../../../shared/tales/tales-from-the-cloud.rst', import.meta.url);
const root = new URL('../../', import.meta.url);
const present = existsSync(source);
const whenPresent = present || process.env.CI === 'true' ? it : it.skip;
const original = present ? readFileSync(source) : Buffer.of();

whenPresent('the original becomes six drafts with its titles, console blocks and links', () => {
  const { incidents, faults } = readIncidents({ name: 'tales-from-the-cloud.rst', content: original });
  expect(faults).toEqual([]);
  expect(incidents.map((it) => [it.slug, it.title, it.logExcerpts.length, it.references.length])).toEqual([
    ['double-vlan', 'Double VLAN', 3, 0],
    ['the-issue', '"The Issue"', 0, 4],
    ['disappearing-images', 'Disappearing Images', 1, 3],
    ['the-valentines-day-compute-node-massacre', "The Valentine's Day Compute Node Massacre", 2, 0],
    ['down-the-rabbit-hole', 'Down the Rabbit Hole', 1, 1],
    ['havana-haunted-by-the-dead', 'Havana Haunted by the Dead', 4, 0],
  ]);
  for (const incident of incidents) {
    expect(incident).toMatchObject({
      resolution: 'open',
      unreviewed: ['components', 'symptoms', 'resolution'],
    });
    expect(incident.components.length).toBeGreaterThanOrEqual(3);
    expect(incident.symptoms.length).toBeGreaterThanOrEqual(3);
    expect(incident.symptoms.length).toBeLessThanOrEqual(8);
    expect(incident.narrative).not.toMatch(/:command:|code-block|`_{1,2}(?!\w)|<http/);
  }
  expect(incidents[1]?.references[0]).toEqual({
    title: 'DHCP lease errors in VLAN mode',
    url: 'https://lists.launchpad.net/openstack/msg11696.html',
  });
  expect(incidents[3]?.logExcerpts[1]).toMatch(/^Feb 15 01:40:18 SW-1 Stp: .*\n(.*\n){4}.*state to down$/);
});

const RUN_LENGTH = 6;

whenPresent(
  'the catalogue shares no run of six words with the original, log lines and commands aside',
  () => {
    const told = new Set(runsOf(original.toString('utf8')));
    const catalogue = readCatalogue(
      catalogueFiles.map(({ path }) => ({ name: path, content: readFileSync(new URL(path, root)) })),
    );
    const own = catalogue.map((it) => ({ ...it, signatures: [], logExcerpts: [], references: [] }));
    expect(told.size).toBeGreaterThan(3_000);
    expect(
      textsIn(own)
        .flatMap(runsOf)
        .filter((it) => told.has(it)),
    ).toEqual([]);
  },
);

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function runsOf(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll(/(?<!`)`[^`]+`(?!`)/g, ' | ')
      .match(/[a-z0-9]+(?:'[a-z]+)?|\|/g) ?? [];
  return words
    .map((_, at) => words.slice(at, at + RUN_LENGTH))
    .filter((run) => run.length === RUN_LENGTH && !run.includes('|'))
    .map((run) => run.join(' '));
}
