import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineJourney, definePlacement, defineRecommendation, defineTemplate, onEvent, type Project, send } from '../define/index.ts';
import { Shop, shopProject } from './shop.suite.ts';

const name = { en: 'Name', zh: '名称' };
let shop: Shop;

const project: Project = {
  definitions: [
    ...shopProject().definitions,
    defineRecommendation({
      id: 'goes_with',
      name,
      event: 'Order Completed',
      item: 'products[].product_id',
      fields: { title: 'products[].name' },
      of: 'product_id',
      top: 2,
    }),
    defineTemplate({ id: 'more', name, body: 'Also:{% for item in recommend.goes_with %} {{ item.title }}{% endfor %}' }),
    defineJourney({
      id: 'viewed',
      name,
      stage: 'activate',
      trigger: onEvent('Product Viewed'),
      reentry: 'always',
      steps: [send({ id: 'tell', channel: 'capture', template: 'more', purpose: 'offers', messageClass: 'service' })],
    }),
    definePlacement({
      id: 'beside',
      name,
      candidates: [{ id: 'more', name, recommend: 'goes_with', template: 'more' }],
      fallback: { recommend: 'goes_with' },
    }),
  ],
};

const bought = (user: string, messageId: string, ...items: readonly string[]) => ({
  ...{ type: 'track', event: 'Order Completed', userId: user, messageId },
  properties: { products: items.map((id) => ({ product_id: id, name: `The ${id}` })) },
});

beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(project);
  await shop.batch(
    bought('ada', 'o1', 'tea', 'cup'),
    bought('bob', 'o2', 'tea', 'cup'),
    bought('cy', 'o3', 'tea', 'milk'),
    bought('dee', 'o4', 'soap'),
  );
  await shop.running.settle();
  await shop.running.refreshModels();
  await shop.running.settle();
});
afterAll(() => shop.close());

const decide = (user: string, context: Readonly<Record<string, string>> = {}) =>
  shop.running.questions.decisions.decide({ placement: 'beside', whom: { identifiers: [['user_id', user]] }, context, log: false });

test('a placement brings items with it, for what the customer took or for what is at hand, and says where they come from', async () => {
  expect(await decide('dee', { product_id: 'cup' })).toMatchObject({
    chosen: 'more',
    content: {
      items: [
        { id: 'tea', by: 'together', because: 'cup', title: 'The tea' },
        { id: 'milk', by: 'popular' },
      ],
      rendered: { body: 'Also: The tea The milk' },
    },
  });
  // Nothing that she has just taken; and whom nobody knows gets what is popular.
  expect((await decide('ada')).content.items!.map(({ id }) => id)).toEqual(['milk', 'soap']);
  expect((await decide('nobody')).content.items!.map(({ id }) => id)).toEqual(['tea', 'cup']);
});

test('who looks sees what the model knows of an item, and what a customer gets', async () => {
  const { recommendations } = shop.running.questions;
  expect(recommendations.ids()).toEqual(['goes_with']);
  const tea = await recommendations.answer({ recommendation: 'goes_with', about: { item: 'tea' } });
  expect(tea).toMatchObject({ known: 4, item: { id: 'tea', fields: { title: 'The tea' }, with: [['cup', expect.any(Number)]] } });
  expect((await recommendations.answer({ recommendation: 'goes_with', about: { item: 'x' } })).item).toBeNull();
  const whom = { identifiers: [['user_id', 'ada']] } as const;
  const ada = await recommendations.answer({ recommendation: 'goes_with', about: { whom } });
  expect(ada.items!.map(({ id }) => id)).toEqual(['milk', 'soap']);
  await expect(recommendations.answer({ recommendation: 'x', about: { whom } })).rejects.toThrow('no recommendation');
  const nobody = { whom: { customer: 'nobody' } };
  await expect(recommendations.answer({ recommendation: 'goes_with', about: nobody })).rejects.toThrow('no customer');
});

test('a message says what was recommended when it was decided', async () => {
  await shop.batch({ type: 'track', event: 'Product Viewed', userId: 'dee', messageId: 'v1', properties: { product_id: 'cup' } });
  await shop.running.settle();
  const { customer } = (await shop.running.profileOf({ namespace: 'user_id', value: 'dee' }))!;
  const [message] = (await shop.running.messagesOf([customer], { limit: 5 })).messages.filter(({ journey }) => journey === 'viewed');
  const captured = await shop.running.outbox.get(message!.message);
  expect(captured?.content.body).toBe('Also: The tea The milk');
});

test('a later model takes the place of an earlier one', async () => {
  await shop.batch(bought('eve', 'o5', 'cup', 'spoon'), bought('fay', 'o6', 'cup', 'spoon'), bought('gus', 'o7', 'cup', 'spoon'));
  await shop.running.settle();
  await shop.running.refreshModels();
  await shop.running.settle();
  expect((await decide('dee', { product_id: 'cup' })).content.items!.map(({ id }) => id)).toEqual(['spoon', 'tea']);
});
