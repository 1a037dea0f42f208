import { expect, it } from '@jest/globals';
import { captured } from '../../../../test/support/capture.js';
import { describeWithTshark, dissect, faultsIn } from '../../../../test/support/tshark.js';
import type { Arm } from '../../arms.js';
import { doubleVlan as scenario } from './index.js';

/** The VLANs of the echo replies that a port saw, as in `20,100`. */
function tagsOfReplies(arm: Arm, port: string): Set<string> {
  const frames = dissect(captured(scenario, arm, { isWanted: (it) => it === port }), [
    'icmp.type',
    'vlan.id',
  ]);
  return new Set(frames.filter((it) => it['icmp.type'].includes('0')).map((it) => it['vlan.id'].join()));
}

describeWithTshark('tshark on the double VLAN', () => {
  const { dataCentreVlan, tenantVlan } = scenario.parametersOf(0) as {
    dataCentreVlan: number;
    tenantVlan: number;
  };

  it('shows two stacked tags on the replies that reach the controller, and one after the fix', () => {
    expect(tagsOfReplies('fault', 'controller/bond0')).toEqual(
      new Set([`${dataCentreVlan},${tenantVlan}`, `${dataCentreVlan}`]),
    );
    expect(tagsOfReplies('fix', 'controller/bond0')).toEqual(new Set([`${tenantVlan}`, `${dataCentreVlan}`]));
  });

  it('finds no malformed frame and no wrong checksum anywhere', () => {
    for (const arm of ['fault', 'look-alike'] as const)
      expect(faultsIn(captured(scenario, arm, { isOnce: true }))).toEqual([]);
  });
});
