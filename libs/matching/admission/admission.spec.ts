import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { validateIncident, type IncidentRecord } from '../../incident/index.js';
import { catalogueFiles, readCatalogue } from '../../tales/index.js';
import { createKnowledge } from '../knowledge.js';
import { tryAdmission, type AdmissionFinding } from './admission.js';

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

/** Whether or not the pattern finds its example. */
const withPattern = (pattern: string) => ({ ...record({}), signatures: [signature({ pattern })] });
const isTwin = (it: AdmissionFinding) => it.code === 'INCIDENT_LOOKS_LIKE_ANOTHER';

const paraphrases = {
  'double-vlan': [
    'Downloads within guests hang after the connection was set up.',
    'ping with 1472 bytes fails, with 56 bytes it works.',
    'It happens with all images.',
  ],
  'the-issue': [
    'A virtual machine cannot be pinged any more, nova shows it active.',
    'A reboot of the guest cures it for a while.',
  ],
  'disappearing-images': [
    'After a reboot of a hypervisor some VMs do not come up.',
    'libvirt complains that the backing file does not exist.',
    'Only machines made of snapshots are hit.',
  ],
  'valentines-day-massacre': [
    'Monitoring reports that a hypervisor is gone, its 10 Gb bond is down.',
    'The 1 Gb interface of the same machine works.',
    'Just before, someone launched a CentOS guest.',
  ],
  'down-the-rabbit-hole': [
    'Starting VMs takes many minutes.',
    'The memory of the message broker grows until it dies.',
    'Restarting the broker helps for one day.',
  ],
  'havana-haunted-by-the-dead': [
    'RunInstances over EC2 needs minutes since we went to Havana.',
    'nova-api uses up the memory of the controller.',
    'A restart of nova-api gives the memory back.',
  ],
};

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
        message: expect.stringMatching(/matches \d+ of [345]\d\d log lines/) as unknown,
      }),
    ]);
  });

  it.each([
    'ERROR',
    '^Error:?',
    'failed',
    'Traceback',
    'Traceback \\(most recent call last\\)',
    '(?i)error|fail|timeout|refused|denied',
    'ERROR.*failed',
    'failed.*(?:WARN|ERROR)',
    'quorum was lost|error',
    '(?i)[a-z]+ timed out',
    '^\\d{4}-\\d\\d-\\d\\d \\S+ \\d+ ERROR',
    '\\w+\\[\\d+\\]: .*failed',
  ])('is refused when a signature is content with words of any event: %s', (pattern) => {
    const refused = tryAdmission(withPattern(pattern), against([]));
    expect(refused).toEqual([
      expect.objectContaining({ field: 'signatures[0].pattern', refuses: true, code: expect.any(String) }),
    ]);
    expect(['SIGNATURE_NAMES_NO_EVENT', 'SIGNATURE_HITS_HEALTHY_LINES']).toContain(refused[0]!.code);
  });

  it.each(['ERROR.*quorum', 'shard \\d+ failed', 'connection to the broker refused', 'lost its lease'])(
    'passes when a signature says what failed: %s',
    (pattern) => {
      expect(tryAdmission(withPattern(pattern), against([]))).toEqual([]);
    },
  );

  it('has signatures that healthy systems hardly ever log, if it is a shipped tale', () => {
    const findings = catalogue.flatMap((tale) => tryAdmission(tale, against([])));
    expect(findings.filter((it) => it.refuses)).toEqual([]);
    for (const { message } of findings) expect(message).toContain('matches 1 of');
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

  it('is refused as a twin of each of several that are alike', () => {
    for (const tale of catalogue) {
      const half = tale.symptoms.filter((_, index) => index % 2 === 0);
      const twin = record({ slug: 'twin', title: 'Something that we saw', symptoms: half });
      for (const copies of [1, 2, 9]) {
        const slugs = Array.from({ length: copies }, (_, index) => `${tale.slug}-${index}`);
        const findings = tryAdmission(
          twin,
          against([...catalogue, ...slugs.map((slug) => ({ ...tale, slug }))]),
        );
        expect(findings).toHaveLength(Math.min(3, copies + 1));
        expect(findings.filter((it) => !it.refuses)).toEqual([]);
        expect(findings[0]!.remedy).toContain(`["${findings.map((it) => it.slug).join('","')}"]`);
      }
    }
  });

  it.each(Object.entries(paraphrases))(
    'is told of %s, of which it says most in other words, also when there is a copy of that one',
    (slug, statements) => {
      const symptoms = statements.map((statement, index) => ({ id: `seen-${index}`, statement }));
      const paraphrase = record({ slug: 'twin', title: 'Something that we saw', symptoms });
      const original = catalogue.find((it) => it.slug === slug)!;
      const told = (others: readonly IncidentRecord[]) =>
        tryAdmission(paraphrase, against(others)).map((it) => it.slug);
      expect(told(catalogue)).toContain(slug);
      const again = told([...catalogue, { ...original, slug: 'copy' }]);
      expect(again).toEqual(expect.arrayContaining([slug, 'copy']));
    },
  );

  it('is told of drafts that are alike, and of one that has nothing but its log lines', () => {
    const drafts = ['one', 'two'].map((slug) => ({ ...catalogue[0]!, slug }));
    const twin = record({ slug: 'twin', symptoms: drafts[0]!.symptoms });
    expect(tryAdmission(twin, against([], [], drafts)).map((it) => it.slug)).toEqual(['one', 'two']);

    const logExcerpts = ['2024-03-04 06:50:01 flux[12]: shard 7 lost its quorum\nflux[12]: sealing shard 7'];
    const logs = record({ slug: 'logs', title: 'Seals', logExcerpts });
    expect(tryAdmission({ ...logs, slug: 'again', title: 'Quorum' }, against([], [], [logs]))).toEqual([
      expect.objectContaining({ field: 'logExcerpts', slug: 'logs', refuses: false }),
    ]);
  });

  it('is no twin just because there is little else', () => {
    for (const [index, tale] of catalogue.entries()) {
      const earlier = catalogue.slice(0, index);
      expect(tryAdmission(tale, against(earlier, [], earlier)).filter(isTwin)).toEqual([]);
    }
  });

  it('is not its own twin', () => {
    for (const tale of catalogue) {
      expect(tryAdmission(tale, against(catalogue, [], catalogue)).filter(isTwin)).toEqual([]);
    }
  });
});
