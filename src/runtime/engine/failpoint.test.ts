import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failpointOf } from './failpoint.ts';

function deaths(setting: string | undefined): { pass: (name: string) => void; count: () => number } {
  let count = 0;
  const environment = setting === undefined ? {} : { VOLANO_FAILPOINT: setting };
  return {
    pass: failpointOf(environment, () => {
      count += 1;
    }),
    count: () => count,
  };
}

test('dies at the count-th passage of the point it names, once', () => {
  const { pass, count } = deaths('engine.before_commit:3');
  for (const name of ['engine.before_commit', 'engine.after_commit', 'engine.before_commit']) pass(name);
  expect(count()).toBe(0);
  pass('engine.before_commit');
  expect(count()).toBe(1);
  pass('engine.before_commit');
  expect(count()).toBe(1);
});

test('without a number it is the first passage, without a setting never', () => {
  const first = deaths('sink.begin');
  first.pass('sink.begin');
  expect(first.count()).toBe(1);
  const never = deaths(undefined);
  never.pass('');
  never.pass('sink.begin');
  expect(never.count()).toBe(0);
});

test('with a delay, what follows the point goes on until then', async () => {
  const { pass, count } = deaths('engine.inside_commit:1:5.5');
  const from = performance.now();
  pass('engine.inside_commit');
  expect(count()).toBe(0);
  while (count() === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(performance.now() - from).toBeGreaterThanOrEqual(5.5);
});

test('with a file, it dies when that is written to, not before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-failpoint-'));
  const file = join(folder, 'a:b.mdb');
  writeFileSync(file, 'before');
  const { pass, count } = deaths(`engine.inside_commit:2:>${file}`);
  pass('engine.inside_commit');
  pass('engine.inside_commit');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(count()).toBe(0);
  writeFileSync(file, 'after');
  while (count() === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(count()).toBe(1);
  rmSync(folder, { recursive: true });
});
