/**
 * The product's scenarios once more, on a cluster: Kafka, PostgreSQL and ClickHouse, and a second process's worth of each role standing by. Left
 * out is what a cluster does not do: replaying history in event time, which is done embedded and then migrated; commands that open a folder while no
 * server runs, and a log in a folder that a test writes to itself (ahead), for a cluster's data lies in no folder. And backpressure, whose figures are
 * those of an engine in the same process: of another one is heard a commit later.
 */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from './vitest.shared.ts';

const config: ViteUserConfig = defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['src/runtime/**/*.test.ts', 'test/product/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'src/runtime/{ahead,backpressure,offline,replay}.test.ts',
      'src/runtime/{engine,identity,config,demo,project,verify,backup}/**',
    ],
    globalSetup: ['test/cluster/installation.ts'],
  },
});

export default config;
