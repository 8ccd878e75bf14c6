import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerId } from '../../base/index.ts';
import { defineProject, defineSegment, trait } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';
import type { GroupKey } from './history.ts';
import type { GroupMember } from './members.ts';

const name = { en: 'Name', zh: '名称' };
const romans = defineSegment({ id: 'romans', name, condition: trait('city').is('Rome') });
const users = Array.from({ length: 30 }, (_, user) => `u${user}`);
let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(defineProject(...shopProject().definitions, romans));
  // In one batch, so that several come at one moment: also u0 to u4 as nobody known, who turn out to be them.
  const before = users.slice(0, 5).map((user) => ({ ...order('', `b${user}`, 5), userId: null, anonymousId: `a-${user}` }));
  await shop.batch(...before, ...users.map((user) => order(user, `o${user}`, 10)));
  const moving = async (city: string, some: readonly string[]): Promise<void> => {
    await shop.batch(
      ...some.map((userId) => ({ type: 'identify', userId, messageId: `${city}${userId}${Math.random()}`, traits: { city } })),
    );
    // The next ones move later, and not in the same millisecond.
    await shop.running.settle();
    await sleep(50);
  };
  await moving('Rome', users);
  await moving('Oslo', users.slice(0, 20));
  await moving('Rome', users.slice(10, 12));
  // Who moves back and forth at once comes twice in one millisecond.
  const there = (city: string, turn: number) => ({ type: 'identify', userId: 'u12', messageId: `turn-${turn}`, traits: { city } });
  const times = Array.from({ length: 5 }, (_, turn) => new Date(Date.now() + turn).toISOString());
  await shop.batch(...times.map((timestamp, turn) => ({ ...there(turn % 2 === 0 ? 'Rome' : 'Oslo', turn), timestamp })));
  await shop.batch(
    ...users
      .slice(0, 5)
      .map((userId) => ({ type: 'identify', userId, anonymousId: `a-${userId}`, messageId: `is-${userId}`, traits: { a: 1 } })),
  );
  await shop.running.settle();
}, 120_000);
afterAll(() => shop.close());

async function all(key: GroupKey, limit: number): Promise<readonly GroupMember[]> {
  const found: GroupMember[] = [];
  for (let before: string | undefined; ; ) {
    const { members, next } = await shop.running.questions.groupMembers({ ...key, limit, ...(before !== undefined && { before }) });
    expect(members.length).toBe(next === undefined ? members.length : limit);
    found.push(...members);
    if (next === undefined) return found;
    before = next;
  }
}

const whoIs = ({ identifiers }: GroupMember): string => identifiers.find(([namespace]) => namespace === 'user_id')![1];

describe('the pages of a group', () => {
  const groups: readonly GroupKey[] = [
    { kind: 'tag', id: 'buyer' },
    { kind: 'segment', id: 'romans' },
  ];
  for (const key of groups) {
    for (const limit of [1, 4, 100]) {
      test(`of ${key.id}, ${limit} at a time, have each of its members once, the latest first, since when the state says`, async () => {
        const found = await all(key, limit);
        const wanted = key.id === 'buyer' ? users : [...users.slice(10, 13), ...users.slice(20)];
        expect(found.map(whoIs).toSorted()).toEqual(wanted.toSorted());
        expect(found.map(({ since }) => since)).toEqual(found.map(({ since }) => since).toSorted((a, b) => b - a));
        for (const { customer, since } of found) {
          const profile = (await shop.running.questions.profileOf({ customer: customer as CustomerId }))!;
          const held = key.kind === 'tag' ? profile.tags : profile.segments;
          expect(held.find(({ id }) => id === key.id)?.since).toBe(since);
        }
      });
    }
  }

  test('whoever came back stands where they came last', async () => {
    const latest = (await all({ kind: 'segment', id: 'romans' }, 3)).slice(0, 3);
    expect(latest.map(whoIs).toSorted()).toEqual(['u10', 'u11', 'u12']);
  });

  test('of nobody are empty', async () => {
    expect(await shop.running.questions.groupMembers({ kind: 'segment', id: 'top', limit: 2 })).toEqual({ members: [] });
  });
});
