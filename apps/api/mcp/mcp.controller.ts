import { localhostAllowedOrigins, createMcpHandler } from '@modelcontextprotocol/server';
import { originValidation, toNodeHandler, type NodeIncomingMessageLike } from '@modelcontextprotocol/node';
import { All, Body, Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createMcpServer } from '../../../libs/channels/mcp/index.js';
import { mcpPorts, VERSION, type Runtime } from '../../../libs/runtime/index.js';
import { RUNTIME } from '../runtime.token.js';

/** The Model Context Protocol over streamable HTTP, without sessions: any process can answer any request. */
@Controller('mcp')
export class McpController {
  private readonly validateOrigin: ReturnType<typeof originValidation>;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {
    this.validateOrigin = originValidation([
      ...localhostAllowedOrigins(),
      ...runtime.environment.MCP_ORIGINS,
    ]);
  }

  @All()
  async serve(
    @Req() { raw, principal }: FastifyRequest,
    @Res() reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    reply.hijack();
    if (!this.validateOrigin(raw, reply.raw)) return;
    const handler = createMcpHandler(() => createMcpServer(mcpPorts(this.runtime, principal), VERSION), {
      onerror: (error) => this.runtime.logger.debug({ err: error }, 'a request of an MCP client failed'),
    });
    await toNodeHandler(handler)(raw as NodeIncomingMessageLike, reply.raw, body);
  }
}
