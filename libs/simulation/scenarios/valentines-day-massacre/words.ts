import type { NonEmpty, Phrase } from '../../scenario.js';

export const words = {
  symptoms: {
    'node-reported-down': [
      ({ value }) => `got paged: hypervisor ${value} dropped out of the cloud`,
      'nova says one of our computes is gone',
      ({ value }) => `service list shows ${value} with state down`,
    ],
    'node-reachable-by-management': [
      'strange, I can still log in to the box through the mgmt nic',
      ({ value }) => `${value} pings fine on the management lan, so it has not crashed`,
      'ssh over the gigabit port works, machine is alive',
    ],
    'bond-down': [
      ({ value }) => `bond0 on ${value} is DOWN, eth0 is ok`,
      'the 10 gig bond has no active slave any more',
      'ip link shows the bonded interface without carrier',
    ],
    'both-legs-dead': [
      'two links into two different switches went dark in the same second',
      ({ value }) => `${value} lost both uplinks at once, they do not even share a switch`,
      'both slaves dropped simultaneously',
    ],
    'looks-like-a-dead-nic': [
      'must be the dual port 10G adapter, opening a hardware ticket',
      ({ value }) => `guess the ten gig card in ${value} is toast`,
      'neither socket of the card gets a link, suspect the adapter itself',
    ],
    'load-jump-before': [
      ({ value }) => `load went up to ${value} right before we lost it`,
      'there was a spike in the load graph just ahead of the alert',
      'box was suddenly busy a minute before it vanished',
    ],
    'instance-just-launched': [
      ({ value }) => `last event on that hypervisor: someone started a ${value} vm`,
      'a centos guest had been booted there only minutes earlier',
      'it died straight after a new vm came up on it',
    ],
    'follows-the-user': [
      'now the next hypervisor, and again it was this one customer who started a vm there',
      ({ value }) => `second box in two hours, both times ${value} had just launched something`,
      'whichever host that tenant lands on goes away',
    ],
    'all-guests-lose-network': [
      ({ value }) => `all ${value} vms on the host stopped answering together`,
      'every customer on that node is offline',
      'none of the guests there can be reached since',
    ],
    'ports-err-disabled': [
      ({ value }) => `network guy says ${value} is errdisabled because of bpduguard`,
      'the switches shut our server ports, bpdu guard',
      'show interfaces status has the port channel as errdisabled on both switches',
    ],
    'bpdu-from-a-guest': [
      ({ value }) => `offending source mac in the switch log is ${value}, that is one of our vms`,
      'spanning tree frames come from a fa:16:3e address',
      'the bpdu was sent by a virtual machine and not by network gear',
    ],
    'reenabling-revives': [
      'shut / no shut on the ports and the hosts were back instantly',
      ({ value }) => `${value} came straight back once the port channel was enabled again`,
      'after the network team turned the ports on everything was fine again, for now',
    ],
  },
  healthy: [
    'a user would like to know why his vm took three minutes to build',
    'we saw load 8 on a hypervisor while it was fetching an image, back to normal now',
    'please check whether the new compute nodes are wired to both switches',
    'somebody asks if he may run docker bridges in his vm',
    'monitoring is green, just want a second pair of eyes on the new rack',
  ],
} satisfies { symptoms: Record<string, NonEmpty<Phrase>>; healthy: NonEmpty<string> };
