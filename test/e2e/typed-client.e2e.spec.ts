import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  createClient,
  FileReportDocument,
  IncidentsDocument,
  LookUpDocument,
  ReportMatchedDocument,
  VerificationProgressedDocument,
  type ReportMatchedSubscription,
  type VerificationProgressedSubscription,
} from '../../libs/client/index.js';
import { projectRoot } from '../../libs/database/index.js';
import { loadCatalogue } from '../../libs/runtime/index.js';
import { subscriber } from '../support/subscriptions.js';
import { startTalekeeper, type Talekeeper } from '../support/talekeeper.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** The compiler takes its time on a busy machine. */
jest.setTimeout(120_000);

const run = promisify(execFile);

describe('the typed client', () => {
  let talekeeper: Talekeeper;
  beforeAll(async () => {
    talekeeper = await startTalekeeper();
    await loadCatalogue(talekeeper.runtime.incidents);
  });
  afterAll(() => talekeeper.close());

  it('asks in types that follow from the document', async () => {
    const client = createClient({ address: talekeeper.address, key: await talekeeper.key('reporter') });
    const { lookupSymptoms } = await client.request(LookUpDocument, {
      input: {
        text: 'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20',
      },
    });
    expect(lookupSymptoms.matches[0]?.slug).toBe('double-vlan');
  });

  it('throws a refusal by its code, with the field and what to do', async () => {
    const { address } = talekeeper;
    const forged = createClient({ address, key: 'tk_forged' });
    await expect(forged.request(IncidentsDocument, {})).rejects.toMatchObject({
      name: 'TalekeeperError',
      code: 'CREDENTIALS_INVALID',
      status: 401,
    });
    const client = createClient({ address, key: await talekeeper.key('reporter') });
    await expect(client.request(LookUpDocument, { input: { text: '' } })).rejects.toMatchObject({
      code: 'REPORT_EMPTY',
      remedy: expect.stringContaining('Say in a sentence'),
    });
  });

  it('has subscriptions for a client of graphql-ws', async () => {
    const key = await talekeeper.key('reporter');
    const live = subscriber(talekeeper.address, key);
    try {
      const progress = live.subscribe<VerificationProgressedSubscription>(
        String(VerificationProgressedDocument),
        { slug: 'double-vlan' },
      );
      expect(await progress.rest()).toEqual([
        {
          verificationProgressed: {
            pending: null,
            incident: { slug: 'double-vlan', verificationStatus: 'UNVERIFIED', verifiedAt: null },
          },
        },
      ]);
      const matched = live.subscribe<ReportMatchedSubscription>(String(ReportMatchedDocument), { after: 0 });
      const client = createClient({ address: talekeeper.address, key });
      const { fileSymptomReport } = await client.request(FileReportDocument, {
        input: { text: 'ssh freezes' },
      });
      const { symptomReport } = (await matched.next()).symptomReportMatched;
      expect(symptomReport.id).toBe(fileSymptomReport.symptomReport.id);
    } finally {
      await live.client.dispose();
    }
  });

  it('is a package that is built and used without the rest of the project', async () => {
    const folder = await temporaryFolder();
    try {
      const built = join(folder.path, 'client');
      const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
      await run(process.execPath, [compiler, '-p', join(projectRoot, 'libs/client'), '--outDir', built]);
      await cp(join(projectRoot, 'libs/client/package.json'), join(folder.path, 'package.json'));
      const { stdout } = await run(process.execPath, [
        join(built, 'example.js'),
        talekeeper.address,
        await talekeeper.key('reporter'),
        'ssh freezes as soon as ps aux prints a lot, but a second login works, and nova.conf has vlan_interface=vlan20',
      ]);
      expect(stdout).toMatch(
        /Recognised in the last 7 days: .*\n.*\n(KNOWN|AMBIGUOUS|UNKNOWN)\ndouble-vlan \d\d %/,
      );
    } finally {
      await folder.remove();
    }
  });
});
