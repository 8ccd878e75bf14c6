/** A server whose engine commits every few entries is given more than it can take: it slows down who waits, refuses who does not, loses nothing. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { JsonObject } from '../core/index.ts';
import { order, Shop, shopProject } from './shop.suite.ts';

const BATCHES = 12;
const CALLS = 1_000;
const USERS = 50;
const PATIENCE = { timeout: 50_000, interval: 20 };

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ commitMax: 10 });
  await shop.running.applyProject(shopProject());
});
afterAll(() => shop.close());

function batchOf(name: string): JsonObject[] {
  return Array.from({ length: CALLS }, (_, i) => order(`u${i % USERS}`, `${name}-${i}`, 1));
}

/** Resolves when it is on disk or answered; otherwise the answer comes later. */
async function store(name: string): Promise<{ readonly answer: Promise<Response>; readonly early: Response | undefined }> {
  const { end } = (await shop.running.measures()).log;
  let early: Response | undefined;
  const answer = shop.post('batch', { batch: batchOf(name) }).then((response) => (early = response));
  const isStored = async (): Promise<boolean> => (await shop.running.measures()).log.end >= end + CALLS;
  await vi.waitFor(async () => expect(early !== undefined || (await isStored())).toBe(true), PATIENCE);
  return { answer, early };
}

async function expectEachOnce(calls: number): Promise<void> {
  await shop.running.settle();
  const traits: unknown[] = [];
  for await (const customer of shop.running.customers()) traits.push(customer.traits);
  expect(traits).toHaveLength(USERS);
  for (const one of traits) expect(one).toMatchObject({ orders: calls / USERS, spent: calls / USERS });
  const { door, engine, delivery } = await shop.running.measures();
  expect(door).toMatchObject({ accepted: calls, duplicates: 0, held: 0 });
  expect(engine).toMatchObject({ behind: 0 });
  expect(delivery).toMatchObject({ open: 0, totals: { sent: USERS } });
}

test('who waits for its answers is never refused, and the engine has little before it', async () => {
  const behind: number[] = [];
  for (let number = 0; number < BATCHES; number++) {
    expect((await shop.post('batch', { batch: batchOf(`a${number}`) })).status).toBe(200);
    behind.push((await shop.running.measures()).engine.behind);
  }
  expect(Math.max(...behind)).toBeLessThan(2 * CALLS);
  await expectEachOnce(BATCHES * CALLS);
});

test('who does not wait gets 429 with Retry-After, and after a while every call is there once', async () => {
  const refused: Response[] = [];
  const answers: Promise<Response>[] = [];
  // Until it was too much: how soon that is depends on who gets more of the machine.
  let number = 0;
  for (; number < BATCHES || refused.length === 0; number++) {
    await vi.waitFor(async () => {
      const { answer, early } = await store(`b${number}`);
      if (early?.status === 429) refused.push(early);
      expect(early?.status).not.toBe(429);
      answers.push(answer);
    }, PATIENCE);
  }
  for (const answer of refused) {
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await answer.json()).toMatchObject({ success: false, accepted: 0, code: 'VOLANO_OVERLOADED' });
  }
  for (const answer of answers) expect((await answer).status).toBe(200);
  const calls = (BATCHES + number) * CALLS;
  await expectEachOnce(calls);

  await shop.call(order('u0', 'one-more', 1));
  await shop.running.settle();
  const profile = await shop.running.profileOf({ namespace: 'user_id', value: 'u0' });
  expect(profile!.traits).toMatchObject({ orders: calls / USERS + 1 });
});

test('an orderly end answers what is held', async () => {
  const answers: Promise<Response>[] = [];
  for (let number = 0; number < 3 || (await shop.running.measures()).door.held === 0; number++) {
    const { answer, early } = await store(`c${number}`);
    if (early?.status !== 429) answers.push(answer);
  }
  await shop.reopen();
  for (const answer of answers) expect((await answer).status).toBe(200);
  await shop.running.settle();
  expect((await shop.running.measures()).engine).toMatchObject({ behind: 0 });
});
