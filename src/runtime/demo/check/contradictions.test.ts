import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineTag, trait } from '../../../define/index.ts';
import { order, Shop, shopProject } from '../../shop.suite.ts';
import { contradictionsCheck } from './contradictions.ts';

const name = { en: '-', zh: '-' };
const project = {
  definitions: [
    ...shopProject().definitions,
    defineTag({ id: 'high', name, owner: 'o', rule: trait('spent').atLeast(50), contradicts: ['seldom'] }),
    defineTag({ id: 'seldom', name, owner: 'o', rule: trait('orders').is(1) }),
  ],
};

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(project);
  await shop.batch(order('ada', 'a', 80), order('bob', 'b', 5), order('cid', 'c', 40), order('cid', 'd', 40));
  await shop.running.settle();
});
afterAll(() => shop.close());

test('live states and warehouse name as many', async () => {
  const customers = [];
  for await (const customer of shop.running.customers()) customers.push(customer);
  expect(await contradictionsCheck(shop.running.warehouse, project, customers)).toEqual({
    ...{ name: 'contradictions', expected: 1, live: 1, warehouse: 1, ok: true },
  });
});

test('and where they do not it is not met', async () => {
  expect(await contradictionsCheck(shop.running.warehouse, project, [])).toMatchObject({ live: 0, warehouse: 1, ok: false });
});
