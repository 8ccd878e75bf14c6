import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineChannel, defineProject, defineSegment, segment, tag, trait } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import { type GroupRow, type Groups, type GroupsWorld, groupsOf } from './groups.ts';

const name = { en: 'Name', zh: '名称' };
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(
    defineProject(
      ...shopProject().definitions,
      defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'shop@example.com' }, address: 'city' }),
      defineSegment({ id: 'buyers', name, condition: { combinator: 'and', rules: [tag('buyer')] } }),
      defineSegment({ id: 'rich', name, condition: { combinator: 'and', rules: [segment('buyers'), trait('spent').atLeast(10)] } }),
    ),
  );
  for (let user = 0; user < 8; user++) await shop.batch(order(`u${user}`, `o${user}`, user * 2));
  for (const user of ['u0', 'u1']) await shop.call({ type: 'identify', userId: user, messageId: `i${user}`, traits: { city: 'Rome' } });
  await shop.running.settle();
});
afterAll(() => shop.close());

const groups = (): Promise<Groups> => shop.running.questions.groups();
const rowOf = async (id: string): Promise<GroupRow> => (await groups()).groups.find((row) => row.id === id)!;

describe('segments and tags at a glance', () => {
  test('are all that are released, segments first', async () => {
    const { groups: rows, position, behind } = await groups();
    expect(rows.map(({ kind, id }) => `${kind}.${id}`)).toEqual([
      'segment.busy',
      'segment.buyers',
      'segment.rich',
      'segment.top',
      'tag.buyer',
    ]);
    expect(position).toBeGreaterThan(0);
    expect(behind).toBe(0);
  });

  test('say how many they have, how they have grown and what reads them', async () => {
    expect(await rowOf('buyers')).toMatchObject({ name, version: 1, state: 'live', members: 8, growth7d: 8, usedBy: ['segment.rich'] });
    expect(await rowOf('rich')).toMatchObject({ members: 3, growth7d: 3, usedBy: [] });
    expect(await rowOf('buyer')).toMatchObject({ kind: 'tag', members: 8, usedBy: ['segment.buyers'] });
  });

  test('say to which share of the members a channel is open', async () => {
    expect((await rowOf('buyers')).reachable).toBe(0.25);
    expect((await rowOf('rich')).reachable).toBe(0);
  });

  test('that are empty have no share, and have never changed', async () => {
    const row = await rowOf('top');
    expect(row).toMatchObject({ members: 0, growth7d: 0 });
    expect(row).not.toHaveProperty('reachable');
    expect(row).not.toHaveProperty('changedAt');
  });
});

test('whoever is in many of them is read once', async () => {
  const asked: string[] = [];
  const condition = { combinator: 'and', rules: [] };
  const stay = { members: 2, before: 0, changed: 1, drawn: ['c1', 'c2'] };
  const world = {
    warehouse: { query: async () => ['busy', 'buyers', 'rich', 'buyer'].map((id) => ({ id, ...stay })) },
    state: {
      getMany: async (table: string, keys: readonly Uint8Array[]) => {
        asked.push(...keys.map((key) => `${table} ${Buffer.from(key)}`));
        return keys.map(() => undefined);
      },
      load: async () => ({ gets: [[], []], ranges: [] }),
    },
    release: {
      definitions: ['busy', 'buyers', 'rich'].map((id) => ({ definition: { kind: 'segment', id, name, condition }, version: 1 })),
    },
    ...{ plan: {}, counters: new Map(), position: 1, behind: 0, now: 0 },
  } as unknown as GroupsWorld;
  expect((await groupsOf(world)).groups).toHaveLength(3);
  expect(asked).toHaveLength(2);
});
