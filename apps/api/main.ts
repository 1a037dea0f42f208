import { openRuntime, readEnvironment, runService } from '../../libs/runtime/index.js';
import { createApi } from './create-api.js';

await runService('api', async () => {
  const environment = readEnvironment(process.env);
  const runtime = await openRuntime(environment, 'api');
  // The first look-up does not have to wait until the incidents are indexed.
  await runtime.knowledge.catchUp();
  const api = await createApi(runtime);
  await api.listen(environment.PORT, environment.HOST);
  return {
    async close() {
      await api.close();
      await runtime.close();
    },
  };
});
