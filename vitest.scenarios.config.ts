/**
 * The product's scenarios once more, on a cluster: Kafka, PostgreSQL and ClickHouse, and a second process's worth of each role standing by. Left
 * out is what a cluster does not do: replaying history in event time, which is done embedded and then migrated; commands that open a folder while no
 * server runs, and a log in a folder that a test writes to itself (ahead), for a cluster's data lies in no folder. And backpressure, whose figures are
 * those of an engine in the same process: of another one is heard a commit later.
 */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { scenarios } from './test/cluster/scenarios.ts';
import { shared } from './vitest.shared.ts';

const config: ViteUserConfig = defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: [...scenarios(import.meta.dirname, ['src/runtime/**/*.test.ts', 'test/{product,rehearse}/*.test.ts'])],
    exclude: [
      '**/node_modules/**',
      'src/runtime/{ahead,backpressure,offline,replay,backfill/event-time,explain/random}.test.ts',
      'src/runtime/{engine,identity,config,demo,project,verify,backup}/**',
    ],
    // They share processes: loading the product takes longer than many of them.
    isolate: false,
    globalSetup: ['test/cluster/installation.ts'],
  },
});

export default config;
