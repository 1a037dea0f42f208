import type { NonEmpty, Phrase } from '../../scenario.js';

export const words = {
  symptoms: {
    'ec2-requests-slow': [
      ({ value }) => `launching a VM through euca2ools took ${value} seconds`,
      'our batch system times out on ec2 run-instances, it hangs for minutes on end',
      ({ value }) => `RunInstances answered after ${value} s, it used to be instant`,
    ],
    'ec2-only': [
      'nova list and horizon are snappy, just the EC2 endpoint crawls',
      ({ value }) => `ec2 versus native API: ${value}`,
      'since moving to Havana the amazon compatible interface lags, nothing else does',
    ],
    'faster-before-upgrade': [
      'the sister cloud still on Grizzly, identical boxes, does it in about four seconds',
      ({ value }) => `launches need ${value} times what they needed under Grizzly`,
      'prior to the new release nobody complained about this call',
    ],
    'memory-grows-during-request': [
      ({ value }) => `one single launch makes the api process ${value} GB fatter and it stays that way`,
      'watching top during a run-instances, RES of the api keeps climbing and never drops afterwards',
      'looks like a leak in nova-api every time somebody launches via ec2',
    ],
    'nova-api-eats-all-memory': [
      ({ value }) => `nova-api at ${value} GB now, that is the whole machine`,
      'a handful of launches and every byte of RAM on the controller is gone',
      'nova-api swallows the complete memory of the box in a quarter of an hour',
    ],
    'host-swaps': [
      ({ value }) => `controller has ${value} GB in swap and a shell takes ages`,
      'the head node is thrashing, cannot even type',
      'kswapd busy, load through the roof on the controller',
    ],
    'restart-helps': [
      'bouncing nova-api makes it fine for some minutes, then it fills up once more',
      ({ value }) => `service restart gave back ${value} GB but it did not last`,
      'we restart the api daemon every half hour as a crutch',
    ],
    'high-api-load': [
      'api process pegs a core with two or three calls a minute coming in',
      ({ value }) => `cpu of nova-api sits at ${value} percent though hardly anybody is using it`,
      'hardly any traffic and still the api is maxed out',
    ],
    'many-deleted-rows': [
      ({ value }) => `select count(*) shows ${value} dead instances still in the nova tables`,
      'the nova db was never archived and is full of soft deleted VMs with their system metadata',
      'nobody has cleaned mysql in years, over a million metadata rows of machines long gone',
    ],
    'database-queries-slow': [
      ({ value }) => `mysql slow log: a select that returns ${value} rows`,
      'show processlist has selects on instance_system_metadata sending data forever',
      'the database ships gigantic result sets for each of those calls',
    ],
  },
  healthy: [
    'a user asks for a higher quota in the grid project',
    'horizon shows timestamps in UTC, can we change that',
    'the certificate of the dashboard expires next month',
    'somebody forgot their access key and needs a new one',
    'nightly mysqldump is larger than last month',
  ],
} satisfies {
  readonly symptoms: Readonly<Record<string, NonEmpty<Phrase>>>;
  readonly healthy: NonEmpty<string>;
};
