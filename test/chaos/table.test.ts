import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readBroken } from './broken.ts';
import { readLoads } from './loads.ts';
import type { FaultKind } from './plan.ts';
import type { KeptRun } from './results.ts';
import type { Tried } from './run.ts';
import { readTables, tableOf, textOf } from './table.ts';

const tried = (kind: FaultKind, acknowledgedMs: number, alone = true): Tried => ({
  kind,
  servedMs: kind === 'kill' ? acknowledgedMs / 2 : undefined,
  acknowledgedMs,
  dispatchedMs: 2 * acknowledgedMs,
  alone,
});

function result(seed: string, faults: readonly Tried[], violations: readonly string[] = []): KeptRun {
  return {
    seed,
    partitions: Number(seed),
    minutes: seed === '1' ? 30 : 0.3,
    again: seed === '2',
    tried: faults,
    violations,
    acknowledged: 100,
    startsFailed: 0,
    elapsedSeconds: 1,
    findings: undefined,
  };
}

it('counts by kind what was tried and survived, and times only of faults that were alone', () => {
  const table = tableOf(
    'embedded',
    [
      result('1', [tried('kill', 1_000), tried('kill', 3_000), tried('pause', 500, false)]),
      result('2', [tried('kill', 9_000), tried('pause', 700, false)], ['lostInLog: 1']),
    ],
    [result('3', [tried('flood', 200)])],
  );
  expect(table).toMatchObject({
    seeds: 2,
    survived: 1,
    divided: { seeds: 1, survived: 0 },
    long: { seeds: 1, survived: 1 },
    chosen: { seeds: 1, survived: 1 },
    again: 1,
    acknowledged: 300,
  });
  expect(table.rows).toEqual([
    { kind: 'kill', tried: 3, survived: 2, served: [1_500, 4_500], acknowledged: [3_000, 9_000], dispatched: [6_000, 18_000] },
    { kind: 'pause', tried: 2, survived: 1, served: undefined, acknowledged: undefined, dispatched: undefined },
    { kind: 'flood', tried: 1, survived: 1, served: undefined, acknowledged: [200, 200], dispatched: [400, 400] },
  ]);
  const other = tableOf('cluster', [result('1', [tried('hand_over', 400)])]);
  const broken = [{ name: 'skip-epoch-check', shownBy: 'cluster', seenAt: 2 }];
  const loads = [{ kind: 'soak' as const, size: '60 minutes', version: 'abc', problems: [], figures: '1 event' }];
  const text = textOf([table, other], { loads, broken });
  expect(readTables(text)).toEqual([table, other]);
  expect(readBroken(text)).toEqual(broken);
  expect(readLoads(text)).toEqual(loads);
});

it('docs/faults.md was written by the harness as it is now', () => {
  const text = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');
  const tables = readTables(text);
  expect(textOf(tables, { loads: readLoads(text), broken: readBroken(text) })).toBe(text);
  for (const { rows } of tables) expect(rows.length).toBeGreaterThan(0);
});
