import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from './vitest.shared.ts';

/** Tests that leave nothing behind in their process: it serves for many files, which spares loading the product anew for each. */
const TIDY = [
  'src/**/*.test.ts',
  'examples/**/*.test.ts',
  'test/{bench,deploy,engine,fuzz,partitions,playbooks,product,rehearse,truths}/**/*.test.ts',
];

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
          include: ['test/**/*.test.ts', 'console/**/*.test.ts'],
          // Kafka needs Java: vitest.cluster.config.ts.
          exclude: [
            '**/node_modules/**',
            'console/app/**',
            'test/cluster/kafka*.test.ts',
            'test/cluster/{backup,chaos,migrate,migrate-several}.test.ts',
            ...TIDY,
          ],
        },
      },
      {
        extends: true,
        // Node reads the other half of antd, which says by its files' names what they are.
        resolve: { alias: [{ find: /^antd\/es\//, replacement: 'antd/lib/' }] },
        test: {
          name: 'console',
          server: { deps: { inline: [/@react-querybuilder/] } },
          include: ['console/app/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
          setupFiles: ['console/app/test/setup.ts'],
          // Loading the parts of antd anew for each file takes longer than most tests; `setup.ts` forgets what a file leaves behind.
          isolate: false,
        },
      },
    ],
  },
});

export default config;
