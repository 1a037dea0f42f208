import { expect, it } from '@jest/globals';
import { describeWithTshark, dissect, faultsIn } from '../../../../test/support/tshark.js';
import { encodePcap, type CapturedFrame } from '../../frames/pcap.js';
import { theIssue as scenario } from './index.js';

const REQUEST = '3';
const ACK = '5';

/** What two ports saw in the first hours with the fault: the guest's card, and its tap on the host. */
function capture() {
  const ports = new Map<string, CapturedFrame[]>();
  const { brokenAtMs = 0, history } = scenario.run('fault', {
    seed: 0,
    tap: (port, frame, atMs) => {
      const frames = ports.get(port) ?? [];
      ports.set(port, frames);
      frames.push({ frame, atMs });
    },
  });
  const expiredAtMs = history.find(({ kind }) => kind === 'dhcp-expired')!.atMs;
  const pcapOf = (port: string) =>
    encodePcap(ports.get(port)!.filter(({ atMs }) => atMs > brokenAtMs && atMs < expiredAtMs + 90_000));
  return { card: pcapOf('backup01/eth0'), tap: pcapOf('compute/vnet0'), ports };
}

describeWithTshark('tshark on the issue', () => {
  const { card, tap, ports } = capture();
  const requestsAndAnswers = (pcap: Uint8Array) =>
    dissect(pcap, ['dhcp.option.dhcp', 'ip.dst'])
      .map((row) => [row['dhcp.option.dhcp'].join(), row['ip.dst'].join()])
      .filter(([type]) => type === REQUEST || type === ACK);

  it('sees on the host how each request of the guest is answered, the broadcast ones too', () => {
    const seen = requestsAndAnswers(tap);
    expect(seen.slice(-6)).toEqual([
      [REQUEST, '10.0.0.1'],
      [ACK, '10.0.0.5'],
      [REQUEST, '10.0.0.1'],
      [ACK, '10.0.0.5'],
      [REQUEST, '255.255.255.255'],
      [ACK, '10.0.0.5'],
    ]);
  });

  it('sees in the guest the same requests and none of those answers', () => {
    const seen = requestsAndAnswers(card);
    expect(seen.slice(-3)).toEqual([
      [REQUEST, '10.0.0.1'],
      [REQUEST, '10.0.0.1'],
      [REQUEST, '255.255.255.255'],
    ]);
  });

  it('finds nothing malformed and no wrong checksum at any port', () => {
    for (const [port, frames] of ports) expect([port, faultsIn(encodePcap(frames))]).toEqual([port, []]);
  });
});
