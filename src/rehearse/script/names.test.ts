import { describe, expect, test } from 'vitest';
import { shop } from '../shop.suite.ts';
import { knownNames, nearest, problemOf } from './names.ts';

const known = knownNames(shop());

describe('known names', () => {
  test("are the project's own, steps within steps included", () => {
    expect([...known.step].sort()).toEqual([
      'cart/again',
      'cart/click',
      'cart/last',
      'cart/note',
      'cart/pause',
      'cart/remind',
      'lapsed/call',
      'lapsed/hot',
      'lapsed/miss_a',
      'lapsed/miss_b',
      'lapsed/week',
      'lapsed/which',
    ]);
    expect([...known.channel]).toEqual(['mail', 'text', 'capture']);
    expect(known.event.has('Order Completed')).toBe(true);
    expect(known.event.has('Email Link Clicked')).toBe(true);
  });

  test.each([
    ['step', 'cart/pause', undefined],
    ['event', 'Order Completed', undefined],
    ['event', 'Newsletter Read', undefined],
    ['event', 'Order Complete', 'Did you mean "Order Completed"?'],
    ['segment', 'silence', 'Did you mean "silent"?'],
    ['trait', 'colour', 'the project has no trait "colour".'],
  ] as const)('%s %s', (kind, id, problem) => {
    const found = problemOf([kind, id], known);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toContain(problem);
  });
});

describe('the nearest name', () => {
  test.each([
    ['welcom', 'welcome'],
    ['WELCOME', 'welcome'],
    ['wlecome', 'welcome'],
    ['second-order', 'second_order'],
    ['zebra', undefined],
    ['', undefined],
  ])('%j', (id, expected) => expect(nearest(id, ['welcome', 'second_order'])).toBe(expected));
});
