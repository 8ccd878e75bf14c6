/** Wrong merges taken back on the running product: over HTTP in, and what engine, warehouse and verify say afterwards. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineNamespace, type Project } from '../../define/index.ts';
import { readKnowledge } from '../../learn/index.ts';
import { verifyHere } from '../installed.suite.ts';
import { order, Shop, shopProject, view } from '../shop.suite.ts';

const PROJECT: Project = {
  definitions: [...shopProject().definitions, defineNamespace({ id: 'card', name: { en: 'Card', zh: '卡' }, priority: 1, limit: 5 })],
};

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(PROJECT);
});
afterAll(() => shop.close());

const profileOf = async (value: string, namespace = 'user_id') => (await shop.running.profileOf({ namespace, value }))!;

/** Evaluator and SQL say the same of everybody, whatever time has done since the events. */
async function expectAgreement(): Promise<void> {
  await shop.running.settle();
  const { definitions } = PROJECT;
  const asked = definitions.filter((one) => one.id !== 'busy' && one.id !== 'rank' && one.id !== 'top');
  const inWarehouse = await readKnowledge(shop.running.warehouse, asked, { now: Date.now(), edges: {} });
  const live: { customer: string; traits: object; tags: readonly string[]; segments: readonly string[] }[] = [];
  for await (const { id, traits: all, tags } of shop.running.customers()) {
    // There once the edges of the quantiles have been computed.
    const { rank: _, ...traits } = all;
    live.push({ customer: id, traits, tags, segments: [] });
  }
  expect(inWarehouse).toEqual(live);
}

