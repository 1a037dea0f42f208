import type { IncidentRecordInput } from '../../incident/index.js';
import type { Fault } from '../fault.js';
import type { Source, SourceRecord } from '../source.js';
import { suggestComponents } from './components.js';
import { slugOf } from './slug.js';
import type { Link, Story } from './story.js';
import { suggestSymptoms } from './symptom-sentences.js';

/**
 * Each story as the draft of an incident. What a program can only guess (components, symptoms, how it ended) is
 * filled in as a suggestion and named in `unreviewed`.
 */
export function draftsOf(stories: readonly Story[]): Source {
  const records: SourceRecord[] = [];
  const faults: Fault[] = [];
  for (const story of stories) {
    const { title, line } = story;
    const slug = slugOf(title);
    if (slug === '') {
      faults.push({
        line,
        field: 'slug',
        code: 'NO_SLUG',
        reason: `No slug can be made of the title "${title}".`,
      });
    } else if (story.blocks.length === 0) {
      faults.push({
        line,
        field: 'narrative',
        code: 'NO_INCIDENT',
        reason: `The section "${title}" has no text.`,
      });
    } else {
      records.push(draftOf(story, slug));
    }
  }
  return { records, faults };
}

function draftOf({ title, line, blocks, links }: Story, slug: string): SourceRecord {
  const prose = blocks.filter((it) => it.kind === 'prose').map((it) => it.text);
  const excerpts = blocks
    .filter((it) => it.kind === 'excerpt')
    .flatMap((it) => parts(it.text).map((text) => ({ text, line: it.line })));
  const references = uniqueByUrl(links);
  const record: IncidentRecordInput = {
    slug,
    title,
    narrative: prose.join('\n\n'),
    components: suggestComponents([title, ...prose, ...excerpts.map((it) => it.text)].join('\n')),
    symptoms: suggestSymptoms(prose).map((statement, index) => ({
      id: `suggestion-${index + 1}`,
      statement,
    })),
    logExcerpts: excerpts.map((it) => it.text),
    resolution: 'open',
    references: references.map((it) => ({ title: titleOf(it), url: it.url })),
    unreviewed: ['components', 'symptoms', 'resolution'],
  };
  const linesOf: Readonly<Record<string, readonly { line: number }[]>> = {
    logExcerpts: excerpts,
    references,
  };
  return {
    value: record,
    locate: ([field, index]) => ({ line: linesOf[String(field)]?.[Number(index)]?.line ?? line }),
  };
}

/** The longest log excerpt that a record takes, in UTF-16 units; longer ones are cut between lines. */
const EXCERPT_LENGTH_MAX = 20_000;

function parts(text: string): string[] {
  const result: string[] = [];
  let part = '';
  for (const line of text.split('\n')) {
    if (part.length + 1 + line.length > EXCERPT_LENGTH_MAX && part.trim() !== '') {
      result.push(part);
      part = line;
    } else {
      part = part === '' ? line : `${part}\n${line}`;
    }
  }
  return [...result, part].filter((it) => it.trim() !== '');
}

/** An address that is linked with a title and given bare as well counts once, with its title. */
function uniqueByUrl(links: readonly Link[]): Link[] {
  const byUrl = new Map<string, Link>();
  for (const link of links) {
    const known = byUrl.get(link.url);
    if (!known?.title) byUrl.set(link.url, known ? { ...known, title: link.title } : link);
  }
  return [...byUrl.values()];
}

const TITLE_LENGTH_MAX = 300;

function titleOf({ title, url }: Link): string {
  return (title || url).slice(0, TITLE_LENGTH_MAX);
}
