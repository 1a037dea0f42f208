import type { NonEmpty, Phrase } from '../../scenario.js';

export const words = {
  symptoms: {
    'session-freezes-on-long-output': [
      ({ value }) => `ran ${value} on a fresh vm over ssh and the window just stopped halfway`,
      'as soon as something prints more than a screenful the terminal hangs',
      'ssh stuck in the middle of a big listing, have to kill the client',
    ],
    'instance-seems-locked-up': [
      'vm looks dead out of nowhere, no key I press shows up in the ssh window',
      ({ value }) => `my console to ${value} went deaf while I was typing, closed the window in the end`,
      'box locks up on people at random moments',
    ],
    'short-output-works': [
      ({ value }) => `funny thing is ${value} is fine on the very same machine`,
      'tiny commands answer instantly',
      'one-liners are ok, it only dislikes big output',
    ],
    'new-sessions-work': [
      'second ssh into the same box while the first one hangs: logs straight in',
      ({ value }) => `can open another login to ${value} any time, so it is up`,
      'the frozen ssh stays frozen but a new login gets a prompt right away',
    ],
    'sometimes-works-once': [
      ({ value }) => `${value} over ssh went through the first time and froze on the second try`,
      'not every time: same command works, then again and the session is stuck',
      'the long listing came through twice, the third attempt hung the ssh session',
    ],
    'all-images-and-nodes': [
      'same on ubuntu and cirros, whichever hypervisor, new vms too',
      ({ value }) => `seen on all ${value} compute nodes, launching it again changes nothing`,
      'does not matter what we boot or where it lands',
    ],
    'large-ping-lost': [
      ({ value }) => `ping -s ${value} gets nothing back, plain ping is fine`,
      'big pings vanish, little ones come home',
      'icmp with a full payload never returns from the vm',
    ],
    'packets-stop-at-varying-hops': [
      ({ value }) => `tcpdump everywhere: packets die at different places, ${value}`,
      'followed the pings with tcpdump, they do not all disappear at the same box',
      'in the traces one request gets to the controller and no further, another not even off the hypervisor',
    ],
    'transfers-stall': [
      'scp from the vm sits at 0% forever after connecting',
      ({ value }) => `copy connects and then stops after ${value} bytes`,
      'downloads out of the guests hang, apt too',
    ],
    'reply-leaves-with-vlan-tag': [
      'tcpdump -e on the outside interface of the gateway shows the echo reply still tagged',
      'there is a 802.1q header on replies where none should be any more',
      ({ value }) => `replies on the external vlan have ${value} tag left over`,
    ],
    'vlan-device-on-vlan-device': [
      ({ value }) => `ip a on the compute box has ${value}, is that normal?`,
      'the project vlan seems to sit on top of our uplink vlan instead of the bond',
      'vlan interface inside another vlan interface on every hypervisor',
    ],
  },
  healthy: [
    'could somebody check the network of the new cloud, a user says it feels slow today',
    'quick look please: are the project networks on the compute nodes configured right?',
    'user asks whether we can raise his floating ip quota',
    'smoke test of the new data centre done, please have an eye on it',
    'wondering if our ping times of 8 ms to the vms are ok',
  ],
} satisfies { symptoms: Record<string, NonEmpty<Phrase>>; healthy: NonEmpty<string> };
