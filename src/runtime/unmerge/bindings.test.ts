/** What staff binds and takes out, on the running product: over HTTP in, and what engine, warehouse and verify say afterwards. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Identifier } from '../../core/index.ts';
import { defineNamespace, type Project } from '../../define/index.ts';
import { readKnowledge } from '../../learn/index.ts';
import { verifyHere } from '../installed.suite.ts';
import { Shop, shopProject } from '../shop.suite.ts';

const name = { en: 'x', zh: 'x' };
const PROJECT: Project = {
  definitions: [
    ...shopProject().definitions,
    defineNamespace({ id: 'card', name, priority: 1, limit: 2, blocked: ['0-0'] }),
    defineNamespace({ id: 'till', name, priority: 95, limit: 1, merges: false }),
  ],
};

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(PROJECT);
});
afterAll(() => shop.close());

const card = (id: string): Identifier => ['card', id];
const phone = (id: string): Identifier => ['anonymous_id', id];
const by = { by: 'ann' };

async function order(messageId: string, revenue: number, ...identifiers: readonly Identifier[]): Promise<void> {
  const externalIds = identifiers.map(([type, id]) => ({ type, id }));
  await shop.call({ type: 'track', event: 'Order Completed', messageId, properties: { revenue }, context: { externalIds } });
}

const profileOf = async ([namespace, value]: Identifier) => (await shop.running.profileOf({ namespace, value }))!;

/** Evaluator and SQL say the same of everybody. */
async function expectAgreement(): Promise<void> {
  await shop.running.settle();
  const asked = PROJECT.definitions.filter((one) => one.id !== 'busy' && one.id !== 'rank' && one.id !== 'top');
  const inWarehouse = await readKnowledge(shop.running.warehouse, asked, { now: Date.now(), edges: {} });
  const live: { customer: string; traits: object; tags: readonly string[]; segments: readonly string[] }[] = [];
  for await (const { id, traits: all, tags } of shop.running.customers()) {
    // There once the edges of the quantiles have been computed.
    const { rank: _, ...traits } = all;
    live.push({ customer: id, traits, tags, segments: [] });
  }
  expect(inWarehouse).toEqual(live);
}

describe('bind', () => {
  test('shows what would come of it, and makes two profiles one', async () => {
    await order('a1', 20, card('ada'));
    await order('b1', 5, phone('ada'));
    await shop.running.settle();
    const [ada, other] = [(await profileOf(card('ada'))).customer, (await profileOf(phone('ada'))).customer];
    const { bindings } = shop.running;
    const preview = await bindings.previewBind(phone('ada'), card('ada'));
    expect(preview.after.events).toBe(preview.before.reduce((sum, { events }) => sum + events, 0));
    expect(preview).toMatchObject({
      outcome: 'merged',
      customer: ada,
      before: [
        { customer: ada, traits: { orders: 1, spent: 20 } },
        { customer: other, traits: { orders: 1, spent: 5 } },
      ],
      after: { customer: ada, traits: { orders: 2, spent: 25 }, identifiers: [card('ada'), phone('ada')] },
    });
    expect((await profileOf(phone('ada'))).customer).toBe(other);
    expect(await bindings.bind(phone('ada'), card('ada'), by)).toEqual({ outcome: 'merged', customer: ada });
    expect(await profileOf(phone('ada'))).toMatchObject({ customer: ada, absorbed: [other], traits: { orders: 2, spent: 25 } });
    expect(await bindings.bind(phone('ada'), card('ada'), by)).toEqual({ outcome: 'bound', customer: ada });
    await expectAgreement();
  });

  test('is in the history, and is undone like any other merge, by its cause too', async () => {
    const history = (await shop.running.identityHistory({ namespace: 'card', value: 'ada' }))!;
    expect(history.merges).toMatchObject([{ said: 'bind', by: 'ann', identifiers: [phone('ada'), card('ada')] }]);
    const { from } = history.merges[0]!;
    expect(await shop.running.unmerge({ cause: { identifier: phone('ada') } }, { by: 'ann', max: 9 })).toMatchObject({ merges: 1 });
    expect(await profileOf(phone('ada'))).toMatchObject({ customer: from, traits: { orders: 1, spent: 5 } });
    expect((await shop.running.identityHistory({ namespace: 'card', value: 'ada' }))!.apart).toHaveLength(1);
    await expectAgreement();
  });

  test('unites what was parted; then nothing keeps them apart', async () => {
    const { customer } = await shop.running.bindings.bind(card('ada'), phone('ada'), by);
    expect((await shop.running.identityHistory({ customer }))!.apart).toEqual([]);
    expect((await profileOf(phone('ada'))).customer).toBe(customer);
    await expectAgreement();
  });

  test('links what nobody has', async () => {
    expect(await shop.running.bindings.previewBind(card('spare'), phone('ada'))).toMatchObject({
      outcome: 'linked',
      after: { identifiers: expect.arrayContaining([card('spare')]) },
    });
    expect(await shop.running.bindings.bind(card('spare'), phone('ada'), by)).toMatchObject({ outcome: 'linked' });
    const history = (await shop.running.identityHistory({ namespace: 'card', value: 'spare' }))!;
    expect(history.links.find(({ identifier }) => identifier[1] === 'spare')).toMatchObject({ said: 'bind', by: 'ann' });
  });

  test.each([
    ['VOLANO_IDENTIFIER_BLOCKED', card('0-0'), card('ada')],
    ['VOLANO_IDENTIFIER_BLOCKED', phone('x'), card('null')],
    ['VOLANO_IDENTIFIER_SHARED', ['till', '4'] as Identifier, card('ada')],
    ['VOLANO_RESOURCE_UNKNOWN', phone('x'), card('nobody')],
    ['VOLANO_BIND_EXCEEDED', card('third'), card('ada')],
  ])('is refused with what to do (%s)', async (code, identifier, to) => {
    await expect(shop.running.bindings.previewBind(identifier, to)).rejects.toMatchObject({ code });
    await expect(shop.running.bindings.bind(identifier, to, by)).rejects.toMatchObject({ code });
  });
});

