import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Results, type Settings } from './results.ts';
import type { RunResult } from './run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'volano-results-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const settings: Settings = { minutes: 0.3, partitions: 1, kinds: [] };
const result = (seed: string, violations: readonly string[] = []): RunResult => ({
  seed,
  violations,
  tried: [],
  acknowledged: 1,
  startsFailed: 0,
  elapsedSeconds: 1,
  findings: undefined,
});

it('keeps what became of each run, the last time it was tried', () => {
  const path = join(folder, 'deep', 'results.jsonl');
  const results = Results.at(path);
  results.keep({ seed: 2, settings, version: 'a', result: result('2') });
  results.keep({ seed: 1, settings, version: 'a', result: result('1', ['lostInLog: 1']) });
  results.keep({ seed: 1, settings, version: 'b', result: result('1') });
  results.keep({ seed: 1, settings: { ...settings, kinds: ['kill'] }, version: 'b', result: result('1', ['lostInLog: 2']) });
  appendFileSync(path, '\n{"seed":3,"res');
  const again = Results.at(path);
  expect(again.complete).toEqual(
    [result('2'), result('1')].map((one) => ({ ...one, partitions: 1, minutes: 0.3, again: one.seed === '1' })),
  );
  expect(again.chosen).toEqual([{ ...result('1', ['lostInLog: 2']), partitions: 1, minutes: 0.3, again: false }]);
  expect(again.of(1, { ...settings, kinds: ['kill'] })).toEqual(result('1', ['lostInLog: 2']));
  expect([again.of(1, { ...settings, minutes: 0.5 }), again.of(3, settings)]).toEqual([undefined, undefined]);
  again.keep({ seed: 3, settings, version: 'b', result: result('3') });
  expect(Results.at(path).of(3, settings)).toEqual(result('3'));
  expect(Results.at(path, { fresh: true }).complete).toEqual([]);
});
