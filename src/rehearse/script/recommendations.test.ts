import { expect, test } from 'vitest';
import {
  branch,
  defineJourney,
  defineRecommendation,
  defineTemplate,
  onEvent,
  type Project,
  recommended,
  send,
} from '../../define/index.ts';
import { shop } from '../shop.suite.ts';
import { customer, goesWith } from './customer.ts';
import { reached, sent } from './expectations.ts';
import { rehearse } from './scenario.ts';

const name = { en: 'Name', zh: '名称' };
const way = (id: string, template: string) => send({ id, channel: 'capture', template, purpose: 'care', messageClass: 'service' });
const PURPOSE = shop().definitions.find(({ kind }) => kind === 'purpose')!.id;
const about = (id: string, template: string) => ({ ...way(id, template), purpose: PURPOSE });

const project: Project = {
  definitions: [
    ...shop().definitions,
    defineRecommendation({
      id: 'goes_with',
      name,
      event: 'Order Completed',
      item: 'products[].product_id',
      category: 'products[].category',
      by: ['together', 'category'],
      of: 'product_id',
    }),
    defineTemplate({ id: 'more', name, body: 'See{% for item in recommend.goes_with %} {{ item.title | default: item.id }}{% endfor %}' }),
    defineTemplate({ id: 'plain', name, body: 'See the shop' }),
    defineJourney({
      id: 'looked',
      name,
      stage: 'activate',
      trigger: onEvent('Product Looked At'),
      reentry: 'always',
      steps: [
        branch({ when: recommended('goes_with').contains('cup'), then: [about('some', 'more')], otherwise: [about('none', 'plain')] }),
      ],
    }),
  ],
};

const MODEL = {
  tea: { with: ['cup', 'milk'], category: 'drinks', fields: { title: 'Tea' } },
  cup: { with: ['tea'], fields: { title: 'A cup' } },
  milk: { category: 'drinks' },
};

test('a branch and a template read what goes with the item at hand', () =>
  rehearse(project, () => {
    goesWith('goes_with', MODEL);
    customer('ada')
      .does('Product Looked At', { product_id: 'tea' })
      .expect(reached('looked', 'some'), sent('more', { body: 'See A cup milk' }))
      .does('Product Looked At', { product_id: 'soap' })
      .expect(sent('plain', { times: 1 }));
  }));

test('what the customer has just bought is not recommended', () =>
  rehearse(project, () => {
    goesWith('goes_with', MODEL);
    customer('ada')
      .does('Order Completed', { products: [{ product_id: 'cup' }] })
      .does('Product Looked At', { product_id: 'tea' })
      .expect(sent('plain'))
      .after('31 days')
      .does('Product Looked At', { product_id: 'tea' })
      .expect(sent('more', { body: 'See A cup milk' }));
  }));

test('a name that there is not is said before anything runs', async () => {
  await expect(rehearse(project, () => goesWith('goes_wit', MODEL))).rejects.toThrow('Did you mean "goes_with"?');
});
