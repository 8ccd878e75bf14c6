import { expect, test } from 'vitest';
import { suggestionsFor } from './suggest.ts';

const INVALID = 'VOLANO_EVENT_INVALID';
const ORDER = {
  kind: 'event',
  id: 'Order Completed',
  name: { en: 'Order', zh: '订单' },
  properties: {
    order_id: { type: 'string', required: true },
    total: { type: 'number', required: true },
    items: { type: 'integer' },
    paid: { type: 'boolean' },
    paid_at: { type: 'time' },
    currency: { type: 'string', allowed: ['CNY', 'EUR'] },
    'products[].price': { type: 'number' },
  },
} as const;
const VIEW = { kind: 'event', id: 'Product Viewed', name: { en: 'View', zh: '浏览' } } as const;
const EVENTS = [ORDER, VIEW] as never[];

const steps = (field: string, properties: object, more: object = {}) =>
  suggestionsFor({ event: 'Order Completed', code: INVALID, field, call: { type: 'track', properties }, ...more }, EVENTS).map(
    (rule) => rule.steps,
  );

test('each is for the calls of its source and event', () => {
  const [first] = suggestionsFor({ source: 'pos', event: 'Order Completed', code: INVALID, field: 'total' }, EVENTS);
  expect(first!.when).toEqual({ source: 'pos', event: 'Order Completed' });
});

test('what is missing may have come under another name, or be filled in', () => {
  expect(steps('total', { order_id: 'o1', ribbon: 'red', sub_total: '12.5' })).toEqual([
    [
      { rename: 'properties.sub_total', to: 'properties.total' },
      { convert: 'properties.total', as: 'number' },
    ],
    [{ set: 'properties.total', value: 0, ifMissing: true }],
    [
      { rename: 'properties.ribbon', to: 'properties.total' },
      { convert: 'properties.total', as: 'number' },
    ],
  ]);
  expect(steps('total', { order_id: 'o1', sub_total: 12.5 })[0]).toEqual([{ rename: 'properties.sub_total', to: 'properties.total' }]);
  expect(steps('currency', { order_id: 'o1' })).toEqual([[{ set: 'properties.currency', value: 'CNY', ifMissing: true }]]);
});

test('without a call to look at, one to start from', () => {
  expect(steps('total', {}, { call: undefined })).toEqual([
    [
      { rename: 'properties.amount', to: 'properties.total' },
      { convert: 'properties.total', as: 'number' },
    ],
  ]);
});

test.each([
  ['total', '12.5', { as: 'number' }],
  ['total', '1.012,50', { as: 'number', decimal: ',' }],
  ['items', '3', { as: 'integer' }],
  ['paid', 'yes', { as: 'boolean' }],
  ['paid_at', '31/12/2025 10:00', { as: 'time', pattern: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' }],
  ['order_id', 17, { as: 'text' }],
])('of another type, %s is converted: %j', (field, value, how) => {
  expect(steps(field, { [field]: value })).toEqual([[{ convert: `properties.${field}`, ...how }], [{ remove: `properties.${field}` }]]);
});

test('a value that is not allowed becomes the one that reads most like it', () => {
  expect(steps('currency', { currency: 'eur' })[0]).toEqual([{ map: 'properties.currency', values: { eur: 'EUR' } }]);
});

test('a property of a list is looked up in its elements', () => {
  expect(steps('products[].price', { products: [{ price: '9' }] })[0]).toEqual([{ convert: 'properties.products[].price', as: 'number' }]);
});

test('a property that nobody has defined is another name of one that is missing, or too much', () => {
  expect(steps('total_sum', { order_id: 'o1', total_sum: 5 })).toEqual([
    [{ rename: 'properties.total_sum', to: 'properties.total' }],
    [{ remove: 'properties.total_sum' }],
  ]);
});

test('an event that nobody has defined is another name of one that somebody has', () => {
  const of = (field: string) =>
    suggestionsFor({ event: 'order completed', code: INVALID, field, call: {} }, EVENTS).map((rule) => rule.steps);
  expect(of('')[0]).toEqual([{ set: 'event', value: 'Order Completed' }]);
  expect(of('total')).toEqual([[{ set: 'event', value: 'Order Completed' }], [{ set: 'event', value: 'Product Viewed' }]]);
});

test('who it is may stand in the properties', () => {
  const of = (call: unknown) => suggestionsFor({ code: 'VOLANO_CALL_WITHOUT_IDENTIFIER', call }, EVENTS).map((rule) => rule.steps);
  expect(of({ properties: { member_no: '7', total: 1 } })).toEqual([[{ rename: 'properties.member_no', to: 'userId' }]]);
  expect(of({})).toEqual([[{ rename: 'properties.user_id', to: 'userId' }]]);
});

test.each([
  ['type', { set: 'type', value: 'track' }],
  ['event', { set: 'event', value: 'Order Completed', ifMissing: true }],
  ['timestamp', { convert: 'timestamp', as: 'time', pattern: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' }],
])('what every call has begins with what mends that: %s', (field, step) => {
  expect(suggestionsFor({ code: 'VOLANO_CALL_INVALID', field }, EVENTS)[0]).toEqual({ when: {}, steps: [step] });
});

test('of an identify the traits are meant; a property is not taken for what every call has', () => {
  expect(suggestionsFor({ event: '$identify', code: INVALID, field: 'age' }, [])[0]!.steps[0]).toEqual({
    rename: 'traits.amount',
    to: 'traits.age',
  });
  expect(suggestionsFor({ code: INVALID, field: 'type' }, [])[0]!.steps[0]).toEqual({ rename: 'properties.amount', to: 'properties.type' });
  expect(suggestionsFor({ code: 'VOLANO_CALL_INVALID', field: 'context.page' }, [])[0]!.steps[0]).toMatchObject({ to: 'context.page' });
});
