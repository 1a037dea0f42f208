import { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { Rejection } from '../../kernel/index.js';
import { explain, explainNextStep } from '../../matching/index.js';
import type { MatchOutcome } from '../../report/index.js';

/** What the tools do, for the principal that calls them. Each throws a Rejection where it is refused. */
export interface McpPorts {
  /** Answers an observation without storing it. */
  lookUp(observation: unknown): Promise<MatchOutcome>;
  /** The record of an incident with its status. */
  readIncident(slug: string): Promise<object>;
  /** Files a report and waits a moment for its answer. */
  fileReport(input: Readonly<Record<string, unknown>>): Promise<{ id: string; outcome: MatchOutcome | null }>;
  /** Logs what went wrong inside, and answers with the id under which it is logged. */
  logFault(error: unknown): string;
}

const observation = {
  text: z.string().default('').describe("What is observed, in the reporter's own words."),
  logLines: z.array(z.string()).default([]).describe('Log lines that stand out, one entry a line.'),
  component: z.string().optional().describe('Component at which it is observed.'),
  release: z.string().optional().describe('Release that runs there.'),
};

const answer = {
  verdict: z
    .enum(['KNOWN', 'AMBIGUOUS', 'UNKNOWN'])
    .describe('KNOWN: act on the first match. AMBIGUOUS: several fit. UNKNOWN: none fits well enough.'),
  matches: z
    .array(
      z.object({
        slug: z.string().describe('Name of the incident, for `read_incident`.'),
        title: z.string(),
        confidence: z.number().describe('How likely it is that this is the incident, from 0 to 1.'),
        reasons: z.array(z.string()).describe('What speaks for it, then what speaks against it.'),
      }),
    )
    .describe('Best first.'),
  nextStep: z.string().optional().describe('What to find out next.'),
};

/** A server of the Model Context Protocol with tools to look symptoms up, read an incident and file a report. */
export function createMcpServer(ports: McpPorts, version: string): McpServer {
  const server = new McpServer(
    { name: 'talekeeper', title: 'Talekeeper', version },
    {
      instructions:
        'Known incidents of the infrastructure, with root causes and proven fixes. Look symptoms up before you ' +
        'guess a cause; read the incident before you advise a fix; take UNKNOWN for an answer.',
    },
  );

  server.registerTool(
    'lookup_symptoms',
    {
      title: 'Look symptoms up',
      description: 'Which known incidents look like these symptoms. Nothing is stored.',
      inputSchema: z.object(observation),
      outputSchema: z.object(answer),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input) => answering(ports, async () => told(await ports.lookUp(input))),
  );

  server.registerTool(
    'read_incident',
    {
      title: 'Read an incident',
      description: 'The whole record: symptoms, root cause, diagnosis checks, workaround and fix.',
      inputSchema: z.object({ slug: z.string().describe('Name of the incident, such as `double-vlan`.') }),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ slug }) => answering(ports, () => ports.readIncident(slug)),
  );

  server.registerTool(
    'file_report',
    {
      title: 'File a symptom report',
      description: 'Stores the report, so that operators see it, and answers with the matches.',
      inputSchema: z.object({
        ...observation,
        reportedBy: z.string().optional().describe('Who observed it.'),
        idempotencyKey: z
          .string()
          .optional()
          .describe('Repeating a report under the same key gives the first one instead of a second.'),
      }),
      outputSchema: z.object({
        reportId: z.string(),
        answer: z.object(answer).nullable().describe('Null: the matching is not done yet.'),
      }),
      annotations: { destructiveHint: false, openWorldHint: false },
    },
    (input) =>
      answering(ports, async () => {
        const { id, outcome } = await ports.fileReport(input);
        return { reportId: id, answer: outcome && told(outcome) };
      }),
  );
  return server;
}

function told({ verdict, matches, nextStep }: MatchOutcome) {
  return {
    verdict,
    matches: matches.map((match) => ({
      slug: match.slug,
      title: match.title,
      confidence: match.confidence,
      reasons: explain(match),
    })),
    ...(nextStep ? { nextStep: explainNextStep(nextStep) } : {}),
  };
}

/** The result of a tool, or its refusal in words that the caller can act on. */
async function answering(ports: McpPorts, work: () => Promise<object>) {
  try {
    const result = JSON.parse(JSON.stringify(await work())) as Record<string, unknown>;
    return { content: [text(JSON.stringify(result, null, 1))], structuredContent: result };
  } catch (error) {
    return { content: [text(sayFailure(ports, error))], isError: true };
  }
}

function sayFailure(ports: McpPorts, error: unknown): string {
  if (!(error instanceof Rejection)) {
    return `INTERNAL_ERROR: Something went wrong inside Talekeeper; it is logged under ${ports.logFault(error)}.`;
  }
  const { code, field, message, remedy } = error;
  return [`${code}${field ? ` at ${field}` : ''}: ${message}`, remedy].filter(Boolean).join(' ');
}

const text = (value: string) => ({ type: 'text' as const, text: value });