describe('unbind', () => {
  test('shows both sides, and takes the identifier out with what came under it', async () => {
    await order('t1', 1, phone('tablet'));
    await order('t2', 2, phone('tablet'), card('bob'));
    await order('t3', 4, phone('tablet'));
    await order('t4', 8, card('bob'));
    await shop.running.settle();
    const { customer } = await profileOf(card('bob'));
    const { bindings } = shop.running;
    const { before, after } = await bindings.previewUnbind(phone('tablet'));
    expect(before).toMatchObject({ customer, traits: { orders: 4, spent: 15 } });
    expect(after.map(({ identifiers, traits }) => [identifiers, traits.spent])).toEqual([
      [[card('bob')], 10],
      [[phone('tablet')], 5],
    ]);
    const unbound = await bindings.unbind(phone('tablet'), by);
    expect(await profileOf(card('bob'))).toMatchObject({ customer, traits: { orders: 2, spent: 10 } });
    expect(await profileOf(phone('tablet'))).toMatchObject({ customer: unbound.customer, traits: { orders: 2, spent: 5 } });
    await expectAgreement();
    const history = (await shop.running.identityHistory({ customer: unbound.customer }))!;
    expect(history).toMatchObject({ links: [{ said: 'unbind', by: 'ann' }], apart: [[unbound.customer, customer]] });
  });

  test('no event brings it back, until it is bound', async () => {
    await order('t5', 16, phone('tablet'), card('bob'));
    await order('t6', 32, phone('tablet'));
    await shop.running.settle();
    expect((await profileOf(card('bob'))).traits).toMatchObject({ orders: 3, spent: 26 });
    expect((await profileOf(phone('tablet'))).traits).toMatchObject({ orders: 3, spent: 37 });
    await shop.running.bindings.bind(phone('tablet'), card('bob'), by);
    expect((await profileOf(phone('tablet'))).traits).toMatchObject({ orders: 6, spent: 63 });
    await expectAgreement();
    await shop.running.bindings.unbind(phone('tablet'), by);
    expect((await profileOf(phone('tablet'))).traits).toMatchObject({ orders: 3, spent: 37 });
    await expectAgreement();
  });

  test('is refused of the only one, and of what nobody has', async () => {
    const { bindings } = shop.running;
    for (const ask of [bindings.previewUnbind.bind(bindings), (one: Identifier) => bindings.unbind(one, by)]) {
      await expect(ask(phone('tablet'))).rejects.toMatchObject({ code: 'VOLANO_UNBIND_ALONE' });
      await expect(ask(phone('nobody'))).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    }
  });
});

test('the log says the same (verify)', async () => {
  await shop.running.settle();
  const { equal, difference } = await verifyHere(shop.directory);
  expect(difference).toBeUndefined();
  expect(equal).toBe(true);
});
