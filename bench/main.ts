/**
 * `npm run bench`: measures the targets of speed, prints a table and writes bench/results/latest.json. With `--only P1,P2` some of them, with
 * `--scale 0.05` on a small scale, whose figures only show that everything runs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resultsOf, tableOf, writeResults } from './report/report.ts';
import type { Bench, Measured } from './rows/bench.ts';
import { throughput } from './rows/throughput.ts';

interface Part {
  readonly ids: readonly string[];
  readonly run: (bench: Bench) => Promise<Measured[]>;
}

const PARTS: readonly Part[] = [{ ids: ['P1', 'P2', 'P9'], run: throughput }];

const { values } = parseArgs({
  options: { only: { type: 'string' }, scale: { type: 'string', default: '1' }, directory: { type: 'string', default: tmpdir() } },
});
const scale = Number(values.scale);
if (!(scale > 0)) throw new Error(`--scale ${values.scale} must be a number above 0`);
const only = values.only?.split(',');
const folder = mkdtempSync(join(values.directory, 'volano-bench-'));
const startedAt = performance.now();
const say = (line: string): void => {
  process.stdout.write(`[${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s] ${line}\n`);
};
let directories = 0;
const bench: Bench = {
  scale,
  wants: (id) => !only || only.includes(id),
  say,
  directory: () => join(folder, String(++directories)),
  loopRate: undefined,
  curves: [],
};

const measured: Measured[] = [];
try {
  for (const { ids, run } of PARTS) {
    if (!ids.some(bench.wants)) continue;
    try {
      measured.push(...(await run(bench)));
    } catch (error) {
      process.exitCode = 1;
      say(`${ids.join(', ')} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const results = resultsOf(measured, scale);
process.stdout.write(`\n${tableOf(results)}\n${writeResults(results)}\n`);
