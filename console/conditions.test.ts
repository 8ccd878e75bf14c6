/** Conditions of any kind survive the builder of the console: what it holds is the document, whatever that says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMPOSITE_OPERATORS, type Condition, HISTORY_OPERATORS, TIME_OPERATORS, VALUE_OPERATORS } from '../src/define/index.ts';
import { worldWith } from '../test/truths/generate.ts';
import { conditionOf, misshapen, queryOf } from './app/kit/condition/document.ts';
import { formOf, operatorsFor } from './app/kit/condition/operators.ts';
import { settled } from './app/kit/condition/settle.ts';

const OPERATORS = [...VALUE_OPERATORS, ...TIME_OPERATORS, ...COMPOSITE_OPERATORS, ...HISTORY_OPERATORS];
const UNTYPED = { typeOf: () => 'unknown' as const, isTimeless: false };

/** The conditions of random definitions: every operator, groups in groups, filters of filters. */
const conditions = worldWith({ minLength: 1, maxLength: 1 }).map(({ definitions }) =>
  definitions.flatMap((one) => (one.kind === 'segment' ? [one.condition] : one.kind === 'tag' ? [one.rule] : [])),
);

describe('a condition in the builder', () => {
  test('comes out as it went in, letter for letter', () => {
    fc.assert(
      fc.property(conditions, (all) => {
        for (const condition of all) expect(JSON.stringify(conditionOf(queryOf(condition as never)))).toBe(JSON.stringify(condition));
      }),
      { numRuns: 60 },
    );
  });

  test('stays as it is where another rule is added, and where a group is turned into its opposite and back', () => {
    fc.assert(
      fc.property(conditions, (all) => {
        for (const condition of all as readonly Condition[]) {
          const before = queryOf(condition as never);
          const added = { field: 'tag.vip', operator: '=', value: true };
          const more = settled(before, { ...before, rules: [...before.rules, { ...added, id: 'new' }] }, UNTYPED);
          expect(conditionOf(more)).toEqual({ ...condition, rules: [...condition.rules, added] });
          const turned = { ...before, not: condition.not !== true };
          expect(conditionOf(settled(turned, { ...turned, not: condition.not === true }, UNTYPED))).toEqual(condition);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('has the shape of one', () => {
    fc.assert(
      fc.property(conditions, (all) => {
        for (const condition of all) expect(misshapen(condition)).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

test('every operator of the language has a form and is offered', () => {
  const types = ['number', 'string', 'boolean', 'time', 'list', 'objects', 'event', 'draw', 'unknown'] as const;
  const offered = new Set(types.flatMap((type) => Object.values(operatorsFor(type)).flat()));
  expect(OPERATORS.filter((operator) => formOf(operator) === undefined)).toEqual([]);
  expect(OPERATORS.filter((operator) => !offered.has(operator))).toEqual([]);
  expect([...offered].filter((operator) => !(OPERATORS as readonly string[]).includes(operator))).toEqual([]);
});
