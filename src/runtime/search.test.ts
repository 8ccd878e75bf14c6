import { afterAll, beforeAll, expect, test } from 'vitest';
import { order, Shop, shopProject } from './shop.suite.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(shopProject());
  for (const user of ['ada-1', 'ada-2', 'adam', 'ben', '收银'])
    await shop.call({ ...order(user, `o-${user}`, 1), anonymousId: `ada-of-${user}` });
  await shop.running.settle();
});
afterAll(() => shop.close());

const search = (prefix: string, more: object = {}) =>
  shop.running.questions.search({ prefix, namespaces: ['anonymous_id', 'user_id'], limit: 10, ...more });
const values = async (asked: ReturnType<typeof search>) => (await asked).customers.map(({ matched }) => matched[1]);

test('finds by how an identifier begins, in its order, with all that the customer is known by', async () => {
  expect(await values(search('ada', { namespaces: ['user_id'] }))).toEqual(['ada-1', 'ada-2', 'adam']);
  expect(await values(search('收', { namespaces: ['user_id'] }))).toEqual(['收银']);
  expect(await values(search('ADA'))).toEqual([]);
  const [found] = (await search('ben')).customers;
  expect(found!.identifiers.map(([, value]) => value).toSorted()).toEqual(['ada-of-ben', 'ben']);
  expect(await shop.running.profileOf({ customer: found!.customer })).toMatchObject({ customer: found!.customer });
});

test('goes on over namespaces from page to page, and ends', async () => {
  const whole = await values(search('ada'));
  const paged: string[] = [];
  for (let after: object = {}, pages = 1; ; pages++) {
    const { customers, next } = await search('ada', { limit: 3, ...after });
    paged.push(...customers.map(({ matched }) => matched[1]));
    if (!next) {
      expect(pages).toBe(3);
      break;
    }
    after = { after: next };
  }
  expect(whole).toHaveLength(8);
  expect(paged).toEqual(whole);
});

test('looks only where it is told to', async () => {
  expect(await values(search('ada', { namespaces: [] }))).toEqual([]);
});
