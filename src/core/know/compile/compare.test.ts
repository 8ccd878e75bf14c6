import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolanoError } from '../../../base/index.ts';
import type { CompareOperator, Rule } from '../../../define/index.ts';
import type { Value } from '../value.ts';
import { compileComparison } from './compare.ts';

const ask = (operator: string, value?: unknown) => compileComparison({ field: 'trait.x', operator, value } as Rule, 'UTC');

const PAIRS: readonly [CompareOperator, CompareOperator, unknown][] = [
  ['=', '!=', 'a'],
  ['in', 'notIn', ['a', 1]],
  ['between', 'notBetween', [1, 3]],
  ['contains', 'doesNotContain', 'A'],
  ['beginsWith', 'doesNotBeginWith', 'A'],
  ['endsWith', 'doesNotEndWith', 'A'],
  ['equalsIgnoringCase', 'doesNotEqualIgnoringCase', 'A'],
  ['inIgnoringCase', 'notInIgnoringCase', ['A', 'b']],
  ['matches', 'doesNotMatch', '^a'],
  ['containsAny', 'containsNone', ['a', 1]],
  ['containsAll', 'doesNotContainAll', ['a', 1]],
  ['anyElement', 'noElement', { operator: '=', value: 'a' }],
  ['everyElement', 'notEveryElement', { operator: '!=', value: 'b' }],
  ['hasLength', 'doesNotHaveLength', { atLeast: 1, atMost: 2 }],
  ['hasType', 'doesNotHaveType', 'string'],
  ['versionEquals', 'versionDoesNotEqual', '1'],
  ['timeBetween', 'notTimeBetween', [1, 3]],
  ['onDay', 'notOnDay', '1970-01-01'],
  ['null', 'notNull', undefined],
  ['empty', 'notEmpty', undefined],
];

const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom<Value>(undefined, 'a', 'A', 'ba', 'ab', '', 1, 2, 3, '1', true, false),
  fc.array(fc.constantFrom('a', 'A', 1, true), { minLength: 1, maxLength: 3 }),
);

describe('2. comparisons', () => {
  test.each(PAIRS)('%s and %s: exactly one of them is true, whatever the value', (positive, negative, operand) => {
    const [yes, no] = [ask(positive, operand), ask(negative, operand)];
    fc.assert(fc.property(anyValue, (value) => yes(value) !== no(value)));
  });

  test.each(PAIRS.slice(0, -2))('%s is false of what is missing, so %s is true', (positive, negative, operand) => {
    expect([ask(positive, operand)(undefined), ask(negative, operand)(undefined)]).toEqual([false, true]);
  });

  test.each([
    ['=', 1, [1], ['1', true, 2, [1], undefined]],
    ['=', 'a', ['a'], ['A', 'a ', ['a'], undefined]],
    ['=', true, [true], [false, 'true', 1]],
    ['in', [1, 'a', true], [1, 'a', true], ['1', false, 'A', [1]]],
    ['in', [], [], [1, 'a', undefined]],
    ['<', 5, [4, -1, 4.999], [5, 6, '4', true, undefined, [4]]],
    ['<=', 5, [5, 4], [5.0001, '5']],
    ['>', 'b', ['ba', 'c', '😀'], ['b', 'B', 'a', 3]],
    ['>=', 'b', ['b', 'é'], ['B', 'aé', true]],
    ['between', [2, 4], [2, 3, 4], [1.9999, 4.0001, '3', undefined]],
    ['between', ['b', 'd'], ['b', 'c', 'd'], ['a', 'da', 3]],
    ['between', [2, 'z'], [], [3, 'c']],
    ['contains', 'LL', ['hello', 'ALL'], ['hel', undefined, 5]],
    ['contains', '', ['', 'a'], [undefined, 1]],
    ['contains', 'a', [['b', 'a']], [['A'], ['ba']]],
    ['contains', 1, [[1, 2]], [['1'], 1, '1']],
    ['contains', 'É', ['café'], ['cafe']],
    ['beginsWith', 'He', ['hello'], ['ahe', ['hello']]],
    ['endsWith', 'LO', ['hello'], ['lon', ['hello'], undefined]],
    ['null', undefined, [undefined], ['', 0, false, ['a']]],
  ] as const)('%s %j', (operator, operand, holds, fails) => {
    const compare = ask(operator, operand);
    expect((holds as readonly Value[]).filter((value) => !compare(value))).toEqual([]);
    expect((fails as readonly Value[]).filter((value) => compare(value))).toEqual([]);
  });

  test('numbers of any size are compared as they are, without rounding', () => {
    expect(ask('=', 0.1 + 0.2)(0.3)).toBe(false);
    expect(ask('>', 0.3)(0.1 + 0.2)).toBe(true);
    expect(ask('=', 0)(-0)).toBe(true);
  });

  test.each(['withinLast', 'performed', 'unheard of'])('%s is none of them', (operator) => {
    expect(() => ask(operator, '1d')).toThrow(VolanoError);
  });
});
