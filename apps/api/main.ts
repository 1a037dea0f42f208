import { openRuntime, readEnvironment, runService } from '../../libs/runtime/index.js';
import { createApi } from './create-api.js';

await runService('api', async () => {
  const environment = readEnvironment(process.env);
  const runtime = await openRuntime(environment, 'api');
  await runtime.readAhead();
  const api = await createApi(runtime);
  await api.listen(environment.PORT, environment.HOST);
  return {
    async close() {
      await api.close();
      await runtime.close();
    },
  };
});
