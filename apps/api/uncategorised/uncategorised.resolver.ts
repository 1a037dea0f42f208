import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  Field,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { pageRequest, type ListOrders, type Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { changeIncident } from '../incident/change-incident.js';
import { IncidentPayload } from '../incident/incident-change.types.js';
import { MutationInput } from '../mutation/mutation.types.js';
import { arrayPage } from '../relay/array-page.js';
import { connection } from '../relay/connection.js';
import { connectionType, PageArgs, type Connection } from '../relay/page.types.js';
import { presentReport } from '../report/present-report.js';
import { MatchOutcome, SymptomReport } from '../report/report.types.js';
import { Requires } from '../identity/requires.js';
import { RUNTIME } from '../runtime.token.js';

@ObjectType({ description: 'Reports that nothing explains and that look alike.' })
class UncategorisedGroup {
  @Field(() => ID, { description: 'The id of its oldest report.' })
  id!: string;
  @Field(() => Int, { description: 'How many reports it has.' })
  size!: number;
  @Field(() => [String], {
    description: 'Words that more than half of them share, as they write them, most telling first.',
  })
  sharedTerms!: readonly string[];
  @Field(() => [SymptomReport], { description: 'The reports, oldest first.' })
  reports!: SymptomReport[];
}

const UncategorisedGroupConnection = connectionType(UncategorisedGroup, 'UncategorisedGroup', [
  'The group',
  'groups of uncategorised reports',
]);

/** Biggest group first, of equal ones the one with the freshest report. */
const groupOrders: ListOrders<'size'> = {
  key: { column: 'id', type: 'text' },
  orders: { size: { column: 'size', type: 'text' } },
};

@ObjectType({ description: 'How many of the reports of a time were recognised.' })
class Coverage {
  @Field(() => Int, { description: 'Reports that were filed.' })
  filed!: number;
  @Field(() => Int, { description: 'Of these, the ones with the verdict KNOWN or a confirmed match.' })
  recognised!: number;
  @Field(() => Float, { nullable: true, description: 'recognised / filed; null when nothing was filed.' })
  share!: number | null;
}

@InputType({ description: 'What a draft is to be called.' })
class DraftIncidentInput extends MutationInput {
  @Field(() => ID, { description: 'The group of uncategorised reports.' })
  groupId!: string;
  @Field(() => ID, { description: 'Slug of the new incident.' })
  slug!: string;
  @Field({ description: 'Its title.' })
  title!: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Incidents that it looks like and that you found to be something else.',
  })
  distinctFrom?: string[] | null;
}

@ObjectType({
  description: 'The draft that was submitted; its suggested fields have to be reviewed.',
})
class DraftIncidentPayload extends IncidentPayload {}

@Resolver()
export class UncategorisedResolver {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  @Requires('reader')
  @Query(() => UncategorisedGroupConnection, {
    description:
      'Open reports that nothing explains, grouped by likeness: biggest group first, then freshest.',
  })
  async uncategorised(@Args() args: PageArgs): Promise<Connection<UncategorisedGroup>> {
    const page = pageRequest(args, { field: 'size', descending: true }, groupOrders);
    const groups = await this.runtime.uncategorised.groups();
    return connection(arrayPage(groups, page, placeOf, isBigger), page.orderBy.field, presentGroup);
  }

  @Requires('reader')
  @Query(() => [UncategorisedGroup], {
    description:
      'Open reports that nothing explains, grouped by likeness: biggest group first, then freshest.',
    deprecationReason: 'Use `uncategorised`, which comes in pages.',
  })
  async uncategorisedGroups(
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many groups at most.' })
    first: number,
  ): Promise<UncategorisedGroup[]> {
    const groups = await this.runtime.uncategorised.groups();
    return groups.slice(0, Math.max(0, first)).map(presentGroup);
  }

  @Requires('reader')
  @Query(() => Coverage, { description: 'How many of the reports of the last days were recognised.' })
  async coverage(
    @Args('days', { type: () => Int, defaultValue: 7, description: 'How many days back.' }) days: number,
  ): Promise<Coverage> {
    const { filed, recognised } = await this.runtime.uncategorised.coverage(days);
    return { filed, recognised, share: filed === 0 ? null : recognised / filed };
  }

  @Requires('reader')
  @Query(() => MatchOutcome, {
    description:
      'What a report would have been answered at a time, with the incidents and the other reports of then, and with what was said of their matches. What was said of its own matches only keeps those out that were rejected.',
  })
  replaySymptomReport(
    @Args('id', { type: () => ID, description: 'The report.' }) id: string,
    @Args('asOf', { type: () => Date, description: 'Point in time.' }) asOf: Date,
  ): Promise<MatchOutcome> {
    return this.runtime.replay(id, asOf) as Promise<unknown> as Promise<MatchOutcome>;
  }

  @Requires('operator')
  @Mutation(() => DraftIncidentPayload, {
    description:
      'Submits a draft made of a group of uncategorised reports. The findings name earlier drafts that are like it.',
  })
  draftIncident(
    @Args('input', { description: 'The group, and what the draft is to be called.' })
    input: DraftIncidentInput,
    @Context() context: RequestContext,
  ): Promise<DraftIncidentPayload> {
    const { groupId, slug, title } = input;
    const distinctFrom = input.distinctFrom ?? [];
    return changeIncident(this.runtime, context, 'draftIncident', input, (caller) =>
      this.runtime.uncategorised.draft(groupId, { slug, title, distinctFrom }, caller),
    );
  }
}

type Group = Awaited<ReturnType<Runtime['uncategorised']['groups']>>[number];
type Place = readonly [value: string, key: string];

const presentGroup = ({ id, sharedTerms, reports }: Group): UncategorisedGroup => ({
  id,
  sharedTerms,
  size: reports.length,
  reports: reports.map(presentReport),
});

/** The size and the time of the freshest report, both with a fixed number of digits. */
function placeOf({ id, reports }: Group): Place {
  const freshestMs = Math.max(...reports.map((it) => it.filedAt.getTime()));
  return [`${String(reports.length).padStart(9, '0')} ${String(freshestMs).padStart(15, '0')}`, id];
}

const isBigger = ([value, id]: Place, [otherValue, otherId]: Place): boolean =>
  value === otherValue ? id < otherId : value > otherValue;
