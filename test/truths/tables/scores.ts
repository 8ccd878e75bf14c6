import { aggregate, formula, missing, rule, score, type TruthTable } from '../notation.ts';

export const scores: TruthTable[] = [
  {
    subject: 'scores',
    now: '2024-01-02T00:00:00Z',
    events: [
      ['Order', '2024-01-01T10:00:00Z', { total: 10, name: 'Ann', tip: 0.5 }],
      ['Order', '2024-01-01T11:00:00Z', { total: 20 }],
    ],
    given: [
      aggregate('count', 'Order', { id: 'orders' }),
      aggregate('sum', 'Order', { id: 'spent', property: 'total' }),
      aggregate('average', 'Visit', { id: 'none', property: 'x' }),
      aggregate('last', 'Order', { id: 'name', property: 'name' }),
      aggregate('first', 'Order', { id: 'tip', property: 'tip' }),
      formula({ op: 'divide', args: [{ trait: 'spent' }, { literal: 7 }] }, 'part'),
    ],
    // Scaled: 10_000 is 1.
    edges: {
      below: [310_000, 400_000, 500_000, 600_000],
      at: [100_000, 300_000, 500_000, 600_000],
      above: [100_000, 299_999, 500_000, 600_000],
      top: [10_000, 20_000, 30_000, 40_000],
      reversed: [100_000, 300_000, 500_000, 600_000],
      flat: [20_000, 20_000, 20_000, 20_000],
      flat_above: [10_000, 10_000, 10_000, 10_000],
      of_none: [1, 2],
      of_text: [1, 2],
      of_value: [4_999, 5_000],
      of_part: [42_856, 42_857],
      halves: [300_000],
    },
    truths: [
      ['6.5: below the first edge', score('spent', 5, { id: 'below' }), 1],
      ['6.5: a bin includes its upper edge', score('spent', 5, { id: 'at' }), 2],
      ['6.5: just above an edge', score('spent', 5, { id: 'above' }), 3],
      ['6.5: above the last edge', score('spent', 5, { id: 'top' }), 5],
      ['6.5: reversed', score('spent', 5, { id: 'reversed', reverse: true }), 4],
      ['6.5: equal edges: at them, the first bin', score('orders', 5, { id: 'flat' }), 1],
      ['6.5: equal edges: above them, the last bin', score('orders', 5, { id: 'flat_above' }), 5],
      ['6.5: of a missing trait', score('none', 3, { id: 'of_none' }), missing],
      ['6.5: of a text', score('name', 3, { id: 'of_text' }), missing],
      ['6.5: of a number as it came', score('tip', 3, { id: 'of_value' }), 2],
      ['6.5: of a formula: 4.2857', score('part', 3, { id: 'of_part' }), 2],
      ['6.5: two bins', score('spent', 2, { id: 'halves' }), 1],
      ['6.5: no model yet', score('spent', 5, { id: 'no_model' }), missing],
      ['2: a condition on a score', rule('trait.top', '>=', 5), true],
      ['2: on a missing one', rule('trait.no_model', 'null'), true],
    ],
  },
];
