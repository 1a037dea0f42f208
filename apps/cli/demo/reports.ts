/** What operators might file: one report for each shipped tale, and two that none of them explains. */
export interface DemoReport {
  readonly about: string;
  readonly text: string;
  readonly logLines?: readonly string[];
}

export const demoReports: readonly DemoReport[] = [
  {
    about: 'double-vlan',
    text: 'Customers complain that their ssh session freezes the moment a command prints a lot, like ps aux. A second ssh login to the same VM works at once. Every image and every hypervisor. Small pings are fine, ping -s 1472 never comes back. The new nodes were installed with the nova.conf below.',
    logLines: ['vlan_interface=vlan20'],
  },
  {
    about: 'the-issue',
    text: 'A busy VM falls off the network every few days, mostly in the night after the big backup. A restart of networking inside the guest brings it back. dhclient gave up renewing its lease.',
    logLines: [
      'Sep  3 02:14:07 files01 dhclient: DHCPREQUEST of 10.20.0.14 on eth0 to 10.20.0.1 port 67',
      'Sep  3 02:14:22 files01 dhclient: DHCPREQUEST of 10.20.0.14 on eth0 to 255.255.255.255 port 67',
      'Sep  3 02:15:01 files01 dhclient: No DHCPOFFERS received.',
    ],
  },
  {
    about: 'disappearing-images',
    text: 'After a hypervisor came back from a reboot one of its instances does not start any more, the backing file in _base is missing. The instance directory is on NFS, shared by all compute nodes. Others on the same node boot.',
    logLines: [
      '2013-03-02 04:11:09 INFO nova.virt.libvirt.imagecache [-] Removing base file: /var/lib/nova/instances/_base/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567_20',
      "libvirtError: cannot open file '/var/lib/nova/instances/_base/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567_20': No such file or directory",
    ],
  },
  {
    about: 'valentines-day-massacre',
    text: 'A compute node went down in nova service-list, but it answers on the 1 Gb management NIC. bond0 is down, both legs at once, right after somebody booted a CentOS image there. An hour later the next node, same tenant.',
    logLines: [
      '%SPANTREE-2-BLOCK_BPDUGUARD: Received BPDU on port Port-channel12 with BPDU Guard enabled. Disabling port.',
      '%PM-4-ERR_DISABLE: bpduguard error detected on Po12, putting Po12 in err-disable state',
    ],
  },
  {
    about: 'down-the-rabbit-hole',
    text: 'Launching VMs takes minutes or fails, RabbitMQ eats memory until the master dies and fails over. Lots of traffic to the broker whenever one customer refreshes the console log page in the dashboard; that console.log has several GB.',
    logLines: ['7.1G /var/lib/nova/instances/instance-00001a2b/console.log'],
  },
  {
    about: 'havana-haunted-by-the-dead',
    text: 'Since we upgraded from Grizzly to Havana EC2 RunInstances takes more than two minutes and nova-api eats all the memory until the box swaps. Restarting nova-api helps for a while. The instances table holds hundreds of thousands of deleted rows.',
  },
  {
    about: 'no tale',
    text: 'Keystone refuses tokens right after they were issued; the clocks of the two controllers differ by seven minutes.',
  },
  {
    about: 'no tale',
    text: 'Cinder volumes stay in state detaching for ever after the iSCSI target was rebooted.',
    logLines: ['iscsid: conn 0 login rejected: initiator failed authorization with target'],
  },
];
