import { describe, expect, test } from 'vitest';
import { BESIDE, knownOf, matching, pathsOf, propertyType, traitType, type Vocabulary, withUsed } from './vocabulary.ts';

const EVENTS = [
  {
    id: 'Order Completed',
    properties: {
      total: { type: 'number' },
      count: { type: 'integer' },
      channel: { type: 'string', allowed: ['store', 'app'] },
      paidAt: { type: 'time' },
      coupons: { type: 'list' },
      products: { type: 'list' },
      'products[].sku': { type: 'string' },
      'products[].price': { type: 'number' },
      address: { type: 'object' },
      note: { type: 'any' },
    },
  },
  { id: 'Order Refunded', properties: { total: { type: 'number' }, channel: { type: 'number', allowed: ['app', 'web'] } } },
  { id: 'Email Opened' },
];
const TRAITS = [
  { id: 'orders', aggregate: 'count', event: 'Order Completed' },
  { id: 'last_channel', aggregate: 'last', event: 'Order Completed', property: 'channel' },
  { id: 'city', type: 'string' },
];
const vocabulary: Vocabulary = { names: { of: (_, id) => id, all: () => [] }, traits: TRAITS, events: EVENTS };

describe('a trait is of the type of', () => {
  test.each([
    ['what a source tells', { type: 'boolean' }, 'boolean'],
    ['a number that is counted or added up', { aggregate: 'sum', property: 'total' }, 'number'],
    ['the time of the first or last event', { aggregate: 'first', event: 'Order Completed' }, 'time'],
    ['the property of the first or last event', { aggregate: 'last', event: 'Order Completed', property: 'paidAt' }, 'time'],
    ['the most frequent value', { aggregate: 'most_frequent', event: 'Order Completed', property: 'channel' }, 'string'],
    ['a list of what there was', { aggregate: 'distinct_list', event: 'Order Completed', property: 'channel' }, 'list'],
    ['a bin', { score: { of: 'orders', bins: 5 } }, 'number'],
    ['arithmetic', { formula: { op: 'divide' } }, 'number'],
    ['texts joined', { formula: { op: 'concat' } }, 'string'],
    ['a comparison', { formula: { op: 'compare' } }, 'boolean'],
    ['whichever branch', { formula: { op: 'if' } }, 'unknown'],
    ['nothing that is known', {}, 'unknown'],
  ])('%s', (_, trait, type) => expect(traitType({ id: 'x', ...trait }, EVENTS)).toBe(type));

  test('a trait that nobody has defined', () => expect(traitType(undefined, EVENTS)).toBe('unknown'));
});

describe('a property is of the type that', () => {
  test.each([
    ['the dictionary says', 'total', 'Order Completed', 'number'],
    ['a whole number is', 'count', 'Order Completed', 'number'],
    ['a list is', 'coupons', 'Order Completed', 'list'],
    ['a list of objects is', 'products', 'Order Completed', 'objects'],
    ['all events agree on', 'total', 'Order *', 'number'],
    ['events disagree on', 'channel', 'Order *', 'unknown'],
    ['anything may be', 'note', 'Order Completed', 'unknown'],
    ['an object is', 'address', 'Order Completed', 'unknown'],
    ['nobody has defined', 'unheard', 'Order Completed', 'unknown'],
    ['the clock has', '$local_time.hour', 'Order Completed', 'number'],
    ['a time of day has', '$time.clock', 'Order Completed', 'string'],
    ['a source has', '$source', '*', 'string'],
  ])('%s', (_, path, event, type) => expect(propertyType(path, event, EVENTS)).toBe(type));
});

describe('events are asked for', () => {
  const ids = (asked: string) => matching(asked, EVENTS).map(({ id }) => id);
  test('by name', () => expect(ids('Email Opened')).toEqual(['Email Opened']));
  test('by how names begin', () => expect(ids('Order *')).toEqual(['Order Completed', 'Order Refunded']));
  test('several at once', () => expect(ids('Email Opened | Order R*')).toEqual(['Order Refunded', 'Email Opened']));
  test('all of them', () => expect(ids('*')).toHaveLength(3));
  test('by a name that none has', () => expect(ids('Order')).toEqual([]));
});

test('paths are those of all events asked for, each once; within a list those of its entries', () => {
  expect(pathsOf('Order *', EVENTS).filter((path) => path === 'total')).toHaveLength(1);
  expect(pathsOf('Order Completed', EVENTS)[0]).toBe('address');
  expect(pathsOf('Order Completed', EVENTS, 'products')).toEqual(['price', 'sku']);
  expect(pathsOf('Email Opened', EVENTS)).toEqual([]);
  expect(BESIDE).toContain('$time.weekday');
});

test.each([
  ['tag.vip', 'member'],
  ['segment.loyal', 'member'],
  ['event.Order Completed', 'event'],
  ['bucket.spring', 'draw'],
  ['recommend.next', 'list'],
  ['trait.orders', 'number'],
  ['trait.unheard', 'unknown'],
  ['property.total', 'number'],
])('%s is of type %s', (field, type) => expect(knownOf(field, vocabulary, 'Order Completed')).toMatchObject({ field, type }));

test('values that the dictionary allows are known of a property and of a trait that takes them from it', () => {
  expect(knownOf('property.channel', vocabulary, 'Order Completed').allowed).toEqual(['store', 'app']);
  expect(knownOf('property.channel', vocabulary, 'Order *').allowed).toEqual(['store', 'app', 'web']);
  expect(knownOf('trait.last_channel', vocabulary).allowed).toEqual(['store', 'app']);
  expect(knownOf('trait.city', vocabulary)).not.toHaveProperty('allowed');
});

test('events that no dictionary has are known by the traits that are computed of them', () => {
  const traits = [
    { id: 'a', event: 'View|Email *' },
    { id: 'b', event: 'Order Completed' },
    { id: 'c', event: 'View' },
    { id: 'd', type: 'string' },
  ];
  expect(withUsed(EVENTS, traits).map(({ id }) => id)).toEqual(['Order Completed', 'Order Refunded', 'Email Opened', 'View']);
});
