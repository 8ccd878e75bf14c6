import { aggregate, and, formula, not, or, rule, segment, type TruthTable, tag } from '../notation.ts';

const yes = rule('trait.orders', '=', 2);
const no = rule('trait.orders', '=', 3);

export const segments: TruthTable[] = [
  {
    subject: 'segments of segments and logic',
    now: '2024-03-10T12:00:00.000Z',
    events: [
      ['Order', '2024-03-01T12:00:00.000Z', { total: 200 }],
      ['Order', '2024-03-09T12:00:00.000Z', { total: 150 }],
    ],
    given: [
      aggregate('count', 'Order', { id: 'orders' }),
      segment('buyers', rule('trait.orders', '>', 0)),
      segment('loyal', and(rule('segment.buyers', '=', true), rule('tag.twice', '=', true))),
      segment('lost', not(rule('segment.buyers', '=', true))),
      tag(and(rule('segment.buyers', '=', true), yes), { id: 'twice' }),
      formula({ op: 'if', when: and(rule('segment.loyal', '=', true)), then: { literal: 'A' }, otherwise: { literal: 'B' } }, 'class'),
    ],
    truths: [
      ['9: a segment', rule('segment.buyers', '=', true), true],
      ['9: of a segment and a tag', rule('segment.loyal', '=', true), true],
      ['9: negated', rule('segment.lost', '=', true), false],
      ['2.4: not in it', rule('segment.lost', '=', false), true],
      ['2.4: unequal', rule('segment.lost', '!=', true), true],
      ['9: a trait that reads a segment', rule('trait.class', '=', 'A'), true],
      ['2.5: and', and(yes, no), false],
      ['2.5: or', or(no, yes), true],
      ['2.5: not and', not(yes, no), true],
      ['2.5: not or', { combinator: 'or', not: true, rules: [yes, no] }, false],
      ['2.5: groups in groups', and(yes, or(no, and(yes, not(no)))), true],
      ['2.5: not applies to its whole group only', and(not(no), no), false],
      ['2.5: twice not', not({ combinator: 'and', not: true, rules: [yes] }), true],
      ['2.5: empty and', { combinator: 'and', rules: [] }, true],
      ['2.5: empty or', { combinator: 'or', rules: [] }, false],
      ['2.5: not empty and', { combinator: 'and', not: true, rules: [] }, false],
      ['2.5: an empty or inside an and', and(yes, or()), false],
      ['2.5: an empty and inside an or', or(no, { combinator: 'and', rules: [] }), true],
    ],
  },
  {
    subject: 'a customer of whom nothing relevant is known',
    now: '2024-03-10T12:00:00.000Z',
    events: [['Elsewhere', '2024-03-01T12:00:00.000Z']],
    given: [aggregate('count', 'Order', { id: 'orders' }), aggregate('max', 'Order', { id: 'largest', property: 'total' })],
    truths: [
      ['10: is a customer all the same', rule('trait.orders', '=', 0), true],
      ['2: with a missing trait', rule('trait.largest', 'null'), true],
      ['2: to whom a negation applies', rule('trait.largest', '!=', 5), true],
      ['8.1: who has not ordered', rule('event.Order', 'notPerformed'), true],
      ['8.2: nor in a sequence', rule('event.Order', 'performedThen', { then: { event: 'Order' }, within: '1d' }), false],
      ['8.3: nor without', rule('event.Order', 'performedWithout', { without: { event: 'Refund' }, within: '1d' }), false],
      ['7: a tag by absence', tag(rule('trait.orders', '=', 0), { expiry: '1d' }), true],
    ],
  },
];
