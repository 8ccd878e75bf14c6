import { globSync, truncateSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { createTables } from '../tables/index.ts';
import { pastDamage } from './damage.ts';

const row = (seq: number) => JSON.stringify({ partition: 0, seq, kind: 'tag', action: 'set', name: 'vip' });

test('a part of one insert that cannot be read is set aside, and what is asked is answered from the others', async () => {
  const path = await mkdtemp(join(tmpdir(), 'volano-damage-'));
  const warehouse = await openChdbWarehouse({ path });
  await createTables(warehouse);
  await warehouse.execute('SYSTEM STOP MERGES');
  for (const seq of [1, 2]) await warehouse.insert('facts', Buffer.from(row(seq)));
  const parts = await warehouse.query<{ path: string }>("SELECT path FROM system.parts WHERE active AND table = 'facts' ORDER BY name");
  expect(parts).toHaveLength(2);
  // As a disk that was full in the middle has left it.
  for (const file of globSync(join(parts[1]!.path, 'skp_idx_seq_range.*mrk*'))) truncateSync(file, 0);
  const ask = () => warehouse.query<{ seq: number }>('SELECT seq FROM facts WHERE partition = 0 AND seq BETWEEN 1 AND 9');
  await expect(ask()).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
  expect((await pastDamage(warehouse, ask)).map(({ seq }) => Number(seq))).toEqual([1]);
  const detached = await warehouse.query<{ name: string }>("SELECT name FROM system.detached_parts WHERE table = 'facts'");
  expect(detached).toHaveLength(1);
  await expect(pastDamage(warehouse, () => warehouse.query('SELECT nothing FROM facts'))).rejects.toMatchObject({
    code: 'VOLANO_WAREHOUSE_FAILED',
  });
  await warehouse.close();
  await rm(path, { recursive: true });
});
