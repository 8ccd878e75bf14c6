/** Tests over a real Kafka, which needs Java: `npm run test:cluster`. One file at a time, as each starts brokers of its own. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import ordinary from './vitest.config.ts';

const config: ViteUserConfig = defineConfig({
  ...ordinary,
  test: {
    ...ordinary.test,
    include: ['test/cluster/kafka*.test.ts', 'test/cluster/{backup,chaos,migrate}.test.ts'],
    exclude: [],
    fileParallelism: false,
  },
});

export default config;
