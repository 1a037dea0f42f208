import {
  loadCatalogue,
  openRuntime,
  readEnvironment,
  runService,
  serveHealth,
  startWorker,
} from '../../libs/runtime/index.js';

await runService('worker', async () => {
  const environment = readEnvironment(process.env);
  const runtime = await openRuntime(environment, 'worker');
  const worker = await startWorker(runtime);
  await loadCatalogue(runtime.incidents);
  const health = await serveHealth(runtime, environment);
  return {
    async close() {
      await health.close();
      await worker.close();
      await runtime.close();
    },
  };
});
