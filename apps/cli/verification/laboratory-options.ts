import { Option } from 'commander';
import { wholeNumber } from '../numbers.js';

/** What the laboratories can be told; each takes what concerns it. */
export interface LaboratorySettings {
  readonly instances?: number | undefined;
  readonly metadataRows?: number | undefined;
  readonly nodes?: number | undefined;
  readonly folder?: string | undefined;
}

const setting = (flags: string, description: string) => new Option(flags, description).implies({ lab: true });

/** The options that `verify` has for laboratories. */
export const laboratoryOptions = [
  new Option('--lab', 'reproduce tales on the real thing instead, those that can be').conflicts([
    'seeds',
    'arm',
    'figures',
    'threads',
    'seed',
    'trace',
    'parameter',
    'plot',
    'pcap',
    'record',
    'status',
  ]),
  setting('--instances <count>', 'rows of instances in the laboratory; 300,000').argParser(wholeNumber),
  setting('--metadata-rows <count>', 'rows of their metadata; 1,000,000').argParser(wholeNumber),
  setting('--nodes <count>', 'processes that act as compute nodes; 4').argParser(wholeNumber),
  setting('--folder <folder>', 'where these share their files; the folder for temporary files'),
];
