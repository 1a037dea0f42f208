import fc from 'fast-check';
import { incidentRecordSchema, rootCauseCategories, type IncidentRecord } from '../incident/index.js';

/** Any valid record: all fields present or absent, texts that are hard to write down, facts of every type. */
export function incidentRecords(): fc.Arbitrary<IncidentRecord> {
  return fc
    .record(
      {
        slug: id,
        title: shortText,
        narrative: longText,
        environment: fc.record(
          { releases: list(shortText), deployment: list(longText) },
          { requiredKeys: [] },
        ),
        components: list(shortText),
        symptoms: identified({ statement: longText }),
        signatures: identified({ event: id, vendor: shortText, line: logLine }).map((them) =>
          them.map(signatureOf),
        ),
        logExcerpts: list(longText),
        facts: list(fact),
        exclusions: identified({ statement: longText }),
        rootCause: fc.record({
          statement: longText,
          mechanism: longText,
          category: fc.constantFrom(...rootCauseCategories),
        }),
        contributingFactors: list(longText),
        workaround: longText,
        permanentFix: longText,
        resolution: fc.constantFrom('resolved', 'mitigated', 'open'),
        ineffectiveRemedies: list(fc.record({ remedy: longText, outcome: longText })),
        diagnosisChecks: identified({ instruction: longText, expectation: longText }),
        references: list(fc.record({ title: shortText, url: fc.webUrl({ withQueryParameters: true }) })),
        scenario: id,
        unreviewed: list(fc.constantFrom('components', 'symptoms', 'resolution')),
      },
      { requiredKeys: ['slug', 'title', 'resolution'] },
    )
    .map((input) => incidentRecordSchema.parse(input));
}

const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}$/);

/** What trips readers and writers of text formats: markers, quotes, white space, line ends, control characters. */
const piece = fc.oneof(
  fc.lorem({ maxCount: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '# no comment',
    ': ',
    '- ',
    '---',
    '...',
    '"',
    "'",
    '|',
    '>',
    '&a *a',
    '{[',
    '%',
    '!!str',
    '@',
    '`',
    '\\n',
  ),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '1e3',
    '0x1f',
    '2013-02-15',
    '\t',
    '  ',
    '\n',
    '\n\n',
    '\r\n',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u001b[0m',
    '\u00a0',
  ),
);

function text(length: number): fc.Arbitrary<string> {
  return fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) =>
      pieces
        .join('')
        .replaceAll(/[\0\p{Surrogate}]/gu, '')
        .slice(0, length)
        .replace(/[\uD800-\uDBFF]$/, ''),
    )
    .filter((it) => it.trim() !== '');
}

const shortText = text(300);
const longText = text(4_000);
const logLine = fc.lorem({ mode: 'sentences', maxCount: 3 });

const fact = fc
  .record({
    name: shortText,
    bounds: fc.oneof(
      fc.record({
        value: fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.string(),
          fc.boolean(),
          fc.constant(-0),
        ),
      }),
      fc.tuple(fc.integer(), fc.nat()).map(([min, width]) => ({ min, max: min + width })),
    ),
    unit: fc.option(fc.constantFrom('', 's', 'bytes', 'Gb/s'), { nil: undefined }),
  })
  .map(({ name, bounds, unit }) => ({ name, ...bounds, ...(unit === undefined ? {} : { unit }) }));

function list<Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> {
  return fc.array(item, { maxLength: 2 });
}

function identified<Fields extends object>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) {
  return fc
    .uniqueArray(fc.tuple(id, fc.record(fields)), { maxLength: 2, selector: ([it]) => it })
    .map((them) => them.map(([itsId, rest]) => ({ id: itsId, ...rest })));
}

/** The pattern is found in its example by construction, and a line without its marker cannot match. */
function signatureOf({ line, ...rest }: { id: string; event: string; vendor: string; line: string }) {
  return { ...rest, pattern: `%${rest.id}: \\S+`, example: `%${rest.id}: ${line}`, counterExample: line };
}
