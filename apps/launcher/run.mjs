// `node apps/launcher/run.mjs <program> [arguments]`: prepares the clone, then becomes one of the programs below.
// Every Node from 12 on can read this file.
import { requireNode } from './require-node.mjs';

requireNode(process.version);
import('./programs.mjs')
  .then(function (launcher) {
    return launcher.runProgram(process.argv[2], process.argv.slice(3));
  })
  .catch(function (error) {
    console.error(error.isRefusal ? error.message : error);
    process.exit(1);
  });
