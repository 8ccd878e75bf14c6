import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { movesFollower } from './following.ts';

let directory: string;
let warehouse: Warehouse;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-following-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
  await warehouse.insert('events', Buffer.from('{"partition":0,"seq":1,"position":1,"customer":"a","event":"View"}\n'));
});
afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

const owner = async () => (await warehouse.query<{ customer: string }>('SELECT customer FROM events_by_customer'))[0]?.customer;

test('follows as soon as the facts of a move are there, and asks nothing before or after', async () => {
  let moved = false;
  let queries = 0;
  const asked: Warehouse = new Proxy(warehouse, {
    get: (target, name) => {
      if (name === 'query') queries++;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const follow = movesFollower(asked, () => moved);
  follow();
  expect(queries).toBe(0);

  // The engine has moved one, and its facts are on their way still.
  moved = true;
  follow();
  await vi.waitFor(() => expect(queries).toBe(1), { timeout: 30_000 });
  expect(await owner()).toBe('a');

  const fact = { partition: 0, seq: 2, position: 2, kind: 'identity', action: 'moved', customer: 'b', detail: { position: 1, from: 'a' } };
  await warehouse.insert('facts', Buffer.from(`${JSON.stringify(fact)}\n`));
  await vi.waitFor(async () => {
    follow();
    expect(await owner()).toBe('b');
  });
  const until = queries;
  follow();
  expect(queries).toBe(until);
});

test('is asked again after a warehouse that failed', async () => {
  let queries = 0;
  const failing = {
    query: async () => {
      queries++;
      throw new Error('closed');
    },
  };
  const follow = movesFollower(failing as unknown as Warehouse, () => true);
  follow();
  await vi.waitFor(() => expect(queries).toBe(1), { timeout: 30_000 });
  await vi.waitFor(() => {
    follow();
    expect(queries).toBeGreaterThan(1);
  });
});
