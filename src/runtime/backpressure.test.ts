/** A server whose engine commits every few entries is given more than it can take: it says so, loses nothing and recovers. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { JsonObject } from '../core/index.ts';
import { order, Shop, shopProject } from './shop.suite.ts';

const BATCHES = 12;
const CALLS = 1_000;
const USERS = 50;
const PATIENCE = { timeout: 50_000, interval: 100 };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ batchMax: 10 });
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

function batchOf(number: number): JsonObject[] {
  return Array.from({ length: CALLS }, (_, i) => order(`u${i % USERS}`, `b${number}-${i}`, 1));
}

test('429 with Retry-After, and after a while every call is there once', async () => {
  const refused: Response[] = [];
  for (let number = 0; number < BATCHES; number++) {
    const batch = batchOf(number);
    await vi.waitFor(async () => {
      const answer = await shop.post('batch', { batch });
      if (answer.status === 429) refused.push(answer);
      expect(answer.status).toBe(200);
    }, PATIENCE);
  }
  expect(refused.length).toBeGreaterThan(0);
  for (const answer of refused) {
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ success: false, accepted: 0, code: 'VOLANO_OVERLOADED' });
  }

  await shop.running.settle();
  const traits: unknown[] = [];
  for await (const customer of shop.running.customers()) traits.push(customer.traits);
  expect(traits).toHaveLength(USERS);
  const each = (BATCHES * CALLS) / USERS;
  for (const one of traits) expect(one).toMatchObject({ orders: each, spent: each });
  const { door, engine, delivery } = await shop.running.measures();
  expect(door).toMatchObject({ accepted: BATCHES * CALLS, duplicates: 0 });
  expect(engine).toMatchObject({ behind: 0 });
  expect(delivery).toMatchObject({ open: 0, totals: { sent: USERS } });

  await shop.call(order('u0', 'one-more', 1));
  await shop.running.settle();
  const profile = await shop.running.profileOf({ namespace: 'user_id', value: 'u0' });
  expect(profile!.traits).toMatchObject({ orders: each + 1 });
});
