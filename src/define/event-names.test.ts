import { describe, expect, it } from 'vitest';
import { asksFor, eventNamesOf } from './event-names.ts';

describe('eventNamesOf', () => {
  it.each([
    ['Order', { exact: ['Order'], prefixes: [], any: false }],
    ['*', { exact: [], prefixes: [], any: true }],
    ['Email *', { exact: [], prefixes: ['Email '], any: false }],
    ['Order | Cart|Email *', { exact: ['Order', 'Cart'], prefixes: ['Email '], any: false }],
    [' Order ', { exact: [' Order '], prefixes: [], any: false }],
  ])('%s', (text, names) => {
    expect(eventNamesOf(text)).toEqual(names);
  });
});

describe('asksFor', () => {
  const asked = (text: string, isOwn = false) =>
    ['Order', 'Order Placed', 'Email Opened', 'email opened'].filter((event) => asksFor(eventNamesOf(text), event, isOwn));

  it('minds case and every character', () => {
    expect(asked('Order')).toEqual(['Order']);
    expect(asked('Order*')).toEqual(['Order', 'Order Placed']);
    expect(asked('Email *|Order')).toEqual(['Order', 'Email Opened']);
  });

  it('means what the product wrote by its name or how that begins', () => {
    expect(asked('*', true)).toEqual([]);
    expect(asked('*|Order', true)).toEqual(['Order']);
    expect(asked('Email *', true)).toEqual(['Email Opened']);
    expect(asked('*')).toHaveLength(4);
  });
});
