import { Command, CommanderError } from 'commander';
import { describeFailure } from '../../libs/runtime/index.js';
import { demoCommand } from './demo/demo.js';
import { evaluateCommand } from './evaluate.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { Interrupted } from './interrupted.js';
import { jobsCommand } from './jobs.js';
import { keysCommand } from './keys.js';
import { learnCommand } from './learn.js';
import { mcpCommand } from './mcp.js';
import { projectionsCommand } from './projections.js';
import { replayCommand } from './replay.js';
import { reportCommand } from './report.js';
import { schemaCommand } from './schema.js';
import { simulateCommand } from './simulate.js';
import { verifyCommand } from './verify.js';

/** Exit codes: 0 done, 1 refused or failed, 2 called in a wrong way, 130 interrupted. */
const program = new Command('talekeeper')
  .description('A knowledge base of incidents: file symptoms, get the known incident with evidence.')
  .exitOverride()
  .showHelpAfterError('(--help lists what there is)')
  .addCommand(importCommand)
  .addCommand(exportCommand)
  .addCommand(reportCommand)
  .addCommand(replayCommand)
  .addCommand(demoCommand)
  .addCommand(evaluateCommand)
  .addCommand(learnCommand)
  .addCommand(verifyCommand)
  .addCommand(simulateCommand)
  .addCommand(keysCommand)
  .addCommand(jobsCommand)
  .addCommand(mcpCommand)
  .addCommand(projectionsCommand)
  .addCommand(schemaCommand);
inheritSettings(program);

// The reader of a pipe may have had enough, as `head` has; the command goes on and cleans up after itself.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof Interrupted) {
    process.exitCode = 130;
  } else {
    console.error(describeFailure(error));
    process.exitCode = 1;
  }
}

/** A command that was built by itself knows nothing of the program that it is added to. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) inheritSettings(command.copyInheritedSettings(parent));
}
