import { describe, expect, test } from 'vitest';
import { all, any, property, tag } from '../build/conditions.ts';
import { type ComputedTraitInput, definePolicy, defineTrait, type PolicyInput } from '../build/definitions.ts';
import { type ExpressionInput, formula } from '../build/formulas.ts';
import { text, workspace } from '../example.suite.ts';
import type { PurchaseDefinition } from '../policy.ts';
import type { Definition } from '../project.ts';
import { contentFaults } from './content.ts';
import type { ValueType } from './types.ts';

/** Ids of the traits that formulas and scores name here are their types. */
const typeOf = (id: string) => id as ValueType;
const faults = (definition: Definition) => [...contentFaults(definition, typeOf)].map(({ path, text: fault }) => `${path}: ${fault.en}`);
const name = text('Name');

describe('computed traits', () => {
  const computed = (input: Omit<ComputedTraitInput, 'id' | 'name' | 'event'>) =>
    faults(defineTrait({ id: 't', name, event: 'E', ...input }));

  test.each<[string, Omit<ComputedTraitInput, 'id' | 'name' | 'event'>]>([
    ['a count needs no property', { aggregate: 'count' }],
    ['but may have one', { aggregate: 'count', property: 'products[].sku' }],
    ['first and last may be a time or a value', { aggregate: 'first' }],
    ['of a property', { aggregate: 'last', property: 'city' }],
    ['a streak of weeks', { aggregate: 'streak', unit: 'week' }],
    ['a streak of days is the default', { aggregate: 'streak' }],
    ['calendar days since', { aggregate: 'time_since', unit: 'day', calendar: true }],
    ['minutes since', { aggregate: 'time_since', unit: 'minute' }],
    [
      'one list, filtered by its own elements',
      { aggregate: 'sum', property: 'products[].price', where: property('products[].sku').is('a') },
    ],
    ['one list, filtered by the event', { aggregate: 'sum', property: 'products[].price', where: property('currency').is('CNY') }],
  ])('%s', (_, input) => {
    expect(computed(input)).toEqual([]);
  });

  test.each(['sum', 'average', 'min', 'max', 'most_frequent', 'distinct_count', 'distinct_list'] as const)(
    '%s needs a property',
    (aggregate) => {
      expect(computed({ aggregate })).toEqual([`property: aggregate "${aggregate}" needs the property that it reads`]);
      expect(computed({ aggregate, property: 'p' })).toEqual([]);
    },
  );

  test.each<[string, Omit<ComputedTraitInput, 'id' | 'name' | 'event'>]>([
    ['unit: aggregate "count" has no unit; leave it out', { aggregate: 'count', unit: 'day' }],
    ['unit: a streak counts days, weeks or months', { aggregate: 'streak', unit: 'hour' }],
    ['unit: a month is no fixed time; count days', { aggregate: 'time_since', unit: 'month' }],
    ['calendar: only "time_since" in days can count calendar days', { aggregate: 'time_since', unit: 'hour', calendar: true }],
    ['calendar: only "time_since" in days can count calendar days', { aggregate: 'count', calendar: false }],
    [
      'where: one list at a time: this reads products[] and coupons[]',
      { aggregate: 'sum', property: 'products[].price', where: all(property('coupons[].code').is('a')) },
    ],
    [
      'where: one list at a time: this reads a[] and b[]',
      { aggregate: 'count', where: all(property('a[].x').is(1), all(property('b[].x').is(1))) },
    ],
  ])('%s', (message, input) => {
    expect(computed(input)).toEqual([message]);
  });
});

