import { describe, expect, test } from 'vitest';
import { text } from '../example.suite.ts';
import { all, any, occurs, property, tag, trait } from './conditions.ts';
import {
  defineJourney,
  defineNamespace,
  definePolicy,
  defineProject,
  definePurpose,
  defineSegment,
  defineTag,
  defineTagGroup,
  defineTemplate,
  defineTrait,
  defineWorkspace,
} from './definitions.ts';
import { expressionOf, formula } from './formulas.ts';
import { wait } from './steps.ts';
import { onSegment } from './triggers.ts';

const name = text('Name');

describe('defineTrait', () => {
  test('declared', () => {
    expect(defineTrait({ id: 'a', name, type: 'string' })).toEqual({ kind: 'trait', id: 'a', name, type: 'string' });
  });

  test('computed, its filter as a condition', () => {
    const where = property('x').is(1);
    expect(defineTrait({ id: 'a', name, aggregate: 'count', event: 'E', where })).toEqual({
      kind: 'trait',
      id: 'a',
      name,
      aggregate: 'count',
      event: 'E',
      where: all(where),
    });
    expect(defineTrait({ id: 'a', name, aggregate: 'count', event: 'E' })).not.toHaveProperty('where');
  });

  test('formula, its operands as expressions', () => {
    expect(defineTrait({ id: 'a', name, formula: 'b' })).toEqual({ kind: 'trait', id: 'a', name, formula: { trait: 'b' } });
  });

  test('score', () => {
    expect(defineTrait({ id: 'a', name, score: { of: 'b', bins: 5 } })).toEqual({
      kind: 'trait',
      id: 'a',
      name,
      score: { of: 'b', bins: 5 },
    });
  });
});

describe('formula', () => {
  test.each([
    ['a text is a trait', expressionOf('a'), { trait: 'a' }],
    ['a number is itself', expressionOf(3), { literal: 3 }],
    ['so is a boolean', expressionOf(false), { literal: false }],
    ['an expression stays', expressionOf({ literal: 'x' }), { literal: 'x' }],
    ['trait', formula.trait('a'), { trait: 'a' }],
    ['literal', formula.literal('a'), { literal: 'a' }],
    ['add', formula.add('a', 1, 'b'), { op: 'add', args: [{ trait: 'a' }, { literal: 1 }, { trait: 'b' }] }],
    ['subtract', formula.subtract('a', 'b'), { op: 'subtract', args: [{ trait: 'a' }, { trait: 'b' }] }],
    ['multiply', formula.multiply('a', 2), { op: 'multiply', args: [{ trait: 'a' }, { literal: 2 }] }],
    ['divide', formula.divide('a', 'b'), { op: 'divide', args: [{ trait: 'a' }, { trait: 'b' }] }],
    ['min', formula.min('a', 0), { op: 'min', args: [{ trait: 'a' }, { literal: 0 }] }],
    ['max', formula.max('a', 0), { op: 'max', args: [{ trait: 'a' }, { literal: 0 }] }],
    ['coalesce', formula.coalesce('a', 0), { op: 'coalesce', args: [{ trait: 'a' }, { literal: 0 }] }],
    ['concat', formula.concat('a', formula.literal(' ')), { op: 'concat', args: [{ trait: 'a' }, { literal: ' ' }] }],
    [
      'when',
      formula.when(tag('vip'), 1, formula.add('a', 1)),
      { op: 'if', when: all(tag('vip')), then: { literal: 1 }, otherwise: { op: 'add', args: [{ trait: 'a' }, { literal: 1 }] } },
    ],
  ])('%s', (_, built, expected) => {
    expect(built).toEqual(expected);
  });
});

describe('kinds are filled in', () => {
  test.each([
    ['tag', defineTag({ id: 'a', name, owner: 'o', rule: tag('b') }), { rule: all(tag('b')), owner: 'o' }],
    ['tag_group', defineTagGroup({ id: 'a', name, exclusive: true }), { exclusive: true }],
    ['segment', defineSegment({ id: 'a', name, condition: any(tag('b')) }), { condition: any(tag('b')) }],
    ['template', defineTemplate({ id: 'a', name, body: 'x' }), { body: 'x' }],
    ['purpose', definePurpose({ id: 'a', name, basis: 'opt_out' }), { basis: 'opt_out' }],
    ['namespace', defineNamespace({ id: 'a', name, priority: 1, limit: 1 }), { priority: 1, limit: 1 }],
    ['workspace', defineWorkspace({ id: 'a', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }), { timeZone: 'UTC' }],
  ])('%s', (kind, definition, more) => {
    expect(definition).toMatchObject({ kind, id: 'a', name, ...more });
  });

  test('policy, of which there is one', () => {
    expect(definePolicy({})).toEqual({ kind: 'policy', id: 'default' });
    const rest = {
      quietHours: { from: '22:00', to: '08:00', classes: ['marketing'], expireAfter: '6h' },
      acceptedFrequency: { trait: 'weekly', per: '7d', classes: ['marketing'], channel: 'sms' },
      expiry: { marketing: '12h' },
    } as const;
    expect(definePolicy(rest)).toEqual({ kind: 'policy', id: 'default', ...rest });
  });
});

describe('defineJourney', () => {
  const base = { id: 'a', name, stage: 'retain', trigger: onSegment('s'), reentry: 'once', steps: [wait('1d')] } as const;

  test('fills in the ids of steps', () => {
    expect(defineJourney(base).steps).toEqual([{ type: 'wait', id: 'wait-1d', duration: '1d' }]);
  });

  test('says nothing of what was not given', () => {
    const { kind, ...rest } = defineJourney(base);
    expect(kind).toBe('journey');
    expect(Object.keys(rest).sort()).toEqual(['id', 'name', 'reentry', 'stage', 'steps', 'trigger']);
  });

  test('takes events, rules and conditions as goal and exits', () => {
    const bought = occurs('Bought');
    const rich = trait('ltv').greaterThan(1);
    expect(defineJourney({ ...base, goal: bought, exits: [rich, any(rich), bought], when: rich })).toMatchObject({
      goal: bought,
      exits: [all(rich), any(rich), bought],
      when: all(rich),
    });
  });
});

test('defineProject flattens lists', () => {
  const [a, b, c] = [definePolicy({}), defineTemplate({ id: 'b', name, body: 'b' }), defineTemplate({ id: 'c', name, body: 'c' })];
  expect(defineProject(a, [b, c]).definitions).toEqual([a, b, c]);
});
