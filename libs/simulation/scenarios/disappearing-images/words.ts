import type { NonEmpty, Phrase } from '../../scenario.js';

export const words = {
  symptoms: {
    'instance-does-not-start-after-node-was-down': [
      ({ value }) => `the hypervisor is back but ${value} on it refuses to boot`,
      'we had a compute box crash, brought it up, and now a customer VM on it stays dead',
      'vm wont come up again since its host had that outage',
    ],
    'backing-file-missing': [
      'virsh complains it cannot find the backing disk of the domain',
      ({ value }) => `starting it by hand with virsh: ${value} does not exist`,
      'the qcow2 points at a base image that is not on disk any more',
    ],
    'nova-reboot-fails': [
      'nova reboot just leaves the server in ERROR',
      ({ value }) => `reboot through the API does not get ${value} running, hard reboot neither`,
      'tried rebooting the server from the dashboard, no luck',
    ],
    'base-file-gone': [
      'looked into _base and the file is simply not there',
      ({ value }) => `ls says there is no ${value}`,
      'somebody or something deleted the parent image below _base while a VM still depended on it',
    ],
    'only-one-of-several': [
      ({ value }) => `${value} guests on that host fails, the rest booted without a hitch`,
      'all the other VMs of the same hypervisor are back, just this one is broken',
      'single victim on the node, its neighbours are healthy',
    ],
    'instance-of-a-snapshot': [
      'the dead VM had been launched from a snapshot a customer took, ubuntu and centos guests are ok',
      'only guests made out of user snapshots are affected, our stock images are not',
      'image in question is somebody’s own snapshot',
    ],
    'snapshot-deleted-in-glance': [
      'the owner has since deleted that snapshot, glance has no trace of it',
      ({ value }) => `glance image-show ${value} comes back with nothing`,
      'cannot fetch it again either because the image was removed from glance',
    ],
    'database-agrees': [
      'instances table and libvirt xml point at the same image, so no mismatch in nova',
      'checked mysql: the image ref hashes to exactly the file virsh is asking for',
      'nova db looks consistent with what is on the hypervisor',
    ],
    'again-on-another-node': [
      ({ value }) => `same thing a few days on, this time on ${value} after somebody tripped over its power`,
      'second hypervisor now with an identical failure following an accidental restart',
      'it happened once more on different hardware this week',
    ],
    'removal-logged-elsewhere': [
      ({ value }) => `grepping the central syslog I see ${value} deleted that very file during the outage`,
      'another hypervisor’s nova log says it cleaned the file up while ours was off',
      'imagecache on a neighbour threw the base image away',
    ],
  },
  healthy: [
    'users ask why the image list in the dashboard is sorted by date',
    'nightly backup of the nfs export took ten minutes longer than last week',
    'one hypervisor was rebooted for a kernel update, everything on it came back',
    'somebody wants a bigger flavor for their build machine',
    'the disk usage graph of the share is missing a legend',
  ],
} satisfies {
  readonly symptoms: Readonly<Record<string, NonEmpty<Phrase>>>;
  readonly healthy: NonEmpty<string>;
};
