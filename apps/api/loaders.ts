import type { Runtime } from '../../libs/runtime/index.js';
import { batched } from './batched.js';
import type { RequestContext } from './context.js';

/** What the nested fields of one request read, each kind of list by one statement however many parents it has. */
export function openLoaders({ readModels, incidents, reports, events }: Runtime) {
  return {
    /** Incidents by slug, as the lists know them, with some fields of their records. */
    listedIncident: batched((slugs, fields: readonly string[]) => readModels.incidentsBySlug(slugs, fields)),
    /** The newest proofs of incidents, as the lists know them. */
    verification: batched((slugs, _: null) => readModels.verifications(slugs)),
    /** Incidents by slug, as of now. */
    incident: batched((slugs, _: null) => incidents.findAll(slugs)),
    /** Symptom reports by id, as of now. */
    report: batched((ids, _: null) => reports.findAll(ids)),
    recognisedReports: batched((slugs, { page, parts }: ReportPageOptions) =>
      readModels.recognisedReports(slugs, page, parts),
    ),
    /** Events by id. */
    event: batched((ids, _: null) => events.find(ids)),
    eventsOfStream: batched((streamIds, { page, parts }: EventPageOptions) =>
      events.ofStreams(streamIds, page, parts),
    ),
    changedFields: batched((streamIds, _: null) => events.changedFields(streamIds)),
  };
}

type EventPageOptions = {
  readonly page: Parameters<Runtime['events']['ofStreams']>[1];
  readonly parts: Parameters<Runtime['events']['ofStreams']>[2];
};

type ReportPageOptions = {
  readonly page: Parameters<Runtime['readModels']['recognisedReports']>[1];
  readonly parts: Parameters<Runtime['readModels']['recognisedReports']>[2];
};

export type Loaders = ReturnType<typeof openLoaders>;

const loaders = new WeakMap<RequestContext, Loaders>();

/** The loaders of a request, which live as long as it does. */
export function loadersOf(context: RequestContext, runtime: Runtime): Loaders {
  const known = loaders.get(context);
  if (known) return known;
  const fresh = openLoaders(runtime);
  loaders.set(context, fresh);
  return fresh;
}

/** Makes the rest of a request read anew, because something has changed. */
export const forgetLoaded = (context: RequestContext): void => void loaders.delete(context);
