import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brokenText, keepBroken, keptBroken, readBroken } from './broken.ts';

test('the last that was found of each rule is kept, and told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-broken-'));
  const path = join(folder, 'tried', 'self-test.jsonl');
  expect(keptBroken(path)).toEqual([]);
  keepBroken({ name: 'skip-epoch-check', shownBy: 'cluster', seenAt: undefined }, path);
  keepBroken({ name: 'ack-before-sync', shownBy: 'embedded', seenAt: 2 }, path);
  keepBroken({ name: 'a-rule-of-old', shownBy: 'embedded', seenAt: 1 }, path);
  keepBroken({ name: 'skip-epoch-check', shownBy: 'cluster', seenAt: 3 }, path);
  const kept = keptBroken(path);
  expect(kept).toEqual([
    { name: 'ack-before-sync', shownBy: 'embedded', seenAt: 2 },
    { name: 'skip-epoch-check', shownBy: 'cluster', seenAt: 3 },
  ]);
  const text = brokenText([...kept, { name: 'forget-hop-stamp', shownBy: 'storm', seenAt: undefined }]);
  expect(text).toContain('| `forget-hop-stamp`: A partition does not remember');
  expect(readBroken(text)).toEqual([...kept, { name: 'forget-hop-stamp', shownBy: 'storm', seenAt: undefined }]);
  rmSync(folder, { recursive: true });
});
