import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepLoad, keptLoads, type Load, loadsText, readLoads } from './loads.ts';

test('the last of each kind and size is kept, and told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-loads-'));
  const path = join(folder, 'tried', 'loads.jsonl');
  const load = (kind: Load['kind'], size: string, problems: readonly string[] = []): Load => ({
    ...{ kind, size, problems },
    version: 'abc1234',
    figures: '{"events":1}',
  });
  expect(keptLoads(path)).toEqual([]);
  keepLoad(load('storm', '10000 merges'), path);
  keepLoad(load('soak', '60 minutes', ['memory grows', 'files grow']), path);
  keepLoad(load('soak', '1 minutes'), path);
  keepLoad(load('soak', '60 minutes', ['memory grows']), path);
  const kept = keptLoads(path);
  expect(kept).toEqual([load('soak', '1 minutes'), load('soak', '60 minutes', ['memory grows']), load('storm', '10000 merges')]);
  expect(loadsText(kept)).toContain('| 60 minutes | abc1234 | memory grows |');
  expect(readLoads(loadsText(kept))).toEqual(kept);
  rmSync(folder, { recursive: true });
});
