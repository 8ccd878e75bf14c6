/** Whose the events of the past are, with rows of several partitions in a real warehouse. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerId } from '../../base/index.ts';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { PastReader } from './pasts.ts';

let directory: string;
let warehouse: Warehouse;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-pasts-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
  const event = (partition: number, position: number, customer: string) => ({
    ...{ partition, seq: position, position, customer, event: 'View', source: 'shop' },
    messageId: `${partition}-${position}`,
  });
  const moved = (partition: number, seq: number, customer: string, detail: object) => ({
    ...{ partition, seq, position: seq, kind: 'identity', action: 'moved', customer, detail },
    at: '2024-01-01 00:00:00.000',
  });
  await insert('events', [event(0, 1, 'a'), event(0, 2, 'a'), event(0, 3, 'a'), event(0, 4, 'b'), event(1, 2, 'a'), event(1, 4, 'c')]);
  await insert('facts', [
    // Told where the profile lived, of rows that lie in the other partition; there the number of the telling says nothing about the release here.
    moved(1, 70, 'd', { position: 2, partition: 0, from: 'a' }),
    moved(0, 5, 'e', { position: 3, from: 'a' }),
    // Of a row of the other partition that stands at a place like one here.
    moved(0, 6, 'f', { position: 4, partition: 1, from: 'c' }),
    // After the release.
    moved(0, 60, 'g', { position: 4, partition: 0, from: 'b' }),
  ]);
});
afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

const insert = (table: 'events' | 'facts', rows: readonly object[]) =>
  warehouse.insert(table, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')));

const VIEWS = { event: 'View', after: undefined, properties: false, context: false, traits: false };

/** Ids of the messages that count for each. */
async function pastsOf(partition: number): Promise<Readonly<Record<string, string>>> {
  const reader = await PastReader.open(warehouse, { partition, position: 50, seq: 50, needs: [VIEWS] });
  let ids: string[] = [];
  const fold = {
    add: ({ messageId }: { readonly messageId: string }) => void ids.push(messageId),
    take: () => {
      const past = Buffer.from(ids.sort().join());
      ids = [];
      return past;
    },
  };
  const pasts = await reader.read({ from: '' as CustomerId, to: '~' as CustomerId }, fold);
  return Object.fromEntries(pasts.map(({ customer, past }) => [customer, Buffer.from(past).toString()]));
}

test('an event that has moved counts for whom another partition tells, too', async () => {
  expect(await pastsOf(0)).toEqual({ a: '0-1', b: '0-4', d: '0-2', e: '0-3' });
});

test('a partition reads its own rows only, whatever others have at the same places', async () => {
  expect(await pastsOf(1)).toEqual({ a: '1-2', f: '1-4' });
});
