/** On a real warehouse. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compilePlan, type Identifier } from '../core/index.ts';
import { defineNamespace, defineProject, defineWorkspace } from '../define/index.ts';
import { createTables } from '../learn/index.ts';
import { openChdbWarehouse, type Warehouse } from '../port/warehouse/index.ts';
import { type IdentityPreviewProgress, previewIdentity } from './identity-preview.ts';

const NAME = { en: '-', zh: '-' };
const workspace = defineWorkspace({ id: 'shop', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' });
const till = defineNamespace({ id: 'till', name: NAME, priority: 90, limit: 1, merges: false });

let directory: string;
let warehouse: Warehouse;

async function store(events: readonly (readonly Identifier[])[]): Promise<void> {
  await warehouse.execute('TRUNCATE TABLE events');
  const rows = events.map((identifiers, index) => {
    const seq = index + 1;
    const numbers = { partition: 0, seq, position: seq * 7, customer: 'c', at: seq * 1_000, time: seq * 1_000, receivedAt: seq * 1_000 };
    return JSON.stringify({ ...numbers, call: 'track', event: 'A', messageId: `m${seq}`, source: 's', identifiers, properties: {} });
  });
  if (rows.length > 0) await warehouse.insert('events', Buffer.from(`${rows.join('\n')}\n`));
}

const world = () => ({ warehouse, partition: 0, plan: () => compilePlan([], new Map()) });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-identity-preview-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
});

afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true, force: true });
});

test('tells who a shared till had joined, and that nobody else would change', async () => {
  const cards = Array.from({ length: 2_500 }, (_, i): Identifier[] => [
    ['user_id', `u${i}`],
    ['card', `c${i}`],
  ]);
  await store([
    ...cards,
    [
      ['card', 'c1'],
      ['till', 't1'],
    ],
    [
      ['email', 'a@b.c'],
      ['till', 't1'],
    ],
  ]);
  const told: IdentityPreviewProgress[] = [];
  const difference = await previewIdentity(defineProject(workspace, till), world(), (progress) => told.push(progress));
  expect(difference).toMatchObject({
    events: 2_502,
    before: { profiles: 2_500 },
    after: { profiles: 2_501 },
    split: {
      count: 1,
      examples: [
        [
          [
            ['user_id', 'u1'],
            ['card', 'c1'],
          ],
          [['email', 'a@b.c']],
        ],
      ],
    },
    joined: { count: 0 },
  });
  expect(told.map(({ done }) => done)).toEqual([1_000, 2_000, 2_502]);
  expect(new Set(told.map(({ total }) => total))).toEqual(new Set([2_502]));
});

test('of no events tells that nothing would change', async () => {
  await store([]);
  expect(await previewIdentity(defineProject(workspace, till), world())).toMatchObject({
    events: 0,
    split: { count: 0 },
    joined: { count: 0 },
  });
});

test('refuses a project that is wrong', async () => {
  const wrong = defineProject(workspace, { ...till, priority: 0 });
  await expect(previewIdentity(wrong, world())).rejects.toThrow(expect.objectContaining({ code: 'VOLANO_PROJECT_INVALID' }));
});
