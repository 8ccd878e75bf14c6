import { aggregate, missing, type TruthTable } from '../notation.ts';

const T = '2024-01-01T10:00:00Z';
const total = { property: 'total' };
const list = { property: 'list[]' };

export const numbers: TruthTable[] = [
  {
    subject: 'sum, average, min, max',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Order', '2024-01-01T10:00:00Z', { total: 0.1 }],
      ['Order', '2024-01-01T11:00:00Z', { total: 0.2 }],
      ['Order', '2024-01-01T12:00:00Z', { total: -5 }],
      ['Order', '2024-01-01T13:00:00Z', { total: '7' }],
      ['Order', '2024-01-01T14:00:00Z', { total: true }],
      ['Order', '2024-01-01T15:00:00Z', { total: null }],
      ['Order', '2024-01-01T16:00:00Z', { total: [3] }],
      ['Order', '2024-01-01T17:00:00Z', { total: { value: 3 } }],
      ['Order', '2024-01-01T18:00:00Z', {}],
    ],
    truths: [
      ['1.3: a tenth and two tenths are three tenths', aggregate('sum', 'Order', { ...total, window: { last: '1d' } }), -4.7],
      ['4.2: texts, booleans, lists do not contribute to an average', aggregate('average', 'Order', total), -1.5666],
      ['4: smallest', aggregate('min', 'Order', total), -5],
      ['4: largest', aggregate('max', 'Order', total), 0.2],
      ['4.2: count of a property takes any scalar', aggregate('count', 'Order', total), 5],
      ['4: of none', aggregate('sum', 'Order', { property: 'tax' }), 0],
      ['4: average of none', aggregate('average', 'Order', { property: 'tax' }), missing],
      ['4: min of none', aggregate('min', 'Order', { property: 'tax' }), missing],
      ['4: max of none', aggregate('max', 'Visit', total), missing],
      ['4: sum of none in the window', aggregate('sum', 'Order', { ...total, window: { last: '1h' } }), 0],
      ['4: max over a window without numbers', aggregate('max', 'Order', { ...total, window: { last: '11h' } }), missing],
      ['3: all on the day before', aggregate('sum', 'Order', { ...total, window: { previous: 'day' } }), -4.7],
    ],
  },
  {
    subject: 'decimals',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Half', T, { total: 0.03125 }],
      ['Minus', T, { total: -0.03125 }],
      ['Tiny', T, { total: 0.00003 }],
      ['Tiny', T, { total: 0.00003 }, 'x2'],
      ['Third', T, { list: [1, 1, 2] }],
      ['MinusThird', T, { list: [-1, -1, -2] }],
      ['TwoThirds', T, { list: [2, 2, 1] }],
      ['Huge', T, { list: [1e12, 5, 1e300] }],
      ['Wide', T, { list: [900_000_000_000, 900_000_000_000] }],
      ['Cents', T, { list: [19.99, 4.35, 0.01, 1.005] }],
    ],
    truths: [
      ['1.3: half a unit is rounded away from zero', aggregate('sum', 'Half', total), 0.0313],
      ['1.3: below zero too', aggregate('sum', 'Minus', total), -0.0313],
      ['1.3: each number is rounded when read, not the sum', aggregate('sum', 'Tiny', total), 0],
      ['4: zero is a contribution', aggregate('average', 'Tiny', total), 0],
      ['1.3: min shows the rounded number', aggregate('min', 'Half', total), 0.0313],
      ['1.3: last does not', aggregate('last', 'Half', total), 0.03125],
      ['4: 4/3 is truncated', aggregate('average', 'Third', list), 1.3333],
      ['4: towards zero', aggregate('average', 'MinusThird', list), -1.3333],
      ['4: 5/3 is not rounded up', aggregate('average', 'TwoThirds', list), 1.6666],
      ['1.3: numbers beyond the range are missing', aggregate('sum', 'Huge', list), 5],
      ['1.3: also for max', aggregate('max', 'Huge', list), 5],
      ['1.3: but they are values', aggregate('count', 'Huge', list), 3],
      ['6.1: a sum stops at the end of the range', aggregate('sum', 'Wide', list), 900_719_925_474.0991],
      ['1.3: cents add up', aggregate('sum', 'Cents', list), 25.355],
    ],
  },
];
