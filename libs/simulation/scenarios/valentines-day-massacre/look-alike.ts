import { ofKind } from '../../history.js';
import type { MassacreEntry } from './entries.js';
import { plainLinkDown } from './probes.js';

/** The check of the record: what the logs of both switches tell. */
export function askTheSwitch(history: readonly MassacreEntry[]) {
  const disabled = ofKind(history, 'err-disabled');
  const plain = plainLinkDown(history);
  return {
    finding: `${disabled.length} interfaces err-disabled by bpduguard, ${plain.length} links down without`,
    pointsHere: disabled.length > 0,
  };
}
