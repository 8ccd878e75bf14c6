import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/index.ts';
import { inferEvents } from './infer.ts';
import { renderInferred } from './render.ts';
import { propertyOf } from './values.ts';

const many = (make: (i: number) => Json, count = 100): Json[] => Array.from({ length: count }, (_, i) => make(i));
const property = (path: string, values: readonly Json[], hasCurrency = false) => propertyOf(path, values, { hasCurrency });

describe('a property', () => {
  test.each<[string, string, Json[], object]>([
    ['boolean', 'gift', many((i) => i % 2 === 0), { type: 'boolean' }],
    ['integer with room above', 'quantity', many((i) => i % 9), { type: 'integer', min: 0, max: 100 }],
    ['number', 'weight', many((i) => i + 0.5), { type: 'number', min: 0, max: 1_000 }],
    ['number below zero', 'change', many((i) => i - 50.5), { type: 'number', min: -1_000, max: 500 }],
    ['too few numbers for a range', 'weight', [1.5, 2.5], { type: 'number' }],
    ['time', 'paid_at', many((i) => `2026-03-0${1 + (i % 9)}T10:00:00Z`), { type: 'time' }],
    ['date', 'day', many(() => '2026-03-01'), { type: 'time' }],
    ['no time', 'day', many(() => '2026-99-01'), { type: 'string', allowed: ['2026-99-01'] }],
    ['few values', 'status', many((i) => ['open', 'paid', 'sent'][i % 3]!), { type: 'string', allowed: ['open', 'paid', 'sent'] }],
    ['many values', 'title', many((i) => `a title ${i} of its own`), { type: 'string' }],
    ['ids', 'order_id', many((i) => `o-${i}`), { type: 'string', pattern: '^o-[0-9]+$' }],
    ['few numbered values are no ids', 'tier', many((i) => `t${i % 3}`), { type: 'string', allowed: ['t0', 't1', 't2'] }],
    ['list', 'labels', many(() => ['a']), { type: 'list' }],
    ['whatever', 'x', many((i) => (i % 2 === 0 ? 1 : 'a')), { type: 'any' }],
    ['a few that are wrong change nothing', 'total', many((i) => (i === 7 ? 'free' : 1)), { type: 'integer', min: 0, max: 10 }],
    [
      'e-mail',
      'contact',
      many((i) => `a${i}@shop.example`),
      { type: 'string', dataClass: 'personal', pattern: expect.stringContaining('@') as never },
    ],
    [
      'phone',
      'phone_number',
      many((i) => `+86 138 0013 ${1000 + i}`),
      { type: 'string', dataClass: 'personal', pattern: expect.stringContaining('[0-9]') as never },
    ],
    ['name', 'first_name', many(() => '小明'), { type: 'string', dataClass: 'personal' }],
    ['device', 'device_id', many((i) => `${i}x`), { type: 'string', dataClass: 'pseudonymous' }],
  ])('%s', (_, path, values, expected) => {
    expect(property(path, values)).toEqual(expected);
  });

  test('an amount of money, where there is a currency', () => {
    expect(
      property(
        'total',
        many(() => 1.5),
        true,
      ),
    ).toMatchObject({ currency: 'property.currency' });
    expect(
      property(
        'total',
        many(() => 1.5),
      ),
    ).not.toHaveProperty('currency');
    expect(
      property(
        'weight',
        many(() => 1.5),
        true,
      ),
    ).not.toHaveProperty('currency');
  });
});

describe('events', () => {
  const orders = many(
    (i): JsonObject => ({
      order_id: `o-${i}`,
      total: i + 0.5,
      currency: 'EUR',
      coupon: i % 2 === 0 ? `SAVE ${i} now` : null,
      address: { city: ['Bath', 'York'][i % 2]!, geo: { lat: 1.5, deep: { er: 1 } } },
      products: [
        { sku: `s-${i}`, price: 2.5, tags: ['a'] },
        { sku: `s-${i}x`, price: 3.5 },
      ],
      labels: ['new'],
    }),
  ).map((properties) => ({ event: 'Order Completed', properties: properties as JsonObject }));

  test('their paths, what is required, and how often it was there', () => {
    const [order] = inferEvents(orders);
    const { properties } = order!.definition;
    expect(Object.keys(properties!).sort()).toEqual(
      [
        'order_id',
        'total',
        'currency',
        'coupon',
        'address.city',
        'address.geo.lat',
        'address.geo.deep',
        'products',
        'products[].sku',
        'products[].price',
        'products[].tags',
        'labels',
        'labels[]',
      ].sort(),
    );
    expect(properties!.total).toEqual({ type: 'number', min: 0, max: 1_000, currency: 'property.currency', required: true });
    expect(properties!['products[].price']).toMatchObject({ type: 'number', required: true });
    expect(properties!['products[].tags']).not.toHaveProperty('required');
    expect(properties!.coupon).not.toHaveProperty('required');
    expect(order!.shares).toMatchObject({ coupon: 0.5, order_id: 1, 'products[].tags': 0.5 });
  });

  test('few events say nothing of what is required; what the door puts into a page is known', () => {
    const [page, rare] = inferEvents([
      { event: '$page', properties: { path: '/', title: 'x', theme: 'dark' } },
      { event: 'Rare', properties: { a: 1 } },
    ]);
    expect(page!.definition.properties).toEqual({ theme: { type: 'string' } });
    expect(rare!.definition.properties).toEqual({ a: { type: 'integer' } });
  });

  test('as TypeScript', () => {
    const text = renderInferred(inferEvents([...orders, { event: 'order completed', properties: {} }, { event: '下单', properties: {} }]));
    expect(text).toContain("import { defineEvent } from 'volano';");
    expect(text).toContain('export const orderCompletedEvent = defineEvent({\n  id: "Order Completed",');
    expect(text).toContain('export const orderCompletedEvent2 = defineEvent({\n  id: "order completed",');
    expect(text).toContain('export const event = defineEvent({\n  id: "下单",');
    expect(text).toContain('    "products[].price": { type: "number", required: true,');
    expect(text).toContain('// 50%');
  });
});
