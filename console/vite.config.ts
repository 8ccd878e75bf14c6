/** The build of the console: one page, its parts loaded by screen, every file also compressed beforehand. */

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type UserConfig } from 'vite';
import { budget, compressed, noted } from './build.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), 'app');

const config: UserConfig = defineConfig({
  root,
  base: '/console/',
  plugins: [react(), budget({ firstVisitMax: 500_000, partMax: 200_000 }), compressed(), noted()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // Inlined pictures and polyfills would meet the security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
    target: 'es2023',
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:4004', '/health': 'http://127.0.0.1:4004' } },
});

export default config;