describe('one wrong merge', () => {
  let ada: string;
  let bob: string;
  beforeAll(async () => {
    await shop.call({ type: 'identify', userId: 'ada', anonymousId: 'ada-phone', messageId: 'i1', traits: { city: 'Bologna' } });
    await shop.call(order('ada', 'o1', 20));
    // Of two that entered in one millisecond it is their ids, drawn at random, that say which is the older.
    await shop.running.settle();
    await shop.call({ type: 'track', event: 'Order Completed', anonymousId: 'bob-phone', messageId: 'o2', properties: { revenue: 5 } });
    await shop.running.settle();
    ada = (await profileOf('ada')).customer;
    bob = (await profileOf('bob-phone', 'anonymous_id')).customer;
    // Ada lends her phone.
    await shop.call(view('ada', 'v1', { anonymousId: 'bob-phone' }));
    await shop.call({ type: 'track', event: 'Order Completed', anonymousId: 'bob-phone', messageId: 'o3', properties: { revenue: 7 } });
    await shop.running.settle();
  });

  test('can be found: what linked each identifier, and what caused the merge', async () => {
    const history = (await shop.running.identityHistory({ namespace: 'anonymous_id', value: 'bob-phone' }))!;
    expect(history.customer).toBe(ada);
    expect(history.merges).toMatchObject([{ from: bob, into: ada, event: 'View', message: 'v1', source: 'default' }]);
    expect(history.merges[0]!.identifiers).toEqual(
      expect.arrayContaining([
        ['user_id', 'ada'],
        ['anonymous_id', 'bob-phone'],
      ]),
    );
    expect(history.links.find(({ identifier }) => identifier[1] === 'bob-phone')).toMatchObject({ customer: bob, message: 'o2' });
    expect(await shop.running.identityHistory({ customer: 'nobody' })).toBeUndefined();
  });

  test('is previewed, and nothing changes by that', async () => {
    // Meanwhile the minute of the one window may pass.
    const lasting = async () => ({ ...(await profileOf('ada')), position: 0, segments: [] });
    const before = await lasting();
    const { profiles, merges, sample } = await shop.running.previewUnmerge({ customer: ada, from: [bob] });
    expect({ profiles, merges }).toEqual({ profiles: 1, merges: 1 });
    expect(sample[0]!.before).toMatchObject({ customer: ada, traits: { orders: 3, spent: 32 } });
    // The product's own events of each (that it saw an experiment) are counted as well.
    expect(sample[0]!.after.reduce((sum, { events }) => sum + events, 0)).toBe(sample[0]!.before.events);
    expect(sample[0]!.after).toMatchObject([
      { customer: ada, traits: { orders: 1, spent: 20, city: 'Bologna' }, tags: ['buyer'] },
      { customer: bob, identifiers: [['anonymous_id', 'bob-phone']], traits: { orders: 2, spent: 12 }, tags: ['buyer'] },
    ]);
    expect(await lasting()).toEqual(before);
    await expect(shop.running.previewUnmerge({ customer: ada, from: ['c-other'] })).rejects.toMatchObject({ code: 'VOLANO_MERGE_UNKNOWN' });
    await expect(shop.running.previewUnmerge({ customer: 'nobody', from: [bob] })).rejects.toMatchObject({
      code: 'VOLANO_RESOURCE_UNKNOWN',
    });
  });

  test('is undone, and both are whole again, for the engine and for the warehouse', async () => {
    const done = await shop.running.unmerge({ customer: ada, from: [bob] }, { by: 'staff', max: 10 });
    expect(done).toEqual({ profiles: 1, merges: 1, refused: [], left: 0 });
    expect(await profileOf('ada')).toMatchObject({ customer: ada, absorbed: [], traits: { orders: 1, spent: 20, city: 'Bologna' } });
    const other = await profileOf('bob-phone', 'anonymous_id');
    expect(other).toMatchObject({ customer: bob, absorbed: [], traits: { orders: 2, spent: 12 }, tags: [{ id: 'buyer' }] });
    expect(other.traits).not.toHaveProperty('city');
    // Both had entered the journey before they became one; the older instance went on, and is of the order that began it.
    await expect
      .poll(async () => (await profileOf('ada')).journeys, { timeout: 20_000 })
      .toMatchObject([{ journey: 'after_order', step: 'rest' }]);
    await expectAgreement();
    await expect(shop.running.unmerge({ customer: ada, from: [bob] }, { by: 'staff', max: 10 })).rejects.toMatchObject({
      code: 'VOLANO_MERGE_UNKNOWN',
    });
  });

  test('stays undone when both are named again, and what comes later falls to the right one', async () => {
    await shop.call(view('ada', 'v2', { anonymousId: 'bob-phone' }));
    await shop.call({ type: 'track', event: 'Order Completed', anonymousId: 'bob-phone', messageId: 'o4', properties: { revenue: 1 } });
    await shop.running.settle();
    expect((await profileOf('ada')).customer).toBe(ada);
    expect(await profileOf('bob-phone', 'anonymous_id')).toMatchObject({ customer: bob, traits: { orders: 3, spent: 13 } });
    expect((await shop.running.identityHistory({ customer: bob }))!.apart).toEqual([[bob, ada]]);
    await expectAgreement();
  });
});

describe('a message that was decided while two were one', () => {
  test('is explained to the one whose event it answered', async () => {
    await shop.call({ type: 'identify', userId: 'cyd', anonymousId: 'cyd-phone', messageId: 'c1', traits: { city: 'Lucca' } });
    await shop.call({ type: 'track', event: 'View', anonymousId: 'dan-phone', messageId: 'd1' });
    // With several partitions what names the phone first would else be found out by who is quickest.
    await shop.running.settle();
    await shop.call(view('cyd', 'c2', { anonymousId: 'dan-phone' }));
    await shop.running.settle();
    await shop.call({ type: 'track', event: 'Order Completed', anonymousId: 'dan-phone', messageId: 'd2', properties: { revenue: 3 } });
    await shop.running.settle();
    const { customer, absorbed } = await profileOf('cyd');
    const [decided] = await shop.running.warehouse.query<{ message: string }>(
      `SELECT subject AS message FROM facts WHERE kind = 'message' AND action = 'decided' AND customer IN ('${[customer, ...absorbed].join("', '")}')`,
    );
    await shop.running.unmerge({ customer, from: absorbed }, { by: 'staff', max: 1 });
    const dan = await profileOf('dan-phone', 'anonymous_id');
    expect(dan.journeys).toMatchObject([{ journey: 'after_order', step: 'rest' }]);
    expect((await profileOf('cyd')).journeys).toEqual([]);
    const { message: explained } = await shop.running.explain({ lookup: { customer: dan.customer }, message: decided!.message });
    expect(JSON.stringify(explained!.chain)).toContain('"d2"');
    await expectAgreement();
  });
});

