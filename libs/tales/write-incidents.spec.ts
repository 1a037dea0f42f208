import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { incidentRecordSchema, type IncidentRecord } from '../incident/index.js';
import { readIncidents } from './read-incidents.js';
import { incidentRecords } from './testing.js';
import { exportFormats, writeIncidents, type ExportFormat } from './write-incidents.js';

const extensions: Record<ExportFormat, string> = { yaml: 'yaml', json: 'json', 'json-lines': 'jsonl' };
const several = fc.uniqueArray(incidentRecords(), { minLength: 1, maxLength: 2, selector: (it) => it.slug });
const minimal = incidentRecordSchema.parse({ slug: 'a', title: 'A', resolution: 'open' });

function read(text: string, format: ExportFormat): readonly IncidentRecord[] {
  const { incidents, faults } = readIncidents({ name: `incidents.${extensions[format]}`, content: text });
  expect(faults).toEqual([]);
  return incidents;
}

describe.each(exportFormats)('an export as %s', (format) => {
  it('reads back as the same records, whatever is in them', () => {
    fc.assert(
      fc.property(several, (records) => {
        expect(read(writeIncidents(records, format), format)).toStrictEqual(records);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same text for equal records, in whatever order their fields come', () => {
    fc.assert(
      fc.property(incidentRecords(), (record) => {
        const shuffled = Object.fromEntries(Object.entries(record).reverse()) as IncidentRecord;
        expect(writeIncidents([shuffled], format)).toBe(writeIncidents([record], format));
      }),
      { numRuns: 20 },
    );
  });

  it('leaves out what a reader fills in by itself', () => {
    const text = writeIncidents([minimal], format);
    expect(text).not.toContain('narrative');
    expect(text).not.toContain('[]');
    expect(text).not.toContain('environment');
  });

  it('ends every line without white space, and the file with a line end', () => {
    fc.assert(
      fc.property(several, (records) => {
        const text = writeIncidents(records, format);
        expect(text).toMatch(/[^\n]\n$/);
        if (format === 'yaml') expect(text).not.toMatch(/[ \t]\n/);
      }),
      { numRuns: 30 },
    );
  });
});

it('keeps an empty text that a fact has as its value', () => {
  const record = { ...minimal, facts: [{ name: 'bond slave state', value: '', unit: '' }] };
  expect(read(writeIncidents([record], 'yaml'), 'yaml')).toStrictEqual([record]);
});

it('writes long statements as folded blocks and log lines whole', () => {
  const line = `Feb 15 01:40:18 SW-1 Stp: ${'port '.repeat(30)}down`;
  const text = writeIncidents(
    [
      {
        ...minimal,
        symptoms: [{ id: 'a', statement: 'It is down. '.repeat(20).trim() }],
        logExcerpts: [line],
      },
    ],
    'yaml',
  );
  expect(text).toContain('statement: >-\n');
  expect(text).toContain(`  - |-\n    ${line}\n`);
});

it('writes several records as several YAML documents', () => {
  expect(writeIncidents([minimal, { ...minimal, slug: 'b' }], 'yaml')).toBe(
    'slug: a\ntitle: A\nresolution: open\n---\nslug: b\ntitle: A\nresolution: open\n',
  );
});
