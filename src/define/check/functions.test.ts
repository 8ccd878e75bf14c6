/** Functions of formulas in a whole project: their operands, their types, what they refer to, and the rules inside. */
import { describe, expect, test } from 'vitest';
import { event, next, property, trait } from '../build/conditions.ts';
import { defineSegment, defineTrait, defineWorkspace } from '../build/definitions.ts';
import { formula } from '../build/formulas.ts';
import { text } from '../example.suite.ts';
import type { Definition } from '../project.ts';
import type { Expression, TraitType } from '../trait.ts';
import { referencesOf } from './references.ts';
import { traitTypes } from './types.ts';
import { problemsOf } from './validate.ts';
import { expressionsOf, rulesOf } from './walk.ts';

const name = text('Name');
const TYPES: readonly TraitType[] = ['number', 'string', 'boolean', 'time', 'list'];
/** One declared trait of each type; its id is the type with "a_" before it. */
const given: readonly Definition[] = [
  defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'shop' }),
  ...TYPES.map((type) => defineTrait({ id: `a_${type}`, name, type })),
];

const made = (expression: Expression): Definition => defineTrait({ id: 'made', name, formula: expression });
const problems = (expression: Expression): readonly string[] =>
  problemsOf({ definitions: [...given, made(expression)] }).map(({ message }) => message);
const typeOf = (expression: Expression): string => traitTypes([...given, made(expression)])('made');

/** Each function of one operand, and what that may be. */
const UNARY: readonly (readonly [name: string, build: (operand: string) => Expression, fitting: readonly TraitType[], type: string])[] = [
  ['round', (x) => formula.round(x), ['number'], 'number'],
  ['floor', (x) => formula.floor(x, 2), ['number'], 'number'],
  ['ceil', (x) => formula.ceil(x), ['number'], 'number'],
  ['abs', (x) => formula.abs(x), ['number'], 'number'],
  ['lower', (x) => formula.lower(x), ['string'], 'string'],
  ['substring', (x) => formula.substring(x, 1), ['string'], 'string'],
  ['length', (x) => formula.length(x), ['string', 'list'], 'number'],
  ['date_part', (x) => formula.datePart('month', x), ['number', 'string', 'time'], 'number'],
  ['elapsed', (x) => formula.elapsed(x), ['number', 'string', 'time'], 'number'],
  ['age', (x) => formula.age(x), ['number', 'string', 'time'], 'number'],
  ['includes', (x) => formula.includes(x, formula.literal('a')), ['list'], 'boolean'],
  ['compare', (x) => formula.compare(x, '=', x), TYPES, 'boolean'],
];

describe('operands', () => {
  test.each(UNARY)('%s', (_, build, fitting) => {
    const accepted = TYPES.filter((type) => problems(build(`a_${type}`)).length === 0);
    expect(accepted).toEqual(TYPES.filter((type) => fitting.includes(type)));
  });

  test.each<[string, Expression]>([
    ['"round" needs numbers, this is a string', formula.round('a_string')],
    ['"lower" needs texts, this is a number', formula.lower('a_number')],
    ['"length" needs texts or lists, this is a boolean', formula.length('a_boolean')],
    ['"age" needs times or texts or numbers, this is a list', formula.age('a_list')],
    ['"modulo" needs numbers, this is a time', formula.modulo('a_number', 'a_time')],
    ['"includes" looks into a list, this is a string', formula.includes('a_string', 1)],
    ['only days can be counted by the calendar', { op: 'elapsed', args: [{ trait: 'a_time' }], unit: 'week', calendar: true }],
  ])('%s', (message, expression) => {
    expect(problems(expression)).toEqual([expect.stringContaining(message)]);
  });

  test('of functions inside functions', () => {
    expect(problems(formula.round(formula.length(formula.lower('a_string'))))).toEqual([]);
    expect(problems(formula.round(formula.lower('a_string')))).toEqual([
      expect.stringContaining('"round" needs numbers, this is a string'),
    ]);
  });
});

describe('types', () => {
  test.each(UNARY)('of %s', (_, build, fitting, type) => {
    expect(typeOf(build(`a_${fitting[0]}`))).toBe(type);
  });

  test('of a choice are those of its cases', () => {
    expect(typeOf(formula.choose('a_string', [['x', 1]], 2))).toBe('number');
    expect(typeOf(formula.choose('a_string', [['x', 1]], 'a_string'))).toBe('scalar');
    expect(typeOf(formula.modulo('a_number', 2))).toBe('number');
  });
});

describe('what they read', () => {
  const choice = formula.choose(formula.lower('a_string'), [['x', 'a_number']], formula.elapsed('a_time'));

  test('is found wherever it stands', () => {
    expect(referencesOf(made(choice)).map(({ id, path }) => `${path}: ${id}`)).toEqual([
      'formula.of.args[0]: a_string',
      'formula.cases[0].then: a_number',
      'formula.otherwise.args[0]: a_time',
    ]);
    expect([...expressionsOf(choice)].map(({ path }) => path)).toEqual([
      'formula',
      'formula.of',
      'formula.of.args[0]',
      'formula.cases[0].then',
      'formula.otherwise',
      'formula.otherwise.args[0]',
    ]);
  });

  test('must be there', () => {
    expect(problems(formula.round('missing'))).toEqual([expect.stringContaining('"missing"')]);
  });

  test('cannot be itself', () => {
    expect(problems(formula.choose('made', [['x', 1]], 2))).toEqual([expect.stringContaining('circle')]);
  });
});

describe('filters inside histories', () => {
  const where = property('x').is(1);
  const segment = (rule: Parameters<typeof defineSegment>[0]['condition']) => defineSegment({ id: 's', name, condition: rule });
  const places = (definition: Definition) => [...rulesOf(definition)].filter(({ scope }) => scope === 'property').map(({ path }) => path);

  test('of sequences', () => {
    const steps = [next('B', { where }), next('C', { without: 'D', withoutWhere: where })];
    expect(places(segment(event('A').performedSequence(steps, { within: '1d', where })))).toEqual([
      'condition.rules[0].value.where.rules[0]',
      'condition.rules[0].value.steps[0].where.rules[0]',
      'condition.rules[0].value.steps[1].without.where.rules[0]',
    ]);
  });

  test('of first and last times, aggregates and regular ones', () => {
    expect(places(segment(event('A').lastPerformed(where, { where })))).toEqual([
      'condition.rules[0].value.where.rules[0]',
      'condition.rules[0].value.has.rules[0]',
    ]);
    expect(places(segment(event('A').aggregate('count', { where }, (count) => count.atLeast(2))))).toHaveLength(1);
    expect(places(segment(event('A').performedRegularly({ unit: 'day', of: 3, atLeast: 2, where })))).toHaveLength(1);
  });

  test('read nothing but the event', () => {
    const wrong = segment(event('A').lastPerformed(trait('a_number').is(1)));
    expect(problemsOf({ definitions: [...given, wrong] }).map(({ message }) => message)).toEqual([
      expect.stringContaining('reads only their properties'),
    ]);
  });
});
