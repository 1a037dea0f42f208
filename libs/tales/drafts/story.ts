/** One section of a document, whatever its markup. */
export interface Story {
  readonly title: string;
  /** Line of the title. */
  readonly line: number;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
}

export interface Block {
  /** `prose` is Markdown-like text; `excerpt` is console output or code, kept letter by letter. */
  readonly kind: 'prose' | 'excerpt';
  readonly text: string;
  readonly line: number;
}

export interface Link {
  /** Empty when the document gives the bare address. */
  readonly title: string;
  readonly url: string;
  readonly line: number;
}

/** A heading with what stands below it up to the next heading; level 1 is the highest. */
export interface Section {
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly blocks: readonly Block[];
  readonly links: readonly Link[];
}

/**
 * One story for each section of the highest level; deeper sections belong to the story that they stand in.
 * A single top heading over others is the document's title: it and its preamble are no story.
 */
export function storiesIn(sections: readonly Section[]): Story[] {
  const storyLevel = levelOfStories(sections.map((it) => it.level));
  const stories: { title: string; line: number; blocks: Block[]; links: Link[] }[] = [];
  for (const { level, title, line, blocks, links } of sections) {
    const current = stories.at(-1);
    if (level === storyLevel) {
      stories.push({ title, line, blocks: [...blocks], links: [...links] });
    } else if (current && level > storyLevel) {
      current.blocks.push(
        { kind: 'prose', text: `${'#'.repeat(level - storyLevel + 1)} ${title}`, line },
        ...blocks,
      );
      current.links.push(...links);
    }
  }
  return stories;
}

function levelOfStories(levels: readonly number[]): number {
  const top = Math.min(...levels);
  const below = levels.filter((it) => it > top);
  const titled = levels[0] === top && levels.length - below.length === 1 && below.length > 0;
  return titled ? Math.min(...below) : top;
}
