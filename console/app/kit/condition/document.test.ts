import { expect, test } from 'vitest';
import { conditionOf, misshapen, type Query, queryOf } from './document.ts';
import { isFilled } from './filled.ts';

const vip = { field: 'tag.vip', operator: '=', value: true };

test('each rule and group gets an id of its own, and none of it comes out again', () => {
  const condition = { combinator: 'and' as const, rules: [vip, { combinator: 'or' as const, rules: [vip] }] };
  const query = queryOf(condition);
  const ids = [query.id, ...query.rules.map(({ id }) => id), ...(query.rules[1] as Query).rules.map(({ id }) => id)];
  expect(new Set(ids).size).toBe(4);
  const noted = { ...query, path: [], disabled: false, rules: [{ ...query.rules[0]!, path: [0], valueSource: 'value' } as never] };
  expect(conditionOf(noted)).toEqual({ combinator: 'and', rules: [vip] });
});

test('“not: false” stays where the document says it, and is not written where somebody turned a group back', () => {
  const written = { combinator: 'and' as const, not: false, rules: [vip] };
  expect(conditionOf(queryOf(written))).toEqual(written);
  expect(conditionOf({ ...queryOf(written), not: true })).toEqual({ ...written, not: true });
  expect(conditionOf({ ...queryOf({ combinator: 'and', rules: [] }), not: false })).toEqual({ combinator: 'and', rules: [] });
});

test.each([
  [null, '/'],
  ['text', '/'],
  [vip, '/'],
  [{ combinator: 'and' }, '/rules'],
  [{ rules: [] }, '/combinator'],
  [{ combinator: 'and', rules: [vip, { combinator: 'or', rules: [{ field: 1 }] }] }, '/rules/1/rules/0'],
  [{ combinator: 'and', rules: [vip] }, undefined],
])('%j is misshapen at %s', (given, path) => expect(misshapen(given)).toBe(path));

const of = (operator: string, value?: unknown) => ({
  combinator: 'and' as const,
  rules: [{ field: 'event.x', operator, ...(value !== undefined && { value }) }],
});

test.each([
  ['a comparison without a value', of('='), false],
  ['a comparison', of('=', 0), true],
  ['what asks for none', of('null'), true],
  ['half a pair', of('between', [1, undefined]), false],
  ['a pair', of('between', [1, 5]), true],
  ['an empty list', of('in', []), false],
  ['an event done at any time', of('performed'), true],
  ['an event without a name', of('performedThen', { then: { event: '' }, within: '7d' }), false],
  ['an event with one', of('performedThen', { then: { event: 'Order' }, within: '7d' }), true],
  ['a filter within that lacks a value', of('performed', { where: of('=') }), false],
  ['a figure compared with nothing', of('aggregate', { aggregate: 'count', is: { operator: '>=' } }), false],
  ['a figure that is missing', of('aggregate', { aggregate: 'max', property: 'total', is: { operator: 'null' } }), true],
  [
    'a pair of events by their properties',
    of('performedThen', { then: { event: 'B' }, matching: [{ earlier: 'a', later: 'b', operator: '=' }] }),
    true,
  ],
  ['a group within', { combinator: 'or' as const, rules: [of('='), of('null')] }, false],
  ['no rule at all', { combinator: 'and' as const, rules: [] }, true],
])('%s is filled or not', (_, condition, filled) => expect(isFilled(condition)).toBe(filled));
