import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, event, occurs, property, tag, trait } from '../build/conditions.ts';
import { defineJourney, defineSegment, defineTrait } from '../build/definitions.ts';
import { formula } from '../build/formulas.ts';
import { branch, exit, wait, waitFor, waitForFirst } from '../build/steps.ts';
import { onEvent, onSegment, onStart } from '../build/triggers.ts';
import type { Condition, Rule } from '../condition.ts';
import { example, text } from '../example.suite.ts';
import { conditionsOf, expressionsOf, rulesIn, rulesOf, stepsIn } from './walk.ts';

const name = text('Name');

/** The value at a path such as `a.b[0].c`: what a reader of a finding would look up. */
const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((key) => key !== '')
    .reduce<unknown>((one, key) => (one as Record<string, unknown>)[key], value);

describe('paths lead to what they name', () => {
  test.each(example.definitions.map((one) => [`${one.kind} ${one.id}`, one] as const))('in %s', (_, definition) => {
    for (const { rule, path } of rulesOf(definition)) expect(at(definition, path)).toBe(rule);
    for (const { condition, path } of conditionsOf(definition)) expect(at(definition, path)).toBe(condition);
    if ('formula' in definition)
      for (const { expression, path } of expressionsOf(definition.formula)) expect(at(definition, path)).toBe(expression);
    if ('steps' in definition) for (const { step, path } of stepsIn(definition.steps)) expect(at(definition, path)).toBe(step);
  });
});

test('every rule of any condition is met once, in the order of reading', () => {
  const rule: fc.Arbitrary<Rule> = fc.nat().map((value) => ({ field: 'trait.a', operator: '=', value }));
  const { condition } = fc.letrec<{ condition: Condition; one: Condition | Rule }>((tie) => ({
    condition: fc.record({ combinator: fc.constantFrom('and', 'or'), rules: fc.array(tie('one'), { maxLength: 4 }) }),
    one: fc.oneof({ depthSize: 'small' }, rule, tie('condition')),
  }));
  fc.assert(
    fc.property(condition, (tree) => {
      const values = [...JSON.stringify(tree).matchAll(/"value":(\d+)/g)].map(([, value]) => Number(value));
      expect([...rulesIn({ condition: tree, path: '', scope: 'customer' })].map((found) => found.rule.value)).toEqual(values);
    }),
  );
});

describe('scopes', () => {
  const scopes = (definition: Parameters<typeof rulesOf>[0]) => [...rulesOf(definition)].map(({ path, scope }) => `${scope}: ${path}`);
  const one = property('x').is(1);

  test('of a segment is the customer; of the filters of its history, the properties', () => {
    const condition = all(tag('a'), event('A').performedThen('B', { within: '1d', where: one, thenWhere: any(one) }));
    expect(scopes(defineSegment({ id: 's', name, condition }))).toEqual([
      'customer: condition.rules[0]',
      'customer: condition.rules[1]',
      'property: condition.rules[1].value.where.rules[0]',
      'property: condition.rules[1].value.then.where.rules[0]',
    ]);
  });

  test('of traits', () => {
    expect(scopes(defineTrait({ id: 't', name, aggregate: 'count', event: 'E', where: one }))).toEqual(['property: where.rules[0]']);
    expect(scopes(defineTrait({ id: 't', name, formula: formula.when(tag('a'), 1, formula.when(tag('b'), 2, 3)) }))).toEqual([
      'customer: formula.when.rules[0]',
      'customer: formula.otherwise.when.rules[0]',
    ]);
  });

  const journey = { id: 'j', name, stage: 'retain', reentry: 'once' } as const;
  const steps = [branch({ when: tag('a'), then: [branch({ when: tag('b'), then: [exit()] })], otherwise: [wait('1d')] })];

  test('of a journey that an event starts: that event is at hand at its start and in its branches', () => {
    const definition = defineJourney({
      ...journey,
      trigger: onEvent('E', { where: one }),
      when: one,
      goal: occurs('G', one),
      exits: [trait('x').present(), occurs('X', one), occurs('Y')],
      steps,
    });
    expect(scopes(definition)).toEqual([
      'event: trigger.where.rules[0]',
      'event: when.rules[0]',
      'event: goal.where.rules[0]',
      'customer: exits[0].rules[0]',
      'event: exits[1].where.rules[0]',
      'kept: steps[0].branches[0].when.rules[0]',
      'kept: steps[0].branches[0].steps[0].branches[0].when.rules[0]',
    ]);
  });

  test('of a journey that a segment starts: there is no event at hand', () => {
    expect(scopes(defineJourney({ ...journey, trigger: onSegment('s'), when: tag('c'), steps }))).toEqual([
      'customer: when.rules[0]',
      'customer: steps[0].branches[0].when.rules[0]',
      'customer: steps[0].branches[0].steps[0].branches[0].when.rules[0]',
    ]);
  });
});

test('what is handed over to a journey that is started by name is at hand as an event would be', () => {
  const one = property('x').is(1);
  const steps = [branch({ when: one, then: [] })];
  const journey = defineJourney({ id: 'j', name, stage: 'retain', reentry: 'once', trigger: onStart(), when: one, goal: tag('a'), steps });
  expect([...rulesOf(journey)].map(({ path, scope }) => `${scope}: ${path}`)).toEqual([
    'event: when.rules[0]',
    'customer: goal.rules[0]',
    'kept: steps[0].branches[0].when.rules[0]',
  ]);
});

describe('waits', () => {
  const scopes = (trigger: Parameters<typeof defineJourney>[0]['trigger'], steps: Parameters<typeof defineJourney>[0]['steps']) =>
    [...rulesOf(defineJourney({ id: 'j', name, stage: 'retain', reentry: 'once', trigger, steps }))].map(
      ({ path, scope }) => `${scope}: ${path}`,
    );
  const one = property('x').is(1);

  test('for ways read the event that comes, or the customer', () => {
    const steps = [
      waitForFirst(
        [
          { on: occurs('A', one), steps: [] },
          { on: tag('a'), steps: [branch({ when: tag('b'), then: [] })] },
        ],
        { timeout: '1d' },
      ),
    ];
    expect(scopes(onSegment('s'), steps)).toEqual([
      'event: steps[0].branches[0].on.where.rules[0]',
      'customer: steps[0].branches[1].on.rules[0]',
      'customer: steps[0].branches[1].steps[0].branches[0].when.rules[0]',
    ]);
  });

  test('that an event rearms leave its properties to the branches behind them', () => {
    const steps = [waitFor('A', { timeout: '1d', rearm: occurs('B', one) }), branch({ when: one, then: [] })];
    expect(scopes(onSegment('s'), steps)).toEqual(['event: steps[0].rearm.where.rules[0]', 'kept: steps[1].branches[0].when.rules[0]']);
  });
});

test('steps are met depth first, branches before what follows them', () => {
  const steps = [
    branch({ id: 'b', when: tag('a'), then: [wait('1d', { id: 'in' })], otherwise: [exit({ id: 'else' })] }),
    wait('2d', { id: 'after' }),
  ];
  const { steps: built } = defineJourney({ id: 'j', name, stage: 'retain', trigger: onSegment('s'), reentry: 'once', steps });
  expect([...stepsIn(built)].map(({ step }) => step.id)).toEqual(['b', 'in', 'else', 'after']);
});
