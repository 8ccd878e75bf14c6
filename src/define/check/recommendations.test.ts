import { describe, expect, test } from 'vitest';
import {
  any,
  branch,
  defineJourney,
  definePlacement,
  defineRecommendation,
  defineSegment,
  defineTag,
  defineTemplate,
  exit,
  type JourneyInput,
  onEvent,
  property,
  type RecommendationInput,
  recommended,
} from '../index.ts';
import { referencesOf } from './references.ts';
import { problemsOf } from './validate.ts';
import { conditionsOf } from './walk.ts';

const name = { en: 'x', zh: 'x' };
const workspace = { kind: 'workspace', id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const plain: RecommendationInput = { id: 'goes_with', name, event: 'Order Completed', item: 'products[].product_id' };

const problems = (input: Partial<RecommendationInput>, ...more: readonly unknown[]) =>
  problemsOf({ definitions: [workspace, defineRecommendation({ ...plain, ...input }), ...more] }).map(({ message }) => message);

describe('a recommendation', () => {
  test.each([
    [{}],
    [
      {
        where: property('total').atLeast(1),
        category: 'products[].category',
        fields: { title: 'products[].name', price: 'products[].price' },
        basket: 'customer',
        halfLife: '30d',
        within: '180d',
        by: ['repurchase', 'category'],
        of: 'product_id',
        seeds: '60d',
        exclude: 'ever',
        stock: { event: 'Product Updated', item: 'product_id', inStock: 'in_stock' },
        top: 5,
        items: 500,
      },
    ],
    [{ exclude: '0s', item: 'product_id', category: 'category' }],
    [{ event: 'Order Completed|Product Viewed', stock: { event: 'Stock *', item: 'lines[].id', inStock: 'lines[].left' } }],
  ] satisfies readonly (readonly [Partial<RecommendationInput>])[])('that is right has no problems: %j', (input) => {
    expect(problems(input)).toEqual([]);
  });

  test.each([
    [{ id: 'goes-with' }, 'lower snake case'],
    [{ category: 'category' }, '"category" does not stand beside the item'],
    [{ fields: { title: 'lines[].name' } }, '"lines[].name" does not stand beside the item'],
    [{ fields: { by: 'products[].name' } }, 'every item has "by" already'],
    [{ fields: { Title: 'products[].name' } }, 'fields.Title'],
    [{ by: ['category'] }, 'by category needs the property'],
    [{ by: ['popular', 'popular'] }, 'each source is named once'],
    [{ by: [] }, 'by'],
    [{ top: 51 }, 'top'],
    [{ items: 0 }, 'items'],
    [{ halfLife: '0d' }, 'halfLife'],
    [{ item: 'a[].b[].c' }, 'item'],
    [{ stock: { event: 'Stock', item: 'a[].id', inStock: 'b[].left' } }, '"b[].left" stands in another list than "a[].id"'],
  ] satisfies readonly (readonly [Partial<RecommendationInput>, string])[])('%j: %s', (input, text) => {
    expect(problems(input).join('\n')).toContain(text);
  });

  test('has a filter that reads the event alone', () => {
    const definition = defineRecommendation({ ...plain, where: property('total').atLeast(1) });
    expect([...conditionsOf(definition)].map(({ path, scope }) => [path, scope])).toEqual([['where', 'property']]);
    expect([...conditionsOf(defineRecommendation(plain))]).toEqual([]);
  });
});

describe('what names a recommendation leans on it', () => {
  const body = '{% for item in recommend.goes_with %}{{ item.id }} {{ "recommend.no" }}{% endfor %} recommend.words {{ my.recommend.no }}';
  const template = defineTemplate({ id: 'more', name, subject: '{{ recommend.also.size }}', body });
  const placement = definePlacement({
    id: 'home',
    name,
    candidates: [{ id: 'a', name, recommend: 'goes_with' }],
    fallback: { recommend: 'popular' },
  });

  test('a template in its Liquid, a placement in its candidates and fallback', () => {
    expect(referencesOf(template).map(({ kind, id, path }) => `${kind} ${id} ${path}`)).toEqual([
      'recommendation also subject',
      'recommendation goes_with body',
    ]);
    expect(referencesOf(placement).map(({ id, path }) => `${id} ${path}`)).toEqual([
      'goes_with candidates[0].recommend',
      'popular fallback.recommend',
    ]);
  });

  test('one that there is not is refused', () => {
    expect(problems({}, template)).toEqual([expect.stringContaining('recommendation "also"')]);
    expect(problems({}, placement)).toEqual([expect.stringContaining('recommendation "popular"')]);
  });
});

describe('a condition on what is recommended', () => {
  const more = recommended('goes_with').notEmpty();
  const notFollowed = 'what is recommended is asked when';
  const trigger = onEvent('A', {});
  const step = exit();
  const journey = (input: Partial<JourneyInput>) =>
    defineJourney({ id: 'j', name, stage: 'retain', trigger, reentry: 'always', steps: [step], ...input });

  test('stands in branches, in entry conditions and in placements', () => {
    const placement = definePlacement({ id: 'home', name, candidates: [{ id: 'a', name, when: more }] });
    expect(problems({}, placement, journey({ when: more, steps: [branch({ when: any(more), then: [step] }), step] }))).toEqual([]);
    expect(referencesOf(placement).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['recommendation goes_with']);
  });

  test('and nowhere where it would have to be followed', () => {
    const segment = defineSegment({ id: 's', name, condition: more });
    const tag = defineTag({ id: 't', name, owner: 'crm', rule: more });
    for (const one of [segment, tag, journey({ goal: more }), journey({ exits: [more] })])
      expect(problems({}, one).join()).toContain(notFollowed);
    expect(problems({ where: more }).join()).toContain('a filter of events reads only their properties');
  });

  test('compares a list', () => {
    expect(problems({}, journey({ when: recommended('goes_with').atLeast(2) })).join()).toContain('does not fit a value of type list');
  });
});