describe('what one till has united', () => {
  const PEOPLE = 9;
  const TILL = { identifier: ['anonymous_id', 'till'] as const };
  const idOf = async (n: number) => (await profileOf(`card-${n}`, 'card')).customer;
  const ids: string[] = [];

  beforeAll(async () => {
    const sale = (n: number, messageId: string, anonymousId: string) =>
      shop.call({
        type: 'track',
        event: 'Order Completed',
        messageId,
        anonymousId,
        properties: { revenue: n },
        context: { externalIds: [{ id: `card-${n}`, type: 'card' }] },
      });
    for (let n = 0; n < PEOPLE; n++) await sale(n, `first-${n}`, `phone-${n}`);
    await shop.running.settle();
    for (let n = 0; n < PEOPLE; n++) ids.push(await idOf(n));
    for (let n = 0; n < PEOPLE; n++) await sale(n, `till-${n}`, 'till');
    for (let n = 0; n < PEOPLE; n++) await sale(n, `after-${n}`, `phone-${n}`);
    await shop.running.settle();
  });

  test('is counted and shown before anything is done', async () => {
    expect(new Set(await Promise.all(ids.map((_, n) => idOf(n)))).size).toBeLessThan(PEOPLE);
    const { profiles, merges, sample } = await shop.running.previewUnmerge({ cause: TILL });
    expect(profiles).toBeGreaterThan(0);
    expect(merges).toBeGreaterThan(2);
    expect(sample[0]!.after.length).toBeGreaterThan(1);
    for (const cause of [
      { source: 'default', ...TILL },
      { since: 0, until: Date.now() + 60_000, ...TILL },
    ])
      expect((await shop.running.previewUnmerge({ cause })).merges).toBe(merges);
    expect((await shop.running.previewUnmerge({ cause: { message: 'till-3' } })).merges).toBeLessThanOrEqual(1);
    for (const cause of [{ source: 'other' }, { until: 1 }, { message: 'first-1' }, { identifier: ['email', 'till'] as const }])
      expect((await shop.running.previewUnmerge({ cause })).profiles).toBe(0);
  });

  test('is undone by one command; everybody has what is theirs', async () => {
    const { merges } = await shop.running.previewUnmerge({ cause: TILL });
    const done = await shop.running.unmerge({ cause: TILL }, { by: 'staff', max: 1_000 });
    expect(done).toMatchObject({ merges, refused: [], left: 0 });
    expect(await Promise.all(ids.map((_, n) => idOf(n)))).toEqual(ids);
    for (const [n] of ids.entries()) expect((await profileOf(`card-${n}`, 'card')).traits).toMatchObject({ orders: 3, spent: 3 * n });
    expect((await shop.running.previewUnmerge({ cause: TILL })).profiles).toBe(0);
    await expectAgreement();
  });

  test('and the log says the same (verify)', async () => {
    await shop.running.settle();
    const { equal, difference } = await verifyHere(shop.directory);
    expect(difference).toBeUndefined();
    expect(equal).toBe(true);
  });

  test('and after a restart the warehouse still does', async () => {
    await shop.reopen();
    expect(await Promise.all(ids.map((_, n) => idOf(n)))).toEqual(ids);
    await expectAgreement();
  });
});
