/** The figures as a table for people and as a file for programs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured, Row } from '../rows/bench.ts';
import { text } from '../rows/bench.ts';
import { TARGETS } from './targets.ts';

export const RESULTS: string = fileURLToPath(new URL('../results/', import.meta.url));

export interface Results {
  readonly machine: string;
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
  readonly rows: readonly Row[];
}

/** Every row, also those not measured. A run on another scale than 1 measures no target: its figures stand there without a verdict. */
export function resultsOf(measured: readonly Measured[], scale: number): Results {
  const small = scale === 1 ? '' : `[scale ${scale}] `;
  const rows = TARGETS.map((target): Row => {
    const { value, met, detail } = measured.find(({ id }) => id === target.id) ?? { value: null, met: null, detail: '' };
    return { ...target, value, met: scale === 1 ? met : null, detail: detail === '' ? 'not measured' : `${small}${detail}` };
  });
  return { machine: machine(), commit: commit(), at: new Date().toISOString(), rows };
}

export function writeResults(results: Results): string {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, 'latest.json');
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
  return path;
}

export function tableOf({ machine, commit, rows }: Results): string {
  const measured = rows.filter(({ value }) => value !== null);
  const lines = measured.map(({ id, what, value, unit, target, met, detail }) => {
    const verdict = met === null ? 'no verdict' : met ? 'met' : 'NOT MET';
    return `${id.padEnd(4)}${text(value!).padStart(10)} ${unit}  (target ${target})  ${verdict}\n    ${what}\n    ${detail}\n`;
  });
  return [`${machine}, commit ${commit}`, '', ...lines].join('\n');
}

function machine(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} x ${processors[0]?.model.trim() ?? 'unknown'}, ${gigabytes} GB, ${process.platform}, Node ${process.versions.node}`;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
