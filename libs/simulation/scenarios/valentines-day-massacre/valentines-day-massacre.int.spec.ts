import { expect, it } from '@jest/globals';
import { captured } from '../../../../test/support/capture.js';
import { describeWithTshark, dissect, faultsIn } from '../../../../test/support/tshark.js';
import type { Arm } from '../../arms.js';
import { valentinesDayMassacre as scenario } from './index.js';

describeWithTshark('tshark on the massacre', () => {
  /** Sources of the BPDUs that the switches took in. */
  const sources = (arm: Arm) =>
    dissect(captured(scenario, arm, { isWanted: (port) => port.startsWith('SW-') }), [
      'eth.src',
      'stp.root.hw',
      'stp.bridge.hw',
    ])
      .filter((it) => it['stp.root.hw'].length > 0)
      .map((it) => Object.values(it).flat());

  it('shows the BPDUs of guests at the switches, and none after the fix', () => {
    const found = sources('fault');
    expect(found.length).toBeGreaterThan(1);
    for (const [source, root, bridge] of found) {
      expect(source).toMatch(/^fa:16:3e:/);
      expect([root, bridge]).toEqual([source, source]);
    }
    expect(sources('fix')).toEqual([]);
  });

  it('finds no malformed frame and no wrong checksum anywhere', () => {
    expect(faultsIn(captured(scenario, 'fault', { isOnce: true }))).toEqual([]);
  });
});
