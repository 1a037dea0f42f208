// `npm start`: prepares the clone, then becomes the server. Every Node from 12 on can read this file.
import { requireNode } from './require-node.mjs';

requireNode(process.version);
import('./prepare.mjs')
  .then(function (launcher) {
    return launcher.prepareAndRun('apps/server/main.js', process.argv.slice(2));
  })
  .catch(function (error) {
    console.error(error.isRefusal ? error.message : error);
    process.exit(1);
  });
