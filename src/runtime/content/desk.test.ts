/** Against the product as a whole: real releases, a real customer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Definition, defineBlock, defineTemplate, fingerprintOf, type Project } from '../../define/index.ts';
import { order, Shop, shopProject } from '../shop.suite.ts';

const name = { en: 'Name', zh: '名称' };
const isBuyer = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 1 }] } as const;
const footer = (words: string) => defineBlock({ id: 'footer', name, type: 'footer', body: words });
const mail = (words: string): Definition =>
  defineTemplate({
    id: 'news',
    name,
    subject: `${words} for {{ trait.orders }}`,
    body: '<p>Dear {{ trait.city }}, {{ event.product.name }}</p>{% block "footer" %}',
    locales: { zh: { subject: '新品', body: '<p>您好</p>{% block "footer" %}' } },
    variants: { buyer: { when: isBuyer as never, subject: 'Again', body: 'Again, {{ event.n | default: 1 }}’' } },
  });
const plain = defineTemplate({
  id: 'plain',
  name,
  subject: 'For {{ trait.orders }}',
  body: '<p>Dear {{ trait.city }}, <a href="https://shop.example/">{{ event.product.name }}</a></p>{% if event.x %}{{ event.y }}{% endif %}',
});
const project = (...more: Definition[]): Project => ({ definitions: [...shopProject().definitions, ...more] });

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.running.applyProject(project(mail('News'), footer('Bye')), 'opening');
  await shop.running.applyProject(project(mail('Fresh news'), footer('Good bye'), plain));
  await shop.batch(order('u1', 'o1', 10));
  await shop.running.settle();
});
afterAll(() => shop.close());

const desk = () => shop.running.questions.content;
const [lookup] = [{ namespace: 'user_id', value: 'u1' }];

test('what there is, where it is used, and who has approved it', () => {
  const items = new Map(
    desk()
      .list()
      .map((one) => [one.id, one]),
  );
  const blocks = new Map([['footer', footer('Good bye')]]);
  expect(items.get('news')).toMatchObject({
    kind: 'template',
    version: 2,
    approval: 'draft',
    locales: ['zh'],
    variants: ['buyer'],
    usedBy: [],
  });
  expect(items.get('news')!.fingerprint).toBe(fingerprintOf(mail('Fresh news') as never, blocks));
  expect(items.get('footer')).toMatchObject({ kind: 'block', version: 2, usedBy: [{ kind: 'template', id: 'news' }] });
});

describe('a preview', () => {
  test('is of the variant that the customer would get', async () => {
    const shown = await desk().preview({ template: 'news', lookup });
    expect(shown).toMatchObject({ version: 2, variant: 'buyer', subject: 'Again', text: 'Again, 1’', missing: [] });
    expect(shown.sms).toMatchObject({ encoding: 'ucs2', segments: 1, foreign: ['’'] });
    expect(shown).not.toHaveProperty('html');
  });

  test('says which variables are missing, and shows where they stand', async () => {
    const shown = await desk().preview({ template: 'plain', lookup });
    expect(shown).toMatchObject({ subject: 'For 1', missing: ['trait.city', 'event.product.name'] });
    expect(shown.html).toContain('Dear ⟨trait.city⟩');
    expect(shown.text).toBe('Dear ⟨trait.city⟩, ⟨event.product.name⟩ (https://shop.example/)\n');
    const filled = await desk().preview({ template: 'plain', lookup, event: { product: { name: '<b>' }, x: true } });
    expect(filled.missing).toEqual(['trait.city', 'event.y']);
    expect(filled.html).toContain('&lt;b&gt;');
  });

  test('in a language, of a version, with the values of the customer and what is missing', async () => {
    const zh = await desk().preview({ template: 'news', lookup, locale: 'zh-CN', variant: 'buyer' });
    expect(zh.locale).toBeUndefined();
    const first = shop.running.releases.list[0]!.definitions.find(({ definition }) => definition.id === 'news')!;
    expect(first.built!.body).toContain('Bye');
    await expect(desk().preview({ template: 'news', lookup, variant: 'gone' })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    await expect(desk().preview({ template: 'nope', lookup })).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
    await expect(desk().preview({ template: 'news', lookup: { customer: 'nobody' } })).rejects.toMatchObject({
      code: 'VOLANO_RESOURCE_UNKNOWN',
    });
  });
});

test('what differs between versions, blocks included, in words', () => {
  const { versions, from, to, changes } = desk().versions('news');
  expect(versions).toEqual([
    { version: 1, release: 1, note: 'opening' },
    { version: 2, release: 2 },
  ]);
  expect([from, to]).toEqual([1, 2]);
  expect(changes.map(({ field }) => field)).toEqual(['subject', 'body', 'locales.zh.body']);
  expect(changes[0]!.words.slice(0, 2)).toEqual([
    { sign: '-', text: 'News' },
    { sign: '+', text: 'Fresh news' },
  ]);
});

test('one template goes back, with the blocks of its time, and all else stays', async () => {
  const { release } = await shop.running.applyProject(desk().rolledBack('news', 1));
  expect(release.number).toBe(3);
  const { changes } = desk().versions('news', { from: 1 });
  expect(changes).toEqual([]);
  expect(release.definitions.find(({ definition }) => definition.id === 'footer')!.definition).toEqual(footer('Good bye'));
  expect(() => desk().rolledBack('news', 9)).toThrow('news version 9');
});
