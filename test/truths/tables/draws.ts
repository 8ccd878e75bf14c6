import { and, formula, not, rule, type TruthTable, tag } from '../notation.ts';

/** What is drawn depends on the customer's id, of which a truth knows nothing: only what holds for everybody stands here. */
export const draws: TruthTable[] = [
  {
    subject: 'buckets',
    now: '2024-06-11T00:00:00Z',
    events: [['Order', '2024-06-01T00:00:00Z', { total: 1 }]],
    truths: [
      ['2.16: never missing', rule('bucket.spring', 'notNull'), true],
      ['2.16: from 0', rule('bucket.spring', '>=', 0), true],
      ['2.16: below 100', rule('bucket.spring', '<', 100), true],
      ['2.16: a number', rule('bucket.spring', 'hasType', 'number'), true],
      ['2: no text', rule('bucket.spring', '=', '50'), false],
      ['2: nobody is in both halves', and(rule('bucket.spring', '<', 50), rule('bucket.spring', '>=', 50)), false],
      ['2: nobody is in neither', not(rule('bucket.spring', 'between', [0, 50]), rule('bucket.spring', '>', 50)), true],
      ['2.16: any text is a name', rule('bucket.夏 "x" \\', 'between', [0, 100]), true],
      [
        '6.1: in formulas',
        formula({ op: 'if', when: and(rule('bucket.a', '<', 100)), then: { literal: 1 }, otherwise: { literal: 0 } }),
        1,
      ],
      ['7.2: no event touches it, so it does not expire', tag(rule('bucket.a', '>=', 0), { expiry: '1d' }), true],
    ],
  },
];
