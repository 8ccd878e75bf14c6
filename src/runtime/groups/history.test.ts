import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayText } from '../../base/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
  for (let user = 0; user < 5; user++) await shop.call(order(`u${user}`, `o${user}`, 10));
  await shop.running.settle();
});
afterAll(() => shop.close());

const members = (limit: number, before?: string) =>
  shop.running.questions.groupMembers({ kind: 'tag', id: 'buyer', limit, ...(before !== undefined && { before }) });

describe('members', () => {
  test('come in pages, the latest first, each once, with what they are known by', async () => {
    const seen: string[] = [];
    for (let before: string | undefined, page = 0; page < 3; page++) {
      const { members: found, next } = await members(2, before);
      expect(found.map(({ since }) => since)).toEqual(found.map(({ since }) => since).toSorted((a, b) => b - a));
      seen.push(...found.map(({ identifiers }) => identifiers[0]![1]));
      expect(next === undefined).toBe(page === 2);
      before = next;
    }
    expect(seen.toSorted()).toEqual(['u0', 'u1', 'u2', 'u3', 'u4']);
  });

  test('of nothing are none', async () => {
    expect(await shop.running.questions.groupMembers({ kind: 'segment', id: 'top', limit: 2 })).toEqual({ members: [] });
  });
});

describe('the history', () => {
  test('has every day, with who came and left and how many there were at its end', async () => {
    const { today } = shop.running.questions;
    const days = await shop.running.questions.groupHistory({ kind: 'tag', id: 'buyer', from: today - 2, to: today });
    expect(days).toEqual([
      { day: dayText(today - 2), entered: 0, left: 0, size: 0 },
      { day: dayText(today - 1), entered: 0, left: 0, size: 0 },
      { day: dayText(today), entered: 5, left: 0, size: 5 },
    ]);
  });

  test('begins with who was there before its first day, and counts who leaves', async () => {
    const { today } = shop.running.questions;
    expect(await shop.running.questions.groupHistory({ kind: 'tag', id: 'buyer', from: today + 1, to: today + 1 })).toMatchObject([
      { entered: 0, size: 5 },
    ]);
    for (let user = 0; user < 3; user++) await shop.call({ type: 'track', event: 'View', userId: `u${user}`, messageId: `v${user}` });
    await expect
      .poll(async () => (await shop.running.questions.groupHistory({ kind: 'segment', id: 'busy', from: today, to: today }))[0], {
        timeout: 30_000,
        interval: 500,
      })
      .toMatchObject({ entered: 3, left: 3, size: 0 });
  });
});
