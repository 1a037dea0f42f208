import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compilePattern } from '../incident/index.js';
import { catalogueFiles, readCatalogue } from './catalogue.js';
import { writeIncidents } from './write-incidents.js';

const root = new URL('../../', import.meta.url);
const files = catalogueFiles.map(({ path }) => ({ name: path, content: readFileSync(new URL(path, root)) }));
const catalogue = readCatalogue(files);

it('holds the six tales, each in the file that is named after it', () => {
  expect(catalogue.map((it) => it.slug)).toEqual(catalogueFiles.map((it) => it.slug));
  expect(catalogue).toHaveLength(6);
});

it('names the fault and its place when a shipped file is broken', () => {
  expect(() => readCatalogue([{ name: 'broken.yaml', content: 'slug: a\ntitle: A\n' }])).toThrow(
    /^broken\.yaml:1: FIELD_MISSING: .*resolution/,
  );
});

it('tells honestly which tales ended and which did not', () => {
  expect(Object.fromEntries(catalogue.map((it) => [it.slug, it.resolution]))).toMatchObject({
    'valentines-day-massacre': 'open',
    'down-the-rabbit-hole': 'mitigated',
    'double-vlan': 'resolved',
  });
});

describe.each(catalogue)('$slug', (incident) => {
  it('is written as an export writes it, byte for byte', () => {
    const file = files.find((it) => it.name.endsWith(`/${incident.slug}.yaml`));
    expect(writeIncidents([incident], 'yaml')).toBe(file?.content.toString('utf8'));
  });

  it('is complete and reviewed', () => {
    expect(incident.symptoms.length).toBeGreaterThanOrEqual(5);
    expect(incident.signatures.length).toBeGreaterThanOrEqual(2);
    expect(incident.facts.length).toBeGreaterThanOrEqual(3);
    expect(incident.exclusions.length).toBeGreaterThanOrEqual(2);
    expect(incident.ineffectiveRemedies.length).toBeGreaterThanOrEqual(2);
    expect(incident.diagnosisChecks.length).toBeGreaterThanOrEqual(2);
    expect(incident.references.length).toBeGreaterThanOrEqual(1);
    for (const field of ['narrative', 'rootCause', 'workaround', 'permanentFix'] as const) {
      expect(incident[field]).toBeTruthy();
    }
    expect(incident.scenario).toBe(incident.slug);
    expect(incident.unreviewed).toEqual([]);
  });

  it('states each symptom and each exclusion once', () => {
    const statements = [...incident.symptoms, ...incident.exclusions].map((it) => it.statement.toLowerCase());
    expect(new Set(statements).size).toBe(statements.length);
  });
});

const signatures = catalogue.flatMap(({ slug, signatures }) => signatures.map((it) => ({ ...it, slug })));

it.each(signatures)(
  '$id of $slug matches no line of another tale, nor a counter-example',
  ({ slug, event, pattern }) => {
    const compiled = compilePattern(pattern);
    if ('fault' in compiled) throw new Error(compiled.fault);
    const others = catalogue.filter((it) => it.slug !== slug);
    const foreign = others.flatMap((it) => [
      ...it.logExcerpts,
      ...it.signatures.map((other) => other.example),
    ]);
    const harmless = signatures.filter((it) => it.event === event).map((it) => it.counterExample);
    expect([...foreign, ...harmless].filter((line) => compiled.occursIn(line))).toEqual([]);
  },
);
