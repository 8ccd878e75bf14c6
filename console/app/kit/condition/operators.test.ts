import { describe, expect, test } from 'vitest';
import { elementOperators, type FieldType, firstValue, formOf, isWide, operatorsFor } from './operators.ts';

describe('a new rule', () => {
  test.each<[FieldType, string]>([
    ['number', '>='],
    ['string', '='],
    ['boolean', '='],
    ['time', 'withinLast'],
    ['list', 'contains'],
    ['objects', 'anyElementWhere'],
    ['member', '='],
    ['event', 'performed'],
    ['draw', '<'],
    ['unknown', '='],
  ])('about a field of type %s begins with %s', (type, operator) => expect(operatorsFor(type).common[0]).toBe(operator));

  test.each<[string, FieldType, unknown]>([
    ['=', 'member', true],
    ['=', 'boolean', true],
    ['=', 'string', undefined],
    ['>=', 'number', undefined],
    ['in', 'string', undefined],
    ['withinLast', 'time', '30d'],
    ['duringThis', 'time', 'month'],
    ['anniversaryInDays', 'time', [0, 7]],
    ['hasType', 'string', 'string'],
    ['anyElement', 'list', { operator: '=' }],
    ['anyElementWhere', 'objects', { combinator: 'and', rules: [] }],
    ['withinDistance', 'number', undefined],
    ['null', 'string', undefined],
    ['performed', 'event', { within: { last: '30d' } }],
    ['performedThen', 'event', { then: { event: '' }, within: '7d' }],
    ['performedWithout', 'event', { without: { event: '' }, within: '7d' }],
    ['performedSequence', 'event', { steps: [{ event: '' }], within: '7d' }],
    ['firstPerformed', 'event', { has: { combinator: 'and', rules: [] } }],
    ['performedRegularly', 'event', { unit: 'week', of: 4, atLeast: 3 }],
  ])('with %s of a %s asks %j', (operator, type, value) => expect(firstValue(operator, type)).toEqual(value));
});

test('no operator is offered twice, and what was offered first is not offered again', () => {
  for (const type of ['number', 'string', 'boolean', 'time', 'list', 'objects', 'event', 'draw', 'unknown'] as const) {
    const { common, more } = operatorsFor(type);
    expect(new Set([...common, ...more]).size, type).toBe(common.length + more.length);
  }
});

test('filters of events are offered nothing that depends on now', () => {
  const { common, more } = operatorsFor('time', true);
  expect(common[0]).toBe('since');
  for (const operator of ['withinLast', 'beforeLast', 'duringThis', 'anniversaryInDays'])
    expect([...common, ...more]).not.toContain(operator);
  expect([...common, ...more]).toContain('onDay');
});

test('elements of lists are compared by what looks at one value alone', () => {
  const offered = elementOperators();
  expect(offered).toEqual(expect.arrayContaining(['=', 'beginsWith', 'before', 'in', 'empty', 'hasLength']));
  for (const operator of ['anyElement', 'withinLast', 'performed', 'withinDistance', 'anyElementWhere', 'null'])
    expect(offered).not.toContain(operator);
});

test('histories and conditions take a row of their own; an operator that nobody knows has no form', () => {
  expect(['performed', 'aggregate', 'anyElementWhere', 'withinDistance'].filter((one) => !isWide(one))).toEqual([]);
  expect(['=', 'in', 'withinLast', 'unheardOf'].filter(isWide)).toEqual([]);
  expect(formOf('unheardOf')).toBeUndefined();
});
