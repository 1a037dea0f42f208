import type { JsonObject } from '../../../libs/kernel/index.js';
import type { Caller, IncidentSnapshot, Runtime } from '../../../libs/runtime/index.js';
import type { RequestContext } from '../context.js';
import { carryOut } from '../mutation/carry-out.js';
import type { MutationInput } from '../mutation/mutation.types.js';
import type { AdmissionFinding, IncidentPayload } from './incident-change.types.js';
import { presentIncident } from './present-incident.js';

/** Carries a change of an incident out; a request that repeats it gets the same incident and the same findings. */
export async function changeIncident(
  runtime: Runtime,
  context: RequestContext,
  operation: string,
  input: MutationInput,
  run: (caller: Caller) => Promise<Changed>,
): Promise<IncidentPayload> {
  const { findings = [], ...incident } = await carryOut<Changed>(runtime, context, operation, input, {
    run,
    note: ({ slug, version, findings: found = [] }) =>
      ({ slug, version, findings: found }) as unknown as JsonObject,
    recall: async (noted) => {
      const { slug, version, findings: found = [] } = noted as unknown as Noted;
      return { ...(await runtime.incidents.at(slug, version)), findings: found };
    },
  });
  return { clientMutationId: input.clientMutationId, incident: presentIncident(incident), findings };
}

type Changed = IncidentSnapshot & { readonly findings?: readonly AdmissionFinding[] };
type Noted = Pick<Changed, 'slug' | 'version' | 'findings'>;
