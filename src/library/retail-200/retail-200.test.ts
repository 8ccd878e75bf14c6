import { describe, expect, it } from 'vitest';
import { type Definition, defineTag, defineWorkspace, problemsOf, property, referencesOf, type TagDefinition } from '../../define/index.ts';
import { type LibraryDefinition, overridden, type Retail200Options, retail200 } from '../index.ts';
import { EVENTS, GROUPS, PROPERTIES } from './options.ts';
import { shapeOf } from './shape.suite.ts';

const NAME = { en: '-', zh: '-' };
const workspace = defineWorkspace({ id: 'shop', name: NAME, timeZone: 'UTC', currency: 'CNY', seed: 's' });

function tagsOf(definitions: readonly Definition[]): readonly TagDefinition[] {
  return definitions.filter((one): one is TagDefinition => one.kind === 'tag');
}

function idsOf(options: Retail200Options): readonly string[] {
  return tagsOf(retail200(options)).map(({ id }) => id);
}

describe('retail-200', () => {
  const definitions = retail200();
  const tags = tagsOf(definitions);

  it('has over 200 tags in fourteen groups, each with its own id', () => {
    expect(tags.length).toBeGreaterThanOrEqual(200);
    expect(new Set(tags.map(({ group }) => group))).toEqual(new Set(GROUPS));
    const keys = definitions.map(({ kind, id }) => `${kind} ${id}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const group of GROUPS) expect(tags.filter((tag) => tag.group === group).length, group).toBeGreaterThanOrEqual(10);
  });

  it('counts no event for what it does not say: no filter is true of a property that is missing', () => {
    const text = JSON.stringify(definitions);
    const filters = [...text.matchAll(/"field":"(property\.[^"]+)","operator":"(notBetween|notIn|!=|doesNot\w+|containsNone)"/g)];
    // An order that says nothing of its channel is one of the online shop: tills say theirs.
    expect(filters.map(([, field, operator]) => `${field} ${operator}`)).toEqual(['property.channel !=']);
  });

  it('has at least 60 structurally different rules', () => {
    const shapes = new Set(tags.map(({ rule }) => shapeOf(rule)));
    expect(shapes.size).toBeGreaterThanOrEqual(60);
  });

  it('says of every tag what it means in both languages, whose it is and when it ends', () => {
    for (const { id, group, name, description, owner, expiry } of tags) {
      expect(id.startsWith(`${group}_`), id).toBe(true);
      expect(name.en.trim(), id).not.toBe('');
      expect(description!.en, id).toMatch(/\.$/);
      expect(description!.zh, id).toMatch(/。$/);
      expect(owner, id).not.toBe('');
      expect(expiry, id).toMatch(/^\d+d$/);
    }
    const names = tags.map(({ group, name }) => `${group} ${name.zh}`);
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
  });

  it('is a valid part of a project by itself, as plain JSON', () => {
    expect(problemsOf({ definitions: [workspace, ...definitions] })).toEqual([]);
    expect(JSON.parse(JSON.stringify(definitions))).toEqual(definitions);
  });

  it('has no trait that no tag needs', () => {
    const read = new Set(definitions.flatMap(referencesOf).map(({ kind, id }) => `${kind} ${id}`));
    const unread = definitions.filter(({ kind, id }) => kind === 'trait' && !read.has(`trait ${id}`));
    expect(unread).toEqual([]);
  });

  it('shares what it counts: few parts, few windows', () => {
    const computed = definitions.flatMap((one) => (one.kind === 'trait' && 'aggregate' in one ? [one] : []));
    const parts = new Set(computed.map(({ event, property: path }) => `${event} ${path?.includes('[]') ? path.split('[]')[0] : ''}`));
    expect(parts.size).toBeLessThanOrEqual(Object.keys(EVENTS).length + 3);
    const windows = new Set(computed.flatMap(({ window }) => (window === undefined ? [] : [JSON.stringify(window)])));
    expect(windows.size).toBeLessThanOrEqual(8);
  });

  it('contradictions lead to tags of the library, never to the tag itself', () => {
    const ids = new Set(tags.map(({ id }) => id));
    const all = tags.flatMap(({ id, contradicts = [] }) => contradicts.map((other) => [id, other] as const));
    expect(all.length).toBeGreaterThan(30);
    for (const [id, other] of all) {
      expect(ids.has(other), `${id} contradicts ${other}`).toBe(true);
      expect(other).not.toBe(id);
    }
    expect(all).toContainEqual(['value_high', 'risk_refunds_most']);
  });
});

describe('what a project says about itself', () => {
  it('takes groups, and leaves groups and single tags out', () => {
    expect(new Set(tagsOf(retail200({ only: ['price'] })).map(({ group }) => group))).toEqual(new Set(['price']));
    expect(idsOf({ except: ['price'] }).some((id) => id.startsWith('price_'))).toBe(false);
    const without = idsOf({ except: ['value_top'] });
    expect(without).not.toContain('value_top');
    // It reads the one that was left out.
    expect(without).not.toContain('value_super_user');
    expect(without).toContain('value_high');
  });

  it('a group brings the tags of others that its own read', () => {
    const ids = idsOf({ only: ['value'] });
    expect(ids).toEqual(expect.arrayContaining(['value_super_user', 'stage_active', 'risk_refunds_often']));
    expect(problemsOf({ definitions: [workspace, ...retail200({ only: ['value'] })] })).toEqual([]);
  });

  it.each(Object.keys(EVENTS) as (keyof typeof EVENTS)[])('without the event of %s nothing reads it, and the rest is valid', (role) => {
    const definitions = retail200({ events: { [role]: false } });
    expect(JSON.stringify(definitions)).not.toMatch(/⊘/);
    expect(problemsOf({ definitions: [workspace, ...definitions] })).toEqual([]);
    expect(tagsOf(definitions).length).toBeLessThan(tagsOf(retail200()).length);
  });

  it.each(Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[])('without the property of %s the rest is valid', (role) => {
    const definitions = retail200({ properties: { [role]: false } });
    expect(JSON.stringify(definitions)).not.toMatch(/⊘/);
    expect(problemsOf({ definitions: [workspace, ...definitions] })).toEqual([]);
  });

  it('its own names, words, categories, cities and amounts stand in the rules', () => {
    const definitions = retail200({
      events: { order: 'Invoice Paid' },
      properties: { revenue: 'amount' },
      words: { store: 'shop' },
      categories: [{ id: 'tea', value: 'Tea & Co', name: { en: 'tea', zh: '茶' } }],
      cities: [{ id: 'york', value: 'York', name: { en: 'York', zh: '约克' } }],
      amounts: { typicalOrder: 40, highPrice: 25 },
      owner: { price: 'pricing' },
      expiry: '90d',
    });
    expect(problemsOf({ definitions: [workspace, ...definitions] })).toEqual([]);
    const text = JSON.stringify(definitions);
    expect(text).not.toContain('Order Completed');
    const of = (id: string) => definitions.find((one) => one.id === id) as TagDefinition;
    expect(of('category_tea_buyer').rule).toEqual({
      combinator: 'and',
      rules: [{ field: 'trait.category_list', operator: 'contains', value: 'Tea & Co' }],
    });
    expect(of('place_york').rule.rules).toEqual([{ field: 'trait.city', operator: '=', value: 'York' }]);
    expect(of('value_large_basket').rule.rules).toEqual([{ field: 'trait.mean_order', operator: '>=', value: 80 }]);
    expect(of('price_premium_buyer').rule.rules).toEqual([{ field: 'trait.highest_price', operator: '>=', value: 25 }]);
    expect(of('price_coupon_user')).toMatchObject({ owner: 'pricing', expiry: '90d' });
    expect(of('revenue' as string)).toMatchObject({ event: 'Invoice Paid', property: 'amount' });
  });

  it('where each line is an event, orders are counted by their id, and only those that count', () => {
    const definitions = retail200({ orderLines: true, properties: { orderId: 'invoice' }, orderWhere: property('paid').is(true) });
    const paid = { combinator: 'and', rules: [{ field: 'property.paid', operator: '=', value: true }] };
    const trait = (id: string): LibraryDefinition | undefined => definitions.find((one) => one.kind === 'trait' && one.id === id);
    expect(trait('orders_90d')).toMatchObject({ aggregate: 'distinct_count', property: 'invoice', window: { last: '90d' }, where: paid });
    expect(trait('revenue')).toMatchObject({ aggregate: 'sum', where: paid });
    expect(problemsOf({ definitions: [workspace, ...definitions] })).toEqual([]);
  });

  it('is overridden like everything of the library', () => {
    const own = defineTag({ id: 'value_top', name: NAME, owner: 'me', rule: property('x').is(1), group: 'value' });
    const replaced = overridden<LibraryDefinition>(retail200(), own);
    expect(replaced.find(({ id }) => id === 'value_top')).toBe(own);
    expect(replaced).toHaveLength(retail200().length);
  });

  it('ids are those of every version before', () => {
    // Names that projects, segments and journeys refer to: none of them may go.
    const kept = ['stage_dormant', 'value_high', 'rfm_champion', 'price_discount_hunter', 'channel_omnichannel', 'daytime_night'];
    expect(idsOf({})).toEqual(
      expect.arrayContaining([...kept, 'device_app_daily', 'place_store_lingers', 'loyalty_advocate', 'service_needs_call']),
    );
    expect(idsOf({})).toEqual(
      expect.arrayContaining(['community_top_referrer', 'risk_refunds_most', 'interest_hot', 'category_gift_buyer']),
    );
  });
});

describe('the shape of a rule', () => {
  const shape = (rule: TagDefinition['rule']): string => shapeOf(rule);
  const rule = (field: string, operator: string, value?: unknown): never => ({ field, operator, value }) as never;
  const all = (...rules: never[]): TagDefinition['rule'] => ({ combinator: 'and', rules });

  it('forgets ids, values, durations and the order of what is joined', () => {
    expect(shape(all(rule('trait.a', '>=', 1)))).toBe(shape(all(rule('trait.b', '>=', 900))));
    const window = (last: string) => rule('event.A', 'performed', { within: { last } });
    expect(shape(all(window('1d')))).toBe(shape(all(window('90d'))));
    expect(shape(all(rule('trait.a', '=', 1), window('1d')))).toBe(shape(all(window('2d'), rule('trait.b', '=', 'x'))));
  });

  it('keeps operators, kinds of fields, parts of a history and how rules are joined', () => {
    const shapes = [
      all(rule('trait.a', '>=', 1)),
      all(rule('trait.a', '<=', 1)),
      all(rule('tag.a', '=', true)),
      { ...all(rule('trait.a', '>=', 1)), not: true },
      all(rule('trait.a', '>=', 1), rule('trait.b', '>=', 1)),
      { ...all(rule('trait.a', '>=', 1), rule('trait.b', '>=', 1)), combinator: 'or' as const },
      all(rule('event.A', 'performed', { within: { last: '1d' } })),
      all(rule('event.A', 'performed', { within: { this: 'day' } })),
      all(rule('event.A', 'performed', { within: { last: '1d' }, where: all(rule('property.x', '=', 1)) })),
    ].map(shape);
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});
