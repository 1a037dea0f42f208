import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Field, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { logOrders, pageRequest, type Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { Requires } from '../identity/requires.js';
import { presentIncident } from '../incident/present-incident.js';
import { loadersOf } from '../loaders.js';
import { connection } from '../relay/connection.js';
import { describedEnum } from '../described-enum.js';
import { orderOf, orderType } from '../relay/order.types.js';
import { PageArgs, type Connection } from '../relay/page.types.js';
import { presentReport } from '../report/present-report.js';
import { RUNTIME } from '../runtime.token.js';
import { filterOf } from '../filter.js';
import { Event, EventConnection, EventFilter, EventSubject } from './event.types.js';
import { presentEvent, type PresentedEvent } from './present-event.js';

const EventOrderField = describedEnum<'sequence'>('EventOrderField', 'By what events are sorted.', {
  sequence: 'Their place in the log.',
});
const EventOrder = orderType('EventOrder', EventOrderField);

@ArgsType()
class EventsArgs extends PageArgs {
  @Field(() => EventFilter, { nullable: true, description: 'Which events.' })
  filter?: EventFilter | null;
  @Field(() => EventOrder, { nullable: true, description: 'In which order; newest first unless said.' })
  orderBy?: InstanceType<typeof EventOrder> | null;
}

@Resolver(() => Event)
export class EventResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => EventConnection, { description: 'Everything that has happened, newest first.' })
  async events(@Args() { filter, orderBy, ...page }: EventsArgs): Promise<Connection<Event>> {
    const order = orderOf(orderBy, { field: 'sequence', direction: 'descending' });
    const found = await this.runtime.events.page(pageRequest(page, order, logOrders), filterOf(filter));
    return connection(found, order.field, presentEvent);
  }

  @ResolveField(() => [String], { description: 'Fields that differ from the version before.' })
  async changedFields(
    @Parent() { streamId, version }: PresentedEvent,
    @Context() context: RequestContext,
  ): Promise<readonly string[]> {
    const changes = await loadersOf(context, this.runtime).changedFields(streamId, null);
    return changes?.[version - 1] ?? [];
  }

  @ResolveField(() => EventSubject, { nullable: true, description: 'What it happened to, as it is now.' })
  async subject(@Parent() { streamId }: PresentedEvent, @Context() context: RequestContext) {
    const { incident, report } = loadersOf(context, this.runtime);
    const [category, key] = [
      streamId.slice(0, streamId.indexOf('-')),
      streamId.slice(streamId.indexOf('-') + 1),
    ];
    if (category === 'incident') {
      const found = await incident(key, null);
      return found && presentIncident(found);
    }
    const found = await report(key, null);
    return found && presentReport(found);
  }
}
