import { Command } from 'commander';
import { incidentJsonSchema } from '../../libs/tales/index.js';

export const schemaCommand = new Command('schema')
  .description('prints the JSON Schema of an incident record')
  .action(() => {
    console.log(JSON.stringify(incidentJsonSchema(), null, 2));
  });
