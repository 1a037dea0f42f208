import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { Command } from 'commander';
import { createMcpServer } from '../../libs/channels/mcp/index.js';
import { mcpPorts, untilStopped, VERSION } from '../../libs/runtime/index.js';
import { withRuntime } from './with-runtime.js';

export const mcpCommand = new Command('mcp')
  .description(
    'speaks the Model Context Protocol over standard input and output, for assistants on this machine',
  )
  .action(() =>
    withRuntime(async (runtime, caller) => {
      const principal = { actor: caller().actor, roles: ['operator'] } as const;
      const server = serveStdio(() => createMcpServer(mcpPorts(runtime, principal), VERSION));
      await Promise.race([untilStopped(), new Promise((resolve) => process.stdin.once('close', resolve))]);
      await server.close();
    }),
  );
