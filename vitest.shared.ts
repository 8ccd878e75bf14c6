/** What all runs of tests have in common. */
import type { ViteUserConfig } from 'vitest/config';

export const shared: ViteUserConfig & { readonly test: NonNullable<ViteUserConfig['test']> } = {
  resolve: { conditions: ['volano-source'] },
  ssr: { resolve: { conditions: ['volano-source'] } },
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: ['--conditions=volano-source'],
  },
};
