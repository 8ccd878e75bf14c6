/** The main task of every screen of the console, before the demo with a year of a real shop. */
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { shared } from './vitest.shared.ts';

const config: ViteUserConfig = defineConfig({ ...shared, test: { ...shared.test, include: ['console/tasks.test.ts'] } });

export default config;
