import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from './vitest.shared.ts';

/** Rooms whose tests leave nothing behind in their process: it serves for many files, which spares loading the product anew for each. */
const TIDY = ['src/{act,api,base,cli,core,define,learn,library,rehearse,sense}/**/*.test.ts'];

const config: ViteUserConfig = defineConfig({
  ...shared,
  test: {
    ...shared.test,
    projects: [
      { extends: true, test: { name: 'rooms', include: TIDY, isolate: false } },
      {
        extends: true,
        test: {
          name: 'product',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts', 'console/**/*.test.ts'],
          // Kafka needs Java: vitest.cluster.config.ts.
          exclude: ['**/node_modules/**', 'test/cluster/kafka*.test.ts', 'test/cluster/{backup,chaos,migrate}.test.ts', ...TIDY],
        },
      },
    ],
  },
});

export default config;
