/** Tests over a real Kafka, which needs Java: `npm run test:cluster`. Each file starts brokers of its own, and mostly waits: three at a time. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from './vitest.shared.ts';

const config: ViteUserConfig = defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['test/cluster/kafka*.test.ts', 'test/cluster/{backup,chaos,migrate,migrate-several}.test.ts'],
    exclude: [],
    maxWorkers: 3,
  },
});

export default config;
