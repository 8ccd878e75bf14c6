/** B1 to B3 where several processes have one inbox: each is a desk of its own over one store. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../../base/index.ts';
import { Desk, openMemoryState, type StateStore } from '../../../port/state/index.ts';
import { outgoing } from '../channel.suite.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { createWatching } from './watching.ts';

let store: StateStore;
let now: number;
let one: Inbox;
let other: Inbox;
beforeEach(async () => {
  store = await openMemoryState();
  now = 5_000;
  [one, other] = [1, 2].map(() => openInbox({ desk: new Desk(store, 'inbox'), now: () => now, shared: true })) as [Inbox, Inbox];
});
afterEach(() => store.close());

const put = (inbox: Inbox, id: string, customer = 'c1'): Promise<unknown> => inbox.put(outgoing(id, { customer }), DAY);
const ids = async (inbox: Inbox, customers = ['c1']): Promise<string[]> =>
  (await inbox.list(customers, { limit: 99 })).map(({ origin }) => origin.message);

test('the same message put by both at once is there once (B1)', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, i) => [put(one, `m${i}`), put(other, `m${i}`)]).flat());
  expect((await ids(one)).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `m${i}`).sort());
});

test('messages that come to both in the same millisecond have numbers of their own (B3)', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => [put(one, `a${i}`), put(other, `b${i}`)]).flat());
  const numbers = (await one.list(['c1'], { limit: 99 })).map(({ number }) => number);
  expect(new Set(numbers).size).toBe(20);
});

test('what one has put and marked, the other sees, and both marks stay (B2)', async () => {
  await put(one, 'm1');
  await Promise.all([one.mark('m1', { clicked: 0 }), other.mark('m1', { clicked: 1 }), one.mark('m1', 'opened')]);
  expect((await other.get('m1'))!.clicked.toSorted()).toEqual([0, 1]);
  await other.mark('m1', 'archived');
  expect(await ids(one)).toEqual([]);
});

test('trimming at the same time takes away what is due and nothing else', async () => {
  for (let i = 0; i < 70; i++) await put(one, `m${i}`);
  now += DAY;
  await Promise.all([put(one, 'n1'), put(other, 'n2')]);
  now += 30 * DAY;
  await Promise.all([put(one, 'n3'), put(other, 'n4'), put(one, 'n5')]);
  await put(other, 'n6');
  expect((await ids(other)).sort()).toEqual(['n3', 'n4', 'n5', 'n6']);
  expect([await one.forbid('m0'), await one.forbid('n1')]).toEqual(['forbidden', 'held']);
});

test('who watches at one is told of what the other changes, whichever id of the person it is about', async () => {
  const heard: string[] = [];
  const watch = createWatching({ inbox: one, idsOf: async (customer) => [customer, `${customer}-before`], askMs: 1 });
  const stop = watch('c1', () => heard.push('c1'));
  watch('c2', () => heard.push('c2'));
  const others = async (customer: string): Promise<string[]> => {
    await put(other, `m${now++}`, customer);
    return heard;
  };
  await others('c3');
  // Again and again: what they have seen is known once the store has been asked.
  await expect.poll(() => others('c1-before')).not.toEqual([]);
  expect(new Set(heard)).toEqual(new Set(['c1']));
  stop();
  await others('c1');
  await expect.poll(() => others('c2')).toContain('c2');
});

test('nothing is left of the versions of customers who have no message any more', async () => {
  await put(one, 'm1', 'gone');
  now += DAY;
  await put(one, 'm2', 'here');
  expect((await one.versions!(['gone', 'here'])).map((version) => version === '')).toEqual([true, false]);
});
