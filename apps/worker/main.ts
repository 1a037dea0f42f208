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
  const { incidents, projections } = runtime;
  const newest = (await loadCatalogue(incidents)).at(-1);
  // Whoever is told that all is ready may ask for the list at once.
  if (newest !== undefined) await projections.untilListed(await incidents.get(newest));
  const health = await serveHealth(runtime, environment);
  return {
    async close() {
      await health.close();
      await worker.close();
      await runtime.close();
    },
  };
});