describe('formulas and scores', () => {
  const built = (input: ExpressionInput) => faults(defineTrait({ id: 't', name, formula: input }));

  test('arithmetic needs numbers', () => {
    expect(built(formula.add('number', 'scalar', 1))).toEqual([]);
    expect(built(formula.add('number', 'string'))).toEqual(['formula.args[1]: "add" needs numbers, this is a string']);
    expect(built(formula.multiply(formula.divide('list', 2), true))).toEqual([
      'formula.args[1]: "multiply" needs numbers, this is a boolean',
      'formula.args[0].args[0]: "divide" needs numbers, this is a list',
    ]);
  });

  test('the others take what there is', () => {
    expect(built(formula.concat('number', 'string', 'time'))).toEqual([]);
    expect(built(formula.coalesce('string', 1))).toEqual([]);
    expect(built(formula.when(tag('vip'), 'string', 1))).toEqual([]);
  });

  test('types go through them', () => {
    expect(built(formula.add(formula.coalesce('number', 0), 1))).toEqual([]);
    expect(built(formula.add(formula.concat('number'), 1))).toEqual(['formula.args[0]: "add" needs numbers, this is a string']);
    expect(built(formula.add(formula.when(tag('a'), 'string', 'string'), 1))).toEqual([
      'formula.args[0]: "add" needs numbers, this is a string',
    ]);
    expect(built(formula.add(formula.when(tag('a'), 'string', 'number'), 1))).toEqual([]);
  });

  test('a score ranks a number', () => {
    const score = (of: string) => faults(defineTrait({ id: 't', name, score: { of, bins: 5 } }));
    expect([...score('number'), ...score('scalar')]).toEqual([]);
    expect(score('string')).toEqual(['score.of: expected a trait of type number, "string" is a string']);
  });
});

describe('policy and workspace', () => {
  const classes = ['marketing'] as const;

  test.each<[PolicyInput, readonly string[]]>([
    [{}, []],
    [{ quietHours: { from: '22:00', to: '08:00', classes } }, []],
    [{ quietHours: { from: '08:00', to: '08:00', classes } }, ['quietHours: they begin and end at the same time; leave them out']],
    [{ acceptedFrequency: { trait: 'number', per: '7d', classes } }, []],
    [{ acceptedFrequency: { trait: 'scalar', per: { this: 'week' }, classes, channel: 'sms' } }, []],
    [
      { acceptedFrequency: { trait: 'string', per: '7d', classes } },
      ['acceptedFrequency.trait: expected a trait of type number, "string" is a string'],
    ],
    [{ expiry: { marketing: '6h', transactional: '30d' } }, []],
    [
      {
        quietHours: { from: '22:00', to: '08:00', classes: ['transactional'], expireAfter: '2h' },
        caps: [
          { id: 'a', max: 1, per: '1d', classes },
          { id: 'b', max: 1, per: '1d', classes: ['service', 'transactional'] },
        ],
        acceptedFrequency: { trait: 'number', per: '7d', classes: ['transactional'] },
      },
      ['quietHours', 'caps[1]', 'acceptedFrequency'].map(
        (place) => `${place}.classes: transactional messages are always exempt; leave "transactional" out`,
      ),
    ],
    [{ caps: ['a', 'b', 'a'].map((id) => ({ id, max: 1, per: '1d', classes })) }, ['caps[2].id: another cap has the id "a" already']],
  ])('%j', (input, expected) => {
    expect(faults(definePolicy(input))).toEqual(expected);
  });

  test('a time zone exists', () => {
    expect(faults(workspace)).toEqual([]);
    expect(faults({ ...workspace, timeZone: 'China' })).toEqual([expect.stringContaining('timeZone: "China" is not a time zone')]);
  });

  test.each<[string, PurchaseDefinition, readonly string[]]>([
    ['plain', { event: 'Bought', order: 'order.id', revenue: 'lines[].revenue', where: all(property('price').greaterThan(0)) }, []],
    [
      'an order in a list',
      { event: 'Bought', order: 'lines[].order', revenue: 'revenue' },
      ['purchase.order: the key of an order stands outside of lists, "lines[].order" is inside one'],
    ],
    [
      'a filter in a list, nested',
      { event: 'Bought', revenue: 'revenue', where: all(property('a').present(), any(property('lines[].sku').is('x'))) },
      ['purchase.where.rules[1].rules[0].field: a purchase is filtered outside of lists, "property.lines[].sku" is inside one'],
    ],
    [
      'an operator that is not plain',
      { event: 'Bought', revenue: 'revenue', where: all(property('sku').contains('x')) },
      [expect.stringMatching(/^purchase\.where\.rules\[0\]\.operator: a purchase is filtered by .*, not by "contains"$/)],
    ],
  ])('what is a purchase: %s', (_, purchase, expected) => {
    expect(faults({ ...workspace, purchase })).toEqual(expected);
  });
});
