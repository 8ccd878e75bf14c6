/**
 * `npm run bench`: measures the targets of speed, prints a table and writes bench/results/latest.json. With `--only P1,P2` some of them, with
 * `--scale 0.05` on a small scale, whose figures only show that everything runs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeChart } from './report/chart.ts';
import { resultsOf, tableOf, writeResults } from './report/report.ts';
import type { Bench, Measured } from './rows/bench.ts';
import { clusterCost } from './rows/cluster.ts';
import { clusterScaling } from './rows/cluster-scaling.ts';
import { consoleViews } from './rows/console-views.ts';
import { customers } from './rows/customers.ts';
import { decide } from './rows/decide.ts';
import { engineAlone } from './rows/engine-alone.ts';
import { liftCoverage } from './rows/lift-coverage.ts';
import { mails } from './rows/mails.ts';
import { migration } from './rows/migration.ts';
import { newSegment } from './rows/new-segment.ts';
import { tables } from './rows/tables.ts';
import { throughput } from './rows/throughput.ts';

interface Part {
  readonly ids: readonly string[];
  readonly run: (bench: Bench) => Promise<void>;
}

const PARTS: readonly Part[] = [
  { ids: ['P1', 'P2', 'P16', 'P9', 'P10'], run: throughput },
  { ids: ['P14'], run: decide },
  { ids: ['P12'], run: mails },
  { ids: ['P4', 'P5', 'P8'], run: customers },
  { ids: ['P6'], run: newSegment },
  { ids: ['P13'], run: consoleViews },
  { ids: ['P17'], run: tables },
  { ids: ['P3', 'P7', 'P15', 'curves'], run: engineAlone },
  { ids: ['L1'], run: liftCoverage },
  { ids: ['C1'], run: clusterCost },
  { ids: ['M1'], run: migration },
  { ids: ['C2'], run: clusterScaling },
];

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
const measured: Measured[] = [];
const bench: Bench = {
  scale,
  wants: (id) => !only || only.includes(id),
  say,
  record: (one) => measured.push(one),
  directory: () => join(folder, String(++directories)),
  loopRate: undefined,
  curves: [],
};

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
for (const { ids, run } of PARTS) {
  if (!ids.some(bench.wants)) continue;
  try {
    await run(bench);
  } catch (error) {
    process.exitCode = 1;
    say(`${ids.join(', ')} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
const results = resultsOf(measured, scale);
if (bench.curves.length > 0) say(`curves: ${writeChart(bench.curves)}`);
process.stdout.write(`\n${tableOf(results)}\n${writeResults(results)}\n`);
