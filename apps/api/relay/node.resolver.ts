import { Inject } from '@nestjs/common';
import { Args, Context, ID, Query, Resolver } from '@nestjs/graphql';
import { PAGE_SIZE_MAX, type Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { presentEvent } from '../event/present-event.js';
import { Requires } from '../identity/requires.js';
import { presentIncident } from '../incident/present-incident.js';
import { loadersOf } from '../loaders.js';
import { reject } from '../rejections.js';
import { presentReport } from '../report/present-report.js';
import { RUNTIME } from '../runtime.token.js';
import { Node, readNodeId } from './node.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Resolver()
export class NodeResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => Node, { nullable: true, description: 'What has this id, as it is now.' })
  node(
    @Args('id', { type: () => ID, description: 'An `id` that another field has given.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Node | null> {
    return this.#find(id, context);
  }

  @Requires('reader')
  @Query(() => [Node], {
    nullable: 'items',
    description: 'What has these ids, as it is now and in their order; null where nothing has the id.',
  })
  nodes(
    @Args('ids', {
      type: () => [ID],
      description: `At most ${PAGE_SIZE_MAX} ids that other fields have given.`,
    })
    ids: string[],
    @Context() context: RequestContext,
  ): Promise<(Node | null)[]> {
    if (ids.length > PAGE_SIZE_MAX) {
      throw reject('NODES_TOO_MANY', {
        message: `At most ${PAGE_SIZE_MAX} nodes can be asked for at a time, not ${ids.length}.`,
        field: 'ids',
        remedy: 'Ask for the others in another request.',
      });
    }
    return Promise.all(ids.map((id) => this.#find(id, context)));
  }

  async #find(id: string, context: RequestContext): Promise<Node | null> {
    const { incident, report, event } = loadersOf(context, this.runtime);
    const { kind, key } = readNodeId(id);
    switch (kind) {
      case 'incident':
        return present(await incident(key, null), presentIncident);
      case 'report':
        return present(await report(key, null), presentReport);
      case 'event':
        return present(UUID.test(key) ? await event(key, null) : undefined, presentEvent);
    }
  }
}

const present = <Found, Shown>(found: Found | undefined, as: (found: Found) => Shown): Shown | null =>
  found === undefined ? null : as(found);
