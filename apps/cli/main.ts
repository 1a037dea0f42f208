import { Command, CommanderError } from 'commander';
import { describeFailure } from '../../libs/kernel/index.js';
import { Interrupted } from './interrupted.js';

/** What loads each command: a call waits for its own and no other, the list of all of them for all. */
const commands = {
  import: async () => (await import('./import.js')).importCommand,
  export: async () => (await import('./export.js')).exportCommand,
  report: async () => (await import('./report.js')).reportCommand,
  replay: async () => (await import('./replay.js')).replayCommand,
  demo: async () => (await import('./demo/demo.js')).demoCommand,
  evaluate: async () => (await import('./evaluate.js')).evaluateCommand,
  learn: async () => (await import('./learn.js')).learnCommand,
  verify: async () => (await import('./verify.js')).verifyCommand,
  simulate: async () => (await import('./simulate.js')).simulateCommand,
  keys: async () => (await import('./keys.js')).keysCommand,
  jobs: async () => (await import('./jobs.js')).jobsCommand,
  mcp: async () => (await import('./mcp.js')).mcpCommand,
  projections: async () => (await import('./projections.js')).projectionsCommand,
  schema: async () => (await import('./schema.js')).schemaCommand,
};

/** Exit codes: 0 done, 1 refused or failed, 2 called in a wrong way, 130 interrupted. */
const program = new Command('talekeeper')
  .description('A knowledge base of incidents: file symptoms, get the known incident with evidence.')
  .exitOverride()
  .showHelpAfterError('(--help lists what there is)');
for (const load of called(process.argv[2])) program.addCommand(await load());
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

function called(name = '') {
  return Object.hasOwn(commands, name) ? [commands[name as keyof typeof commands]] : Object.values(commands);
}
