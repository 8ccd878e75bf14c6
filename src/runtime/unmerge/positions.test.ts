import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { partingPositionsOf, spreadPositionsOf } from './positions.ts';

let directory: string;
let warehouse: Warehouse;
let seq = 0;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-positions-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
});
afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true });
});

const insert = (table: 'events' | 'facts', rows: readonly object[]) =>
  warehouse.insert(table, Buffer.from(rows.map((row) => `${JSON.stringify({ partition: 0, seq: ++seq, ...row })}\n`).join('')));

test('tells where the events of a profile stand, and which event had begun the message that others are about', async () => {
  await insert('events', [
    { position: 3, customer: 'a', event: 'Order', source: 'shop' },
    { position: 4, customer: 'a', event: 'View', source: 'shop' },
    { position: 7, customer: 'a', event: 'Email Opened', source: 'volano' },
    { position: 8, customer: 'a', event: 'Email Link Clicked', source: 'volano' },
    { position: 9, customer: 'a', event: 'Email Opened', source: 'volano' },
    { position: 10, customer: 'b', event: 'Email Opened', source: 'volano' },
    { position: 11, customer: 'a', event: 'Email Opened', source: 'volano' },
  ]);
  const message = (action: string, subject: string, position: number, detail = {}) => ({
    kind: 'message',
    customer: 'a',
    action,
    subject,
    position,
    detail,
  });
  const entered = (subject: string, position: number, rule: string) => ({
    kind: 'journey',
    customer: 'a',
    action: 'entered',
    subject,
    position,
    detail: { rule },
  });
  await insert('facts', [
    entered('i1', 3, 'trigger.event'),
    message('decided', 'm1', 3, { instance: 'i1' }),
    message('sent', 'm1', 5),
    message('opened', 'm1', 7),
    message('clicked', 'm1', 8),
    // Begun by a segment, and by nothing that the warehouse knows.
    entered('i2', 4, 'trigger.segment'),
    message('decided', 'm2', 4, { instance: 'i2' }),
    message('opened', 'm2', 9),
    message('opened', 'm3', 10),
    // Later than what is asked for.
    message('opened', 'm1', 11),
  ]);
  const about = await partingPositionsOf(['a', 'b', 'c'], { warehouse, partition: 0, upTo: 10 });
  expect(about('a')).toEqual({
    positions: [3, 4, 7, 8, 9],
    returned: [
      [7, 3],
      [8, 3],
    ],
  });
  expect(about('b')).toEqual({ positions: [10] });
  expect(about('c')).toEqual({ positions: [] });
  // As of one of several partitions, and with another one's rows.
  await insert('events', [{ partition: 1, position: 7, customer: 'a', event: 'View', source: 'shop' }]);
  await insert('facts', [{ partition: 1, kind: 'consent', action: 'granted', customer: 'a', position: 8, detail: {} }]);
  const spread = await spreadPositionsOf(['a', 'c'], { warehouse, upTo: [10, 8] });
  expect(spread('a')).toEqual({
    places: [
      [0, 3],
      [0, 4],
      [0, 7],
      [0, 8],
      [0, 9],
      [1, 7],
      [1, 8],
    ],
    returned: [
      [
        [0, 7],
        [0, 3],
      ],
      [
        [0, 8],
        [0, 3],
      ],
    ],
  });
  expect(spread('c')).toEqual({ places: [] });
  expect((await spreadPositionsOf(['a'], { warehouse, upTo: [3, 7] }))('a').places).toEqual([
    [0, 3],
    [1, 7],
  ]);
});

test('an event that has moved is of whom the latest parting says, whichever partition tells it', async () => {
  const moved = (customer: string, detail: object, at: string) => ({
    kind: 'identity',
    action: 'moved',
    customer,
    position: 90,
    at,
    detail,
  });
  await insert('facts', [
    { partition: 0, ...moved('d', { position: 40, partition: 1 }, '2024-01-01 00:00:02.000') },
    { partition: 1, ...moved('e', { position: 40 }, '2024-01-01 00:00:01.000') },
  ]);
  const rows = await warehouse.query<{ partition: number; owner: string }>('SELECT partition, owner FROM moved_events WHERE position = 40');
  expect(rows.map(({ partition, owner }) => [Number(partition), owner])).toEqual([[1, 'd']]);
});
