// `npm test [-- paths and options of Jest]`: prepares the clone, then runs every tier of the tests.
// Every Node from 12 on can read this file.
import { requireNode } from './require-node.mjs';

requireNode(process.version);
import('./run-jest.mjs')
  .then(function (launcher) {
    return launcher.runJest(process.argv.slice(2));
  })
  .catch(function (error) {
    console.error(error.isRefusal ? error.message : error);
    process.exit(1);
  });
