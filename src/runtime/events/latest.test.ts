/** On a real warehouse. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTables } from '../../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { latestEvents, wholeEvent } from './latest.ts';

const NOON = Date.UTC(2024, 1, 29, 12);
const VIOLATIONS = JSON.stringify([{ field: 'properties.total', problem: 'type', omitted: true }]);

let directory: string;
let warehouse: Warehouse;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-latest-events-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
  const row = {
    partition: 0,
    call: 'track',
    identifiers: '[["user_id","ada"]]',
    traits: '',
    context: '',
    violations: '',
    quarantine: '',
    unreadable: '',
  };
  const rows = [
    { seq: 1, source: 'web', event: 'Product Viewed', properties: '{"sku":"a"}' },
    { seq: 2, source: 'pos', event: 'Order Completed', properties: '{"total":8}', violations: VIOLATIONS, quarantine: 'q1' },
    {
      seq: 4,
      source: 'web',
      event: '$identify',
      call: 'identify',
      properties: '{}',
      traits: '{"first_name":"Ada"}',
      context: '{"ip":"::1"}',
    },
  ].map((one) => ({
    ...row,
    ...one,
    ...{ position: one.seq, customer: `c${one.seq}`, messageId: `m${one.seq}` },
    ...{ at: NOON + one.seq, time: NOON - 1_000, receivedAt: NOON },
  }));
  await warehouse.insert('events', Buffer.from(`${rows.map((one) => JSON.stringify(one)).join('\n')}\n`));
}, 120_000);
afterAll(async () => {
  await warehouse?.close();
  await rm(directory, { recursive: true, force: true });
});

const ids = async (question: Partial<Parameters<typeof latestEvents>[2]>, seqs: readonly number[] = [4]): Promise<readonly string[]> =>
  (await latestEvents(warehouse, seqs, { limit: 10, ...question })).map(({ id }) => id);

test('the newest are first, without what they carry', async () => {
  expect(await latestEvents(warehouse, [4], { limit: 2 })).toEqual([
    { id: '0-4', at: NOON + 4, time: NOON - 1_000, source: 'web', event: '$identify', customer: 'c4', problems: 0 },
    { id: '0-2', at: NOON + 2, time: NOON - 1_000, source: 'pos', event: 'Order Completed', customer: 'c2', problems: 1 },
  ]);
});

test('by source, by event, and those that do not keep to the dictionary', async () => {
  expect(await ids({ source: 'web' })).toEqual(['0-4', '0-1']);
  expect(await ids({ source: 'web', event: 'Product Viewed' })).toEqual(['0-1']);
  expect(await ids({ isFlagged: true })).toEqual(['0-2']);
});

test('what lies far back is not looked through', async () => {
  expect(await ids({}, [100_002])).toEqual(['0-4']);
});

test('one of them whole', async () => {
  expect(await wholeEvent(warehouse, '0-2')).toEqual({
    ...{ id: '0-2', at: NOON + 2, time: NOON - 1_000, source: 'pos', event: 'Order Completed', customer: 'c2', problems: 1 },
    ...{ call: 'track', message: 'm2', identifiers: [['user_id', 'ada']], properties: { total: 8 }, quarantine: 'q1' },
    violations: [{ field: 'properties.total', problem: 'type', omitted: true }],
  });
  expect(await wholeEvent(warehouse, '0-4')).toMatchObject({ traits: { first_name: 'Ada' }, context: { ip: '::1' }, violations: [] });
  expect(await wholeEvent(warehouse, '0-3')).toBeUndefined();
  expect(await wholeEvent(warehouse, "0-2' OR 1")).toBeUndefined();
});
