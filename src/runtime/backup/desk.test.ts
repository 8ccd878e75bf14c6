/** Backups and snapshots of a product that runs, while events come in. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { order, Shop, shopProject, view } from '../shop.suite.ts';
import { checkFile } from '../snapshots/index.ts';
import { verify } from '../verify/index.ts';
import { type AskForFrames, backUp } from './backup.ts';
import { filesOf } from './format.ts';

let shop: Shop;
let room: string;
let ask: AskForFrames;
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'volano-desk-'));
  // Everything is old at once: what is kept is kept for other reasons.
  shop = await Shop.open({ retentionMs: 0 });
  ask = (question, work) => work(shop.running.backups.frames(question));
  await shop.running.applyProject(shopProject(), 'opening');
});
afterAll(async () => {
  await shop.close();
  rmSync(room, { recursive: true });
});

async function traffic(life: string, people: number): Promise<void> {
  for (let i = 0; i < people; i++) await shop.batch(view(`u${i}`, `${life}-v${i}`), order(`u${i}`, `${life}-o${i}`, 5));
}

test('a backup becomes whole while events come in, and holds up nothing', async () => {
  const to = join(room, 'backup');
  const coming = traffic('a', 40);
  const { manifest } = await backUp(ask, { to });
  await coming;
  await shop.running.settle();
  const next = await backUp(ask, { to });
  expect(next.manifest.end.position).toBeGreaterThan(manifest.points[0]!.position);
  for (const file of filesOf(next.manifest)) await checkFile(to, file);
  const names = next.manifest.files.map(({ path }) => path.split('/').slice(2).join('/'));
  expect(names).toEqual(
    expect.arrayContaining([
      'sources.json.zst',
      'write-keys/data.mdb.zst',
      'links.key.zst',
      'capture/data.mdb.zst',
      'dead-letters/data.mdb.zst',
    ]),
  );
  expect(readdirSync(join(shop.directory, 'copies'))).toEqual([]);
});

test('one at a time', async () => {
  const first = shop.running.backups.frames({ dryRun: true });
  await first.next();
  await expect(shop.running.backups.frames({}).next()).rejects.toMatchObject({ code: 'VOLANO_BACKUP_UNDER_WAY' });
  await first.return(undefined);
  await expect(shop.running.backups.frames({ dryRun: true }).next()).resolves.toMatchObject({ value: { type: 'head' } });
});

test('snapshots let the log go that is over, and verify begins from them', async () => {
  const { backups } = shop.running;
  for (const life of ['b', 'c', 'd']) {
    await traffic(life, 10);
    await shop.running.settle();
    await backups.snapshot();
  }
  await traffic('e', 10);
  await shop.running.settle();
  const { snapshots, first } = await backups.kept();
  expect(snapshots).toHaveLength(2);
  expect(first).toBeGreaterThan(1);
  expect(first).toBeLessThanOrEqual(snapshots[0]!.position + 1);
  expect(await verify({ dataFolder: shop.directory, batches: [25] })).toMatchObject({ equal: true, from: snapshots[1]!.position });
  await shop.reopen(async () => expect(existsSync(join(shop.directory, 'copies'))).toBe(true));
  expect(existsSync(join(shop.directory, 'copies'))).toBe(false);
  const kept = await shop.running.backups.kept();
  expect(kept.first).toBeGreaterThanOrEqual(first!);
  expect(await verify({ dataFolder: shop.directory, batches: [25] })).toMatchObject({ equal: true });
});
