/** kill -9 of the whole product under traffic, by failpoints, at the sight of writes, and at any time. `npm run crash` is the long version. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killOf } from './kills.ts';
import { crashLoop } from './loop.ts';

it('loses no acknowledged event, decides and captures each message once, stores each row once, and replays to the same state', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-crash-'));
  const result = await crashLoop({ folder, seed: 'short', kills: 8 });
  expect(result.faults).toEqual([]);
  expect(result.acknowledged).toBeGreaterThan(100);
  expect(result.findings.messagesDecided).toBeGreaterThan(10);
  expect(Object.values(result.kills).reduce((sum, count) => sum + count, 0)).toBe(8);
  rmSync(folder, { recursive: true });
}, 180_000);

it('a long run kills in at least a third of the cases by failpoints, and everywhere', () => {
  const kills = Array.from({ length: 200 }, (_, index) => killOf('folder', 'crash-1', index));
  const by = (kind: string): number => kills.filter((kill) => kill.by === kind).length;
  expect(by('failpoint')).toBeGreaterThanOrEqual(60);
  expect([by('writing'), by('time')].every((count) => count >= 20)).toBe(true);
  const names = new Set(kills.map(({ by: kind, name }) => `${kind} ${name}`));
  for (const name of ['log.before_acknowledge', 'engine.inside_commit', 'engine.after_commit', 'inserting', 'delivery.after_handover'])
    expect(names).toContain(`failpoint ${name}`);
  for (const store of ['log', 'state', 'capture', 'warehouse']) expect(names).toContain(`writing ${store}`);
});
