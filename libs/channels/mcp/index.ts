export { createMcpServer, type McpPorts } from './mcp-server.js';
