import type { AtLeastTwo, Intervention, Remedy } from '../../scenario.js';
import { checkServices, surveyConsoles } from './monitoring.js';
import { MINUTE_MS } from './parameters.js';
import { keepBrokersRunning, launchAgainAndAgain } from './people.js';
import type { World } from './world.js';

const SAMPLE_MS = 5 * MINUTE_MS;
const RESTART_MS = MINUTE_MS;
/** virtlogd keeps 2 MB; a request for the console gets 100 KB of its end. */
const CONSOLE_BYTES_MAX = 2_000_000;
const REPLY_BYTES_MAX = 100_000;

export const workload: Intervention<World> = {
  description:
    'Users launch instances, one of them looks at a console now and then, and monitoring looks on.',
  apply({ stage, parameters, broker, api, endpoints, consoles, owner }) {
    launchAgainAndAgain(stage, api, parameters.launchEveryS);
    owner.start();
    keepBrokersRunning(stage, broker, parameters.repairMin * MINUTE_MS);
    checkServices(stage, endpoints);
    surveyConsoles(stage, consoles);
    stage.every(SAMPLE_MS, () => {
      for (const node of broker.nodes) if (node.isUp) node.sample(broker.queues.countOn(node));
    });
  },
};

/** Nova reads consoles whole and nothing limits them; all it takes is a guest that does not stop writing. */
export const fault: Intervention<World> = {
  description:
    'Something breaks in a guest, which from then on writes the same complaint to its console without end.',
  apply({ parameters: { complaint, complaintKbPerS }, consoles }) {
    const [troubled] = consoles.keys();
    troubled!.repeat(complaint, (complaintKbPerS * 1_000) / (complaint.length + 1));
  },
};

export const fix: Remedy<World> = {
  id: 'cap-both-ends',
  description: 'Rotate console files at 2 MB, and return 100 KB from the end of the file at the most.',
  apply({ consoles, computes }) {
    for (const file of consoles.keys()) file.limitTo(CONSOLE_BYTES_MAX);
    for (const compute of computes) compute.consoleBytesMax = REPLY_BYTES_MAX;
  },
};

export const wrongFixes: AtLeastTwo<Remedy<World>> = [
  {
    id: 'restart-the-master',
    description: 'Restart the RabbitMQ master, which empties its memory.',
    apply({ stage, broker }) {
      const master = broker.masterSeenFrom(broker.nodes[0]!);
      if (master.isUp) broker.stop(master, 'restart');
      stage.after(RESTART_MS, () => broker.start(master));
    },
  },
  {
    id: 'add-memory',
    description: 'Give each broker four times the memory.',
    apply({ broker }) {
      for (const node of broker.nodes) node.ramBytes *= 4;
    },
  },
];

export const partition: Intervention<World> = {
  description: 'The brokers lose sight of each other, and each goes on as if it were alone.',
  apply({ broker }) {
    broker.partition(MINUTE_MS);
  },
};
