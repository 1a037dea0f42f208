import { draftsOf } from '../drafts/draft.js';
import { storiesIn } from '../drafts/story.js';
import type { Source } from '../source.js';
import { contentOf } from './content.js';
import { inlineText } from './inline.js';
import { splitSections } from './sections.js';

/**
 * Reads a reStructuredText document with one story a section. It knows what stories are told with: sections of any
 * adornment, paragraphs, lists, literal and code blocks, directives, links and roles; tables stay as they are.
 */
export function readRestructuredText(text: string): Source {
  const { sections, faults } = splitSections(text);
  if (faults.length > 0) return { records: [], faults };
  const told = sections.map(({ level, title, line, body }) => {
    const heading = inlineText(title, line);
    const { blocks, links } = contentOf(body);
    return { level, title: heading.text, line, blocks, links: [...heading.links, ...links] };
  });
  return draftsOf(storiesIn(told));
}
