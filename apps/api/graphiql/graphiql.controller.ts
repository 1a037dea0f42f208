import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Runtime } from '../../../libs/runtime/index.js';
import { Open } from '../http/open.js';
import { reject } from '../http/rejections.js';
import { RUNTIME } from '../runtime.token.js';

const QUERY = `# Put your key into the headers below: { "authorization": "Bearer …" }
{
  lookupSymptoms(input: { text: "ping to the guests is lost" }) {
    verdict
    matches { slug confidence explanation }
  }
}
`;

/** A page to try the API on, in development; everything that it needs comes from this server. */
@Controller('graphiql')
export class GraphiqlController {
  private page: string | undefined;

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Get()
  @Open('The page holds no data: it asks the API with the key that its user enters.')
  @Header('content-type', 'text/html; charset=utf-8')
  async show(): Promise<string> {
    const { GRAPHIQL, NODE_ENV } = this.runtime.environment;
    if (!(GRAPHIQL ?? NODE_ENV !== 'production')) {
      throw reject('ROUTE_NOT_FOUND', {
        message: 'There is no GraphiQL page in production.',
        remedy: 'Start Talekeeper with GRAPHIQL=true to have it there too.',
      });
    }
    // The page is ten times as large as the rest of the server.
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    return (this.page ??= renderGraphiQL({
      title: 'Talekeeper',
      endpoint: '/graphql',
      defaultQuery: QUERY,
      headers: '{ "authorization": "Bearer " }',
      shouldPersistHeaders: false,
      subscriptionsProtocol: 'WS',
    }));
  }
}
