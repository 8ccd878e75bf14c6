import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { readCorrection } from './correction.ts';
import { compileCorrection } from './corrector.ts';

const TOLD = { source: 'pos', event: 'order completed', code: 'VOLANO_EVENT_INVALID', field: 'total' };

function corrected(call: JsonObject, ...steps: object[]): JsonObject {
  return compileCorrection(readCorrection({ rules: [{ steps }] }))(call, TOLD);
}

const properties = (all: JsonObject): JsonObject => ({ properties: all });

describe('steps', () => {
  test.each<[string, JsonObject, object, JsonObject]>([
    ['set at the root', { event: 'a' }, { set: 'event', value: 'B' }, { event: 'B' }],
    ['set makes what is on the way', {}, { set: 'properties.a.b', value: 1 }, properties({ a: { b: 1 } })],
    ['but breaks nothing', properties({ a: 5 }), { set: 'properties.a.b', value: 1 }, properties({ a: 5 })],
    ['set if missing', properties({ a: null, b: 2 }), { set: 'properties.a', value: 1, ifMissing: true }, properties({ a: 1, b: 2 })],
    ['which is there', properties({ a: 0 }), { set: 'properties.a', value: 1, ifMissing: true }, properties({ a: 0 })],
    [
      'set in each element',
      properties({ products: [{ sku: 1 }, 'x'] }),
      { set: 'properties.products[].currency', value: 'CNY' },
      properties({ products: [{ sku: 1, currency: 'CNY' }, 'x'] }),
    ],
    ['rename', properties({ amount: 3, x: 1 }), { rename: 'properties.amount', to: 'properties.total' }, properties({ x: 1, total: 3 })],
    ['move', { userId: 'u', ...properties({}) }, { rename: 'userId', to: 'properties.buyer' }, properties({ buyer: 'u' })],
    ['rename of nothing', properties({ a: 1 }), { rename: 'properties.b', to: 'properties.c' }, properties({ a: 1 })],
    [
      'rename in each element',
      properties({ products: [{ p: 1 }, {}, { p: 3 }] }),
      { rename: 'properties.products[].p', to: 'properties.products[].price' },
      properties({ products: [{ price: 1 }, {}, { price: 3 }] }),
    ],
    ['remove', properties({ a: 1, b: 2 }), { remove: 'properties.a' }, properties({ b: 2 })],
    ['remove the elements', properties({ l: [1, 2, 3] }), { remove: 'properties.l[]' }, properties({ l: [] })],
    ['convert to a number', properties({ a: '1,234.5' }), { convert: 'properties.a', as: 'number' }, properties({ a: 1234.5 })],
    ['of the continent', properties({ a: '1.234,5' }), { convert: 'properties.a', as: 'number', decimal: ',' }, properties({ a: 1234.5 })],
    ['what is none stays', properties({ a: 'free' }), { convert: 'properties.a', as: 'number' }, properties({ a: 'free' })],
    ['convert to an integer', properties({ a: '7' }), { convert: 'properties.a', as: 'integer' }, properties({ a: 7 })],
    ['convert to a boolean', properties({ a: '是' }), { convert: 'properties.a', as: 'boolean' }, properties({ a: true })],
    ['convert to text', properties({ a: 7 }), { convert: 'properties.a', as: 'text' }, properties({ a: '7' })],
    ['convert from JSON', properties({ a: '[{"sku":"s"}]' }), { convert: 'properties.a', as: 'json' }, properties({ a: [{ sku: 's' }] })],
    [
      'convert to a time of a zone',
      properties({ at: '02/03/2026 08:00' }),
      { convert: 'properties.at', as: 'time', pattern: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' },
      properties({ at: '2026-03-02T00:00:00.000Z' }),
    ],
    [
      'convert seconds',
      { timestamp: 1_700_000_000 },
      { convert: 'timestamp', as: 'time', pattern: 'seconds' },
      { timestamp: '2023-11-14T22:13:20.000Z' },
    ],
    [
      'convert each element',
      properties({ products: [{ price: '1' }, { price: 2 }] }),
      { convert: 'properties.products[].price', as: 'number' },
      properties({ products: [{ price: 1 }, { price: 2 }] }),
    ],
    ['map values', properties({ a: 1, b: 'x' }), { map: 'properties.a', values: { 1: 'paid' } }, properties({ a: 'paid', b: 'x' })],
    ['others stay', properties({ a: 'x' }), { map: 'properties.a', values: { 1: 'paid' } }, properties({ a: 'x' })],
    ['or go', properties({ a: 'x' }), { map: 'properties.a', values: { 1: 'paid' }, otherwise: 'remove' }, properties({})],
    [
      'inherited names are no values',
      properties({ a: 'constructor' }),
      { map: 'properties.a', values: { b: 1 }, otherwise: 'remove' },
      properties({}),
    ],
  ])('%s', (_, before, step, after) => {
    const untouched = structuredClone(before);
    expect(corrected(before, step)).toEqual(after);
    expect(before).toEqual(untouched);
  });

  test('come one after the other, and only where the rule is for them', () => {
    const correct = compileCorrection(
      readCorrection({
        rules: [
          { when: { source: 'web' }, steps: [{ set: 'event', value: 'Web' }] },
          { when: { source: 'pos', field: 'total' }, steps: [{ set: 'event', value: 'Order Completed' }] },
          { when: { event: 'Order Completed' }, steps: [{ remove: 'event' }] },
        ],
      }),
    );
    expect(correct({ event: 'order completed' }, TOLD)).toEqual({ event: 'Order Completed' });
  });
});

describe('a correction that is none', () => {
  test.each<[string, unknown, RegExp]>([
    ['nothing', null, /its root/],
    ['no rules', { rules: [] }, /rules/],
    ['an unknown key', { rules: [{ steps: [{ remove: 'event' }], if: 1 }] }, /rules\[0\].*if/],
    ['no verb', { rules: [{ steps: [{ drop: 'event' }] }] }, /rules\[0\]\.steps\[0\] is none of the steps set, rename/],
    ['a path from nowhere', { rules: [{ steps: [{ remove: 'total' }] }] }, /remove begins at the call/],
    ['a path that is none', { rules: [{ steps: [{ remove: 'properties.a[0]' }] }] }, /steps\[0\].remove is a path such as/],
    ['two lists', { rules: [{ steps: [{ remove: 'properties.a[].b[].c' }] }] }, /steps\[0\].remove is a path such as/],
    ['the prototype', { rules: [{ steps: [{ set: 'properties.__proto__.x', value: 1 }] }] }, /is a path such as/],
    ['a move out of a list', { rules: [{ steps: [{ rename: 'properties.l[].a', to: 'properties.a' }] }] }, /to must lie in the same list/],
    ['no such type', { rules: [{ steps: [{ convert: 'properties.a', as: 'money' }] }] }, /as: /],
    ['two verbs', { rules: [{ steps: [{ set: 'event', value: 1, remove: 'event' }] }] }, /steps\[0\]/],
  ])('%s is refused with its place', (_, json, message) => {
    expect(() => readCorrection(json)).toThrow(message);
    expect(() => readCorrection(json)).toThrow(expect.objectContaining({ code: 'VOLANO_CORRECTION_INVALID' }));
  });

  test('a zone that there is not', () => {
    const correction = readCorrection({ rules: [{ steps: [{ convert: 'timestamp', as: 'time', zone: 'Mars/Olympus' }] }] });
    expect(() => compileCorrection(correction)).toThrow(/rules\[0\]\.steps\[0\]/);
  });
});
