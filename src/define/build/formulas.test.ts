import { describe, expect, test } from 'vitest';
import { formulaTraitSchema } from '../schema/trait.ts';
import type { Expression } from '../trait.ts';
import { trait } from './conditions.ts';
import { formula } from './formulas.ts';

const x: Expression = { trait: 'x' };

const BUILT: readonly (readonly [name: string, built: Expression, expected: Expression])[] = [
  ['round', formula.round('x'), { op: 'round', args: [x] }],
  ['round to places', formula.round('x', 2), { op: 'round', args: [x], places: 2 }],
  ['floor', formula.floor('x'), { op: 'floor', args: [x] }],
  ['ceil', formula.ceil('x', 1), { op: 'ceil', args: [x], places: 1 }],
  ['abs', formula.abs('x'), { op: 'abs', args: [x] }],
  ['modulo', formula.modulo('x', 7), { op: 'modulo', args: [x, { literal: 7 }] }],
  ['lower', formula.lower('x'), { op: 'lower', args: [x] }],
  ['length', formula.length('x'), { op: 'length', args: [x] }],
  ['substring', formula.substring('x', 2), { op: 'substring', args: [x], start: 2 }],
  ['substring of a length', formula.substring('x', 0, 3), { op: 'substring', args: [x], start: 0, length: 3 }],
  ['includes', formula.includes('x', formula.literal('a')), { op: 'includes', args: [x, { literal: 'a' }] }],
  ['datePart', formula.datePart('month', 'x'), { op: 'date_part', args: [x], part: 'month' }],
  ['elapsed', formula.elapsed('x'), { op: 'elapsed', args: [x], unit: 'day' }],
  ['elapsed by the calendar', formula.elapsed('x', 'calendar day'), { op: 'elapsed', args: [x], unit: 'day', calendar: true }],
  ['age', formula.age('x'), { op: 'age', args: [x] }],
  ['compare', formula.compare('x', '>=', 'y'), { op: 'compare', operator: '>=', args: [x, { trait: 'y' }] }],
  [
    'choose',
    formula.choose(
      'x',
      [
        ['a', 1],
        ['b', 'y'],
      ],
      0,
    ),
    {
      op: 'switch',
      of: x,
      cases: [
        { is: 'a', then: { literal: 1 } },
        { is: 'b', then: { trait: 'y' } },
      ],
      otherwise: { literal: 0 },
    },
  ],
  ['add', formula.add('x', 1, 'y'), { op: 'add', args: [x, { literal: 1 }, { trait: 'y' }] }],
  ['coalesce', formula.coalesce('x', 0), { op: 'coalesce', args: [x, { literal: 0 }] }],
  [
    'when',
    formula.when(trait('x').atLeast(1), 'x', 0),
    { op: 'if', when: { combinator: 'and', rules: [{ field: 'trait.x', operator: '>=', value: 1 }] }, then: x, otherwise: { literal: 0 } },
  ],
];

describe('formulas', () => {
  test.each(BUILT)('%s', (_, built, expected) => {
    expect(built).toEqual(expected);
  });

  const definition = (expression: unknown) => ({ kind: 'trait', id: 't', name: { en: 'T', zh: 'T' }, formula: expression });

  test.each(BUILT)('%s has its form in the schema', (_, built) => {
    expect(formulaTraitSchema.safeParse(definition(built)).success).toBe(true);
  });

  test.each<[string, unknown]>([
    ['more places than decimals have', { op: 'round', args: [x], places: 5 }],
    ['two numbers to round', { op: 'round', args: [x, x] }],
    ['one number to divide', { op: 'modulo', args: [x] }],
    ['a start before the first character', { op: 'substring', args: [x], start: -1 }],
    ['an unknown part of a date', { op: 'date_part', args: [x], part: 'century' }],
    ['an unknown unit', { op: 'elapsed', args: [x], unit: 'month' }],
    ['an unknown comparison', { op: 'compare', operator: 'in', args: [x, x] }],
    ['no case', { op: 'switch', of: x, cases: [], otherwise: x }],
    ['an unknown function', { op: 'sqrt', args: [x] }],
  ])('%s is refused', (_, wrong) => {
    expect(formulaTraitSchema.safeParse(definition(wrong)).success).toBe(false);
  });
});
