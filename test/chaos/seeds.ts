/** Many seeds, one after the other, with what became of each kept; and the table of all that is kept. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { keptBroken } from './broken.ts';
import { keptLoads } from './loads.ts';
import type { Mode } from './plan.ts';
import { Results, type Settings } from './results.ts';
import type { RunResult } from './run.ts';
import { readTables, type Table, tableOf, textOf } from './table.ts';
import { versionOf } from './version.ts';

export const MODES: readonly Mode[] = ['embedded', 'cluster'];
const TABLE: string = fileURLToPath(new URL('../../docs/faults.md', import.meta.url));

export interface SeedsOptions {
  readonly mode: Mode;
  readonly from: number;
  readonly count: number;
  readonly settings: Settings;
  /** What is kept is forgotten first; or only what failed is tried again. */
  readonly fresh: boolean;
  readonly again: boolean;
  readonly attempt: (seed: number) => Promise<RunResult>;
  readonly say: (line: string) => void;
}

/** Resolves with what became of each of them, kept results included. */
export async function trySeeds(options: SeedsOptions): Promise<readonly RunResult[]> {
  const { mode, from, count, settings, fresh, again, attempt, say } = options;
  const results = Results.at(pathOf(mode), { fresh });
  const seeds = Array.from({ length: count }, (_, index) => from + index);
  const isDone = (seed: number): boolean => {
    const kept = results.of(seed, settings);
    return kept !== undefined && !(again && kept.violations.length > 0);
  };
  const open = seeds.filter((seed) => !isDone(seed));
  if (open.length < count) say(`${count - open.length} of ${count} seeds have been tried before`);
  const startedAt = performance.now();
  for (const [index, seed] of open.entries()) {
    const result = await attempt(seed);
    results.keep({ seed, settings, version: versionOf(), result });
    const left = ((performance.now() - startedAt) / (index + 1)) * (open.length - index - 1);
    say(`${summaryOf(String(seed), result)}; ${open.length - index - 1} left, ${Math.ceil(left / 60_000)} min`);
  }
  return seeds.map((seed) => results.of(seed, settings)!);
}

/** Writes docs/faults.md: of a mode that nothing is kept of it says what it said before. */
export function writeTable(): void {
  const tables = MODES.flatMap((mode) => {
    const { complete, chosen } = Results.at(pathOf(mode));
    return complete.length > 0 ? [tableOf(mode, complete, chosen)] : tablesBefore().filter((table) => table.mode === mode);
  });
  writeFileSync(TABLE, textOf(tables, { loads: keptLoads(), broken: keptBroken() }));
}

function tablesBefore(): readonly Table[] {
  return existsSync(TABLE) ? readTables(readFileSync(TABLE, 'utf8')) : [];
}

export function summaryOf(seed: string, { violations, acknowledged, tried, elapsedSeconds }: RunResult): string {
  const end = violations.length === 0 ? 'survived' : violations.join('; ');
  return `seed ${seed}: ${end} (${tried.map(({ kind }) => kind).join(', ')}; ${acknowledged} acknowledged, ${elapsedSeconds} s)`;
}

function pathOf(mode: Mode): string {
  return fileURLToPath(new URL(`tried/${mode}.jsonl`, import.meta.url));
}
