/** Tests over a real Kafka, which needs Java: `npm run test:cluster`. Files that harm a broker start their own; they mostly wait: four at a time. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from './vitest.shared.ts';

const config: ViteUserConfig = defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['test/cluster/kafka*.test.ts', 'test/cluster/{backup,chaos,migrate,migrate-several}.test.ts'],
    exclude: [],
    maxWorkers: 4,
    globalSetup: ['test/cluster/shared-broker.ts'],
  },
});

export default config;
