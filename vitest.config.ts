import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ['volano-source'] },
  ssr: { resolve: { conditions: ['volano-source'] } },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'examples/**/*.test.ts', 'console/**/*.test.ts'],
    // Those need Java: vitest.cluster.config.ts.
    exclude: ['**/node_modules/**', 'test/cluster/kafka*.test.ts', 'test/cluster/{backup,chaos,migrate}.test.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    execArgv: ['--conditions=volano-source'],
  },
});

export default config;
