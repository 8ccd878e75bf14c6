import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, type ConditionInput, conditionOf, event, not, property, segment, tag, trait } from '../build/conditions.ts';
import { defineSegment, defineTag, defineTagGroup } from '../build/definitions.ts';
import type { Condition, Rule } from '../condition.ts';
import { isImpossible } from './impossible.ts';
import { name } from './lint.suite.ts';

const owner = 'crm';
const world = {
  segments: new Map(
    [
      defineSegment({ id: 'nobody', name, condition: all(trait('age').greaterThan(9), trait('age').lessThan(3)) }),
      defineSegment({ id: 'behind', name, condition: segment('nobody') }),
      defineSegment({ id: 'grown', name, condition: trait('age').greaterThan(17) }),
    ].map((one) => [one.id, one] as const),
  ),
  tags: new Map(
    [
      defineTag({ id: 'gold', name, owner, group: 'tier', rule: trait('spent').greaterThan(9) }),
      defineTag({ id: 'silver', name, owner, group: 'tier', rule: trait('spent').greaterThan(5) }),
      defineTag({ id: 'loose', name, owner, group: 'mood', rule: trait('spent').greaterThan(5) }),
      defineTag({ id: 'other', name, owner, group: 'mood', rule: trait('spent').greaterThan(5) }),
    ].map((one) => [one.id, one] as const),
  ),
  groups: new Map(
    [defineTagGroup({ id: 'tier', name, exclusive: true }), defineTagGroup({ id: 'mood', name, exclusive: false })].map(
      (one) => [one.id, one] as const,
    ),
  ),
};
const impossible = (input: ConditionInput): boolean => isImpossible(conditionOf(input), world);

describe('nobody can fulfil', () => {
  test.each<[string, ConditionInput]>([
    ['two values at once', all(trait('city').is('Rome'), trait('city').is('Oslo'))],
    ['a value that is excluded', all(trait('city').is('Rome'), not(trait('city').is('Rome')))],
    ['nothing of two lists', all(trait('city').oneOf('Rome', 'Oslo'), trait('city').oneOf('Bern'))],
    ['more than the most', all(trait('age').greaterThan(9), trait('age').lessThan(3))],
    ['strictly between one number', all(trait('age').greaterThan(3), trait('age').lessThan(3))],
    ['at the open end', all(trait('age').atLeast(3), trait('age').lessThan(3))],
    ['a value out of its bounds', all(trait('age').is(5), trait('age').greaterThan(7))],
    ['known and missing', all(trait('city').present(), not(trait('city').present()))],
    ['missing with a value', all(not(trait('city').present()), trait('city').is('Rome'))],
    ['in and out of a segment', all(segment('grown'), not(segment('grown')))],
    ['a segment of nobody', segment('nobody')],
    ['a segment over a segment of nobody', all(segment('behind'), trait('city').is('Rome'))],
    ['two tags of which only one holds', all(tag('gold'), tag('silver'))],
    ['done and not done', all(event('Order').performed(), not(event('Order').performed()))],
    ['none of no ways', any()],
    ['ways that are all impossible', any(segment('nobody'), all(trait('age').is(1), trait('age').is(2)))],
    ['a contradiction deep within', all(trait('city').is('Rome'), all(trait('age').is(1), all(trait('age').is(2))))],
    ['not anything', not(all())],
    ['not one of what is all asked', all(trait('age').is(1), not(any(trait('age').is(1), trait('city').is('Rome'))))],
    ['of the event, too', all(property('total').greaterThan(5), property('total').lessThan(1))],
  ])('%s', (_, input) => expect(impossible(input)).toBe(true));
});

describe('somebody may fulfil', () => {
  test.each<[string, ConditionInput]>([
    ['everything', all()],
    ['bounds that touch', all(trait('age').atLeast(3), trait('age').atMost(3))],
    ['a missing value that is not another', all(not(trait('city').present()), not(trait('city').is('Rome')))],
    ['not over and not under: what is missing is neither', all(not(trait('age').greaterThan(1)), not(trait('age').atMost(1)))],
    ['one of two ways', any(segment('nobody'), trait('city').is('Rome'))],
    ['not in a segment of nobody', not(segment('nobody'))],
    ['tags of a group in which several hold', all(tag('loose'), tag('other'))],
    ['one of two tags', any(tag('gold'), tag('silver'))],
    ['two elements of one list', all(property('items[].sku').is('a'), property('items[].sku').is('b'))],
    ['other windows of one event', all(event('Order').performed(), not(event('Order').performed({ within: { last: '1d' } })))],
    ['a segment that is not there', segment('unknown')],
  ])('%s', (_, input) => expect(impossible(input)).toBe(false));
});

/** The slow way: every value that matters, and none. */
const VALUES = [undefined, 0, 1, 1.5, 2, 2.5, 3, 4] as const;
const FIELDS = ['trait.a', 'trait.b'] as const;

function holds(condition: Condition | Rule, of: Readonly<Record<string, number | undefined>>): boolean {
  if ('combinator' in condition) {
    const results = condition.rules.map((one) => holds(one, of));
    const joined = condition.combinator === 'and' ? results.every(Boolean) : results.some(Boolean);
    return joined !== (condition.not ?? false);
  }
  const value = of[condition.field];
  const given = condition.value as number;
  switch (condition.operator) {
    case '=':
      return value === given;
    case '!=':
      return value !== given;
    case '<':
      return value !== undefined && value < given;
    case '<=':
      return value !== undefined && value <= given;
    case '>':
      return value !== undefined && value > given;
    case '>=':
      return value !== undefined && value >= given;
    case 'null':
      return value === undefined;
    case 'notNull':
      return value !== undefined;
    case 'in':
      return (condition.value as unknown as number[]).includes(value!);
    case 'notIn':
      return !(condition.value as unknown as number[]).includes(value!);
    default:
      throw new Error(condition.operator);
  }
}

const number = fc.constantFrom(1, 2, 3);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...FIELDS),
    operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    value: number,
  }) as fc.Arbitrary<Rule>,
  fc.record({ field: fc.constantFrom(...FIELDS), operator: fc.constantFrom('null', 'notNull') }) as fc.Arbitrary<Rule>,
  fc.record({
    field: fc.constantFrom(...FIELDS),
    operator: fc.constantFrom('in', 'notIn'),
    value: fc.array(number, { minLength: 1, maxLength: 2 }),
  }) as fc.Arbitrary<Rule>,
);
const { condition } = fc.letrec<{ condition: Condition; one: Condition | Rule }>((tie) => ({
  one: fc.oneof({ depthSize: 'small', withCrossShrink: true }, rule, tie('condition')),
  condition: fc.record(
    { combinator: fc.constantFrom('and', 'or'), not: fc.boolean(), rules: fc.array(tie('one'), { maxLength: 4 }) },
    { requiredKeys: ['combinator', 'rules'] },
  ) as fc.Arbitrary<Condition>,
}));

test('what is called impossible is fulfilled by no values at all', () => {
  fc.assert(
    fc.property(condition, (asked) => {
      if (!isImpossible(asked, world)) return;
      for (const a of VALUES) for (const b of VALUES) expect(holds(asked, { 'trait.a': a, 'trait.b': b })).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('of conditions joined by "and" alone, everything that no values fulfil is found', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), (rules) => {
      const asked: Condition = { combinator: 'and', rules };
      const isFulfilled = VALUES.some((a) => VALUES.some((b) => holds(asked, { 'trait.a': a, 'trait.b': b })));
      expect(isImpossible(asked, world)).toBe(!isFulfilled);
    }),
    { numRuns: 2_000 },
  );
});
