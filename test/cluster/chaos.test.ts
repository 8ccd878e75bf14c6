/** A few seconds of what `npm run chaos -- --mode cluster` does for hours: the harness works, and so does what it is done to. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { canHaveNetwork } from '../chaos/namespaces.ts';
import type { RunResult } from '../chaos/run.ts';

test('a cluster survives the death of a process and what else befalls it', async () => {
  const kinds = ['kill', canHaveNetwork() ? 'network_cut' : 'hand_over'];
  const main = fileURLToPath(new URL('../chaos/main.ts', import.meta.url));
  const words = ['--mode', 'cluster', '--seed', '4', '--minutes', '0.2', '--partitions', '2', '--only', kinds.join(), '--json'];
  const child = spawn(process.execPath, ['--conditions=volano-source', main, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const result = JSON.parse(await text(child.stdout)) as RunResult;
  expect(result.violations).toEqual([]);
  expect(result.tried.map(({ kind }) => kind).sort()).toEqual(kinds.toSorted());
  expect(result.acknowledged).toBeGreaterThan(0);
}, 400_000);
