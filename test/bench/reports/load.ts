import { setTimeout as pause } from 'node:timers/promises';
import { demoReports } from '../../../apps/cli/demo/reports.js';
import { askGraphql, type Access } from '../../support/graphql-client.js';
import { until } from '../../support/until.js';

const FILE = `mutation ($text: String!, $logLines: [String!]!) {
  fileSymptomReport(input: { text: $text, logLines: $logLines }) { symptomReport { id } }
}`;
const ANSWER = 'query ($id: ID!) { symptomReport(id: $id) { outcome { verdict } } }';

/** Requests under way at a time when reports are filed as fast as possible. */
const CLIENTS = 16;

export async function fileAsFastAsPossible(access: Access, count: number): Promise<void> {
  let next = 0;
  const client = async () => {
    while (next < count) await file(access, next++);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

/**
 * Sends reports at a fixed rate, whether or not those before are answered, and looks for each answer until it is there.
 * Returns the milliseconds from the time at which each was due to its answer.
 */
export async function fileSteadily(access: Access, count: number, ratePerSecond: number): Promise<number[]> {
  const startedAt = performance.now();
  const seen: Promise<number>[] = [];
  for (let index = 0; index < count; index += 1) {
    const dueAt = startedAt + (index * 1000) / ratePerSecond;
    await pause(Math.max(0, dueAt - performance.now()));
    const answered = fileAndWait(access, index).then(() => performance.now() - dueAt);
    // It may fail while the next one is waited for; the failure is reported at the end.
    answered.catch(() => undefined);
    seen.push(answered);
  }
  return Promise.all(seen);
}

async function fileAndWait(access: Access, index: number): Promise<void> {
  const id = await file(access, index);
  await until(`the report ${id} is matched`, async () => {
    const { symptomReport } = await askGraphql<{ symptomReport: { outcome: object | null } }>(
      access,
      ANSWER,
      { id },
    );
    return symptomReport.outcome !== null;
  });
}

/** One of the demo's reports, told apart by a ticket's number. */
async function file(access: Access, index: number): Promise<string> {
  const { text, logLines = [] } = demoReports[index % demoReports.length]!;
  const variables = { text: `Ticket ${index}. ${text}`, logLines };
  type Answer = { fileSymptomReport: { symptomReport: { id: string } } };
  return (await askGraphql<Answer>(access, FILE, variables)).fileSymptomReport.symptomReport.id;
}
