import { afterAll, beforeAll, expect, test } from 'vitest';
import { definePlacement, defineTemplate, type Project, property, trait } from '../../define/index.ts';
import { order, Shop, shopProject, view } from '../shop.suite.ts';

const name = { en: 'Offer', zh: '优惠' };
let shop: Shop;

const project: Project = {
  definitions: [
    ...shopProject().definitions,
    defineTemplate({ id: 'hello', name, subject: 'For you', body: 'Hello {{ trait.city }}, from {{ event.page | default: "home" }}' }),
    definePlacement({
      id: 'home',
      name,
      purpose: 'offers',
      candidates: [
        { id: 'city', name, template: 'hello', priority: 'high' },
        { id: 'buyers', name, fields: { image: 'gift.png' }, when: trait('orders').atLeast(1), limit: { max: 1, per: '1d' } },
        { id: 'cart', name, when: property('page').is('cart') },
      ],
      fallback: { fields: { image: 'plain.png' } },
    }),
  ],
};

beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(project);
  await shop.batch(order('ada', 'o1', 10), view('bob', 'v1'), {
    type: 'identify',
    userId: 'cy',
    messageId: 'i1',
    traits: { city: 'Rome' },
  });
  await shop.running.settle();
});
afterAll(() => shop.close());

const decide = (user: string, more: { readonly context?: Readonly<Record<string, string>>; readonly log?: boolean } = {}) =>
  shop.running.questions.decisions.decide({
    ...{ placement: 'home', context: {}, log: false },
    ...more,
    whom: {
      identifiers: [
        ['user_id', user],
        ['anonymous_id', 'nobody'],
      ],
    },
  });

test('each customer sees what is best for them, rendered; what cannot be rendered gives way, with the reason', async () => {
  const [ada, bob, cy] = await Promise.all([decide('ada'), decide('bob', { context: { page: 'cart' } }), decide('cy')]);
  expect(ada).toMatchObject({
    chosen: 'buyers',
    content: { fields: { image: 'gift.png' } },
    candidates: [{ leftOut: { rule: 'template', read: { reason: 'variable_missing: trait.city' } } }, { candidate: 'buyers' }, {}],
    exposure: {
      event: 'Promotion Viewed',
      properties: { promotion_id: 'buyers', name: 'Offer', position: 'home', decision_id: ada.decision },
    },
  });
  expect(bob).toMatchObject({ chosen: 'cart', content: {} });
  expect(cy).toMatchObject({
    chosen: 'city',
    content: { rendered: { subject: 'For you', body: 'Hello Rome, from home', format: 'text' } },
  });
  expect(
    await shop.running.questions.decisions.decide({ placement: 'home', whom: { customer: cy.customer! }, context: {}, log: false }),
  ).toMatchObject({
    customer: cy.customer,
    chosen: 'city',
  });
});

test('an unknown customer sees the fallback, an unknown placement is refused', async () => {
  expect(await decide('zoe')).toMatchObject({ customer: null, chosen: null, content: { fields: { image: 'plain.png' } } });
  await expect(
    shop.running.questions.decisions.decide({ placement: 'x', whom: { customer: 'c' }, context: {}, log: false }),
  ).rejects.toThrow('no placement');
});

test('the exposure that comes back counts in the limit, and a decision that is logged is in the history', async () => {
  const { exposure, decision } = await decide('ada', { log: true });
  await shop.batch({ type: 'track', userId: 'ada', messageId: 'shown', event: exposure!.event, properties: exposure!.properties });
  await shop.running.settle();
  expect(await decide('ada')).toMatchObject({
    chosen: null,
    candidates: [{}, { leftOut: { rule: 'limit', read: { shown: 1, max: 1 } } }, {}],
  });
  const rows = await shop.running.warehouse.query<{ event: string; id: string }>(
    `SELECT event, messageId AS id FROM events WHERE event = 'Placement Decided'`,
  );
  expect(rows).toEqual([{ event: 'Placement Decided', id: decision }]);
});
