// What a dashboard shows, in the terminal:
//   node dist/example.js ADDRESS KEY "what is observed"
import { createClient, LookUpDocument, OverviewDocument, TalekeeperError } from './index.js';

const [address = 'http://127.0.0.1:4000', key = '', text = ''] = process.argv.slice(2);
const client = createClient({ address, key });

try {
  const { week, jobCounts } = await client.request(OverviewDocument);
  console.log(`Recognised in the last 7 days: ${week.recognised} of ${week.filed} reports.`);
  console.log(`Reports that wait for their answer: ${jobCounts.waiting}.`);

  const { lookupSymptoms } = await client.request(LookUpDocument, { input: { text } });
  console.log(lookupSymptoms.verdict);
  for (const { slug, confidence } of lookupSymptoms.matches)
    console.log(`${slug} ${Math.floor(confidence * 100)} %`);
} catch (error) {
  if (!(error instanceof TalekeeperError)) throw error;
  console.error([`${error.code}: ${error.message}`, error.remedy].filter(Boolean).join(' '));
  process.exitCode = 1;
}
