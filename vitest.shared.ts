/** What all runs of tests have in common. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ViteUserConfig } from 'vitest/config';

export const shared: ViteUserConfig & { readonly test: NonNullable<ViteUserConfig['test']> } = {
  resolve: { conditions: ['volano-source'] },
  ssr: { resolve: { conditions: ['volano-source'] } },
  test: {
    pool: 'forks',
    // Much of their time tests wait: for a disk, a browser, a process that comes up.
    maxWorkers: Math.max(4, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Whoever waits for something waits as long as a busy machine takes.
    expect: { poll: { timeout: 30_000 } },
    // Every answer of the API is held to what its route says of it.
    env: {
      VOLANO_CHECK_ANSWERS: '1',
      // Processes and threads that tests start find the product compiled: there are hundreds of them.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules', '.cache', 'volano-compiled'),
    },
    execArgv: ['--conditions=volano-source'],
  },
};
