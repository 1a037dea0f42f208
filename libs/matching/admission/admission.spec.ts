import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { validateIncident, type IncidentRecord } from '../../incident/index.js';
import { catalogueFiles, readCatalogue } from '../../tales/index.js';
import { createKnowledge } from '../knowledge.js';
import { tryAdmission } from './admission.js';

const healthyLines = readFileSync(new URL('./healthy-lines.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const root = new URL('../../../', import.meta.url);
const catalogue = readCatalogue(
  catalogueFiles.map(({ path }) => ({ name: path, content: readFileSync(new URL(path, root)) })),
);

const knowledgeOf = (records: readonly IncidentRecord[]) =>
  createKnowledge(
    records.map((record) => ({ record })),
    1,
  );
const against = (
  others: readonly IncidentRecord[],
  distinctFrom: string[] = [],
  drafts: readonly IncidentRecord[] = [],
) => ({
  others,
  knowledge: knowledgeOf(others),
  drafts: knowledgeOf(drafts),
  healthyLines,
  distinctFrom,
});
const record = (change: object) =>
  validateIncident({ slug: 'stuck-lock', title: 'A lock is never released', resolution: 'open', ...change });
const signature = (change: object) => ({
  id: 'lock',
  event: 'lock-wait',
  vendor: 'Flux',
  pattern: 'waiting for advisory lock',
  example: 'waiting for advisory lock 7',
  counterExample: 'released',
  ...change,
});

describe('a record that is handed in', () => {
  it('passes when it is like nothing that is there', () => {
    expect(tryAdmission(record({ signatures: [signature({})] }), against(catalogue))).toEqual([]);
  });

  it('is refused when a signature matches more than a tenth of the lines of healthy systems, with the count', () => {
    const greedy = signature({ pattern: 'INFO|waiting', counterExample: 'released' });
    expect(tryAdmission(record({ signatures: [greedy] }), against([]))).toEqual([
      expect.objectContaining({
        code: 'SIGNATURE_HITS_HEALTHY_LINES',
        field: 'signatures[0].pattern',
        refuses: true,
        message: expect.stringMatching(/matches \d+ of 133 log lines/) as unknown,
      }),
    ]);
  });

  it('is told of the few healthy lines that a signature matches', () => {
    const wide = signature({ pattern: 'Entering MASTER|waiting for' });
    expect(tryAdmission(record({ signatures: [wide] }), against([]))).toEqual([
      expect.objectContaining({ code: 'SIGNATURE_HITS_HEALTHY_LINES', refuses: false }),
    ]);
  });

  it("is told of a signature that matches another incident's example of another event", () => {
    const other = record({ slug: 'other', signatures: [signature({})] });
    const mine = (event: string) =>
      record({ signatures: [signature({ id: 'mine', event, pattern: 'advisory' })] });
    expect(tryAdmission(mine('something-else'), against([other]))).toEqual([
      expect.objectContaining({ code: 'SIGNATURE_HITS_OTHER_INCIDENT', refuses: false }),
    ]);
    expect(tryAdmission(mine('lock-wait'), against([other]))).toEqual([]);
  });

  it('is refused as a twin when its symptoms, filed as a report, would be answered with another incident', () => {
    for (const tale of catalogue) {
      const half = tale.symptoms.filter((_, index) => index % 2 === 0);
      const twin = record({ slug: 'twin', title: 'Something that we saw', symptoms: half });
      const findings = tryAdmission(twin, against(catalogue));
      expect(findings).toEqual([
        expect.objectContaining({ code: 'INCIDENT_LOOKS_LIKE_ANOTHER', field: 'symptoms', refuses: true }),
      ]);
      expect(findings[0]!.message).toContain(tale.slug);
      expect(tryAdmission(twin, against(catalogue, [tale.slug]))).toEqual([]);
    }
  });

  it('is told of a draft that has its symptoms, and taken in all the same', () => {
    const [draft, ...others] = catalogue;
    const twin = record({ slug: 'twin', title: 'Something that we saw', symptoms: draft!.symptoms });
    const findings = tryAdmission(twin, against(others, [], [draft!]));
    expect(findings).toEqual([
      expect.objectContaining({ code: 'INCIDENT_LOOKS_LIKE_ANOTHER', slug: draft!.slug, refuses: false }),
    ]);
    expect(findings[0]!.message).toContain(`the draft \`${draft!.slug}\``);
    expect(tryAdmission(twin, against(others, [draft!.slug], [draft!]))).toEqual([]);
    expect(tryAdmission(draft!, against(others, [], [draft!]))).toEqual([]);
  });

  it('is no twin just because there is little else', () => {
    for (const [index, tale] of catalogue.entries()) {
      const earlier = catalogue.slice(0, index);
      expect(tryAdmission(tale, against(earlier)).filter((it) => it.refuses)).toEqual([]);
    }
  });

  it('is not its own twin', () => {
    for (const tale of catalogue) {
      expect(tryAdmission(tale, against(catalogue)).filter((it) => it.refuses)).toEqual([]);
    }
  });
});
