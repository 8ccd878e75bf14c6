import { expect, test } from 'vitest';
import {
  any,
  type Definition,
  defineSegment,
  defineTag,
  defineTrait,
  event,
  formula,
  manual,
  segment,
  tag,
  trait,
} from '../../define/index.ts';
import { eventsReadBy } from './reads.ts';

const name = { en: 'Name', zh: '名称' };
const about = { name, owner: 'crm' };
const then = { field: 'event.View', operator: 'performedThen', value: { then: { event: 'Order' }, within: '1d' } } as const;
const sequence = {
  field: 'event.A',
  operator: 'performedSequence',
  value: { steps: [{ event: 'B', without: { event: 'C' } }, { event: 'D' }], within: '1d' },
} as const;
const without = { field: 'event.Cart', operator: 'performedWithout', value: { without: { event: 'Paid' }, within: '1d' } } as const;

const DEFINITIONS: readonly Definition[] = [
  defineTrait({ id: 'city', name, type: 'string' }),
  defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order Completed' }),
  defineTrait({ id: 'twice', name, formula: formula.divide('orders', 'orders') }),
  defineTrait({ id: 'rank', name, score: { of: 'twice', bins: 2 } }),
  defineSegment({ id: 'seen', name, condition: any(event('View').performed({ within: { last: '2d' } }), segment('other')) }),
  defineSegment({ id: 'other', name, condition: segment('seen') }),
  defineTag({ id: 'roman', ...about, rule: trait('city').is('Rome') }),
];
const BY_NAME = new Map(DEFINITIONS.map((one) => [`${one.kind}.${one.id}`, one]));

test.each([
  ['a declared trait', trait('city').is('Rome'), ['$identify']],
  ['a computed one', trait('orders').atLeast(1), ['Order Completed']],
  ['a score of a formula of one', trait('rank').is(2), ['Order Completed']],
  ['segments that read each other', segment('seen'), ['View']],
  ['another tag', tag('roman'), ['$identify']],
  ['hands', manual('vip'), ['Tag Changed']],
  [
    'pairs, sequences and what has not happened',
    { combinator: 'or', rules: [then, sequence, without] },
    ['A', 'B', 'C', 'Cart', 'D', 'Order', 'Paid', 'View'],
  ],
  [
    'all of it, at any depth',
    any(segment('seen'), any(trait('orders').atLeast(1), trait('city').is('Rome'))),
    ['$identify', 'Order Completed', 'View'],
  ],
] as const)('of a rule over %s', (_, rule, events) => {
  expect(eventsReadBy(defineTag({ id: 't', ...about, rule: rule as never }), BY_NAME)).toEqual(events);
});

test('a tag does not read those of its group', () => {
  const grouped = defineTag({ id: 'g', ...about, group: 'value', rule: trait('orders').atLeast(1) });
  const other = defineTag({ id: 'h', ...about, group: 'value', rule: trait('city').is('Rome') });
  expect(eventsReadBy(grouped, new Map([...BY_NAME, ['tag.h', other]]))).toEqual(['Order Completed']);
});
