import { describe, expect, test } from 'vitest';
import { conditionSchema, ruleSchema, windowSchema } from './condition.ts';

const accepts = (rule: unknown) => ruleSchema.safeParse(rule).success;
const where = { combinator: 'and', rules: [{ field: 'property.x', operator: '=', value: 1 }] };

describe('values of comparisons', () => {
  const single = ['text', '', 0, -1.5, true, false];
  const ordered = ['text', '', 0, -1.5];
  const texts = ['text', ''];
  const lists = [['a'], ['a', 1, true]];
  const pairs = [
    [1, 2],
    ['a', 'b'],
  ];
  const durations = ['45s', '7d', '2w'];
  const every: readonly unknown[] = [...single, ...lists, ...pairs, ...durations, [], [1, 2, 3], null, {}, [[1]], [null], '0s', '-1d'];

  test.each<[string, readonly unknown[]]>([
    ['=', [...single, ...durations, '0s', '-1d']],
    ['!=', [...single, ...durations, '0s', '-1d']],
    ['contains', [...single, ...durations, '0s', '-1d']],
    ['doesNotContain', [...single, ...durations, '0s', '-1d']],
    ['<', [...ordered, ...durations, '0s', '-1d']],
    ['<=', [...ordered, ...durations, '0s', '-1d']],
    ['>', [...ordered, ...durations, '0s', '-1d']],
    ['>=', [...ordered, ...durations, '0s', '-1d']],
    ['in', [...lists, ...pairs, [1, 2, 3]]],
    ['notIn', [...lists, ...pairs, [1, 2, 3]]],
    ['between', pairs],
    ['notBetween', pairs],
    ['beginsWith', [...texts, ...durations, '0s', '-1d']],
    ['doesNotBeginWith', [...texts, ...durations, '0s', '-1d']],
    ['endsWith', [...texts, ...durations, '0s', '-1d']],
    ['doesNotEndWith', [...texts, ...durations, '0s', '-1d']],
    ['withinLast', durations],
    ['notWithinLast', durations],
    ['withinNext', durations],
    ['null', []],
    ['notNull', []],
  ])('operator %s', (operator, fitting) => {
    const accepted = every.filter((value) => accepts({ field: 'trait.x', operator, value }));
    const keys = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
    expect(keys(accepted)).toEqual(keys(fitting));
    expect(accepts({ field: 'trait.x', operator })).toBe(fitting.length === 0);
  });
});

describe('comparisons that look at more than one value', () => {
  const near = (value: unknown, field = 'trait.lat') => accepts({ field, operator: 'withinDistance', value });
  const circle = { longitude: 'lon', of: [31.2, 121.5], meters: 500 };

  test('a circle has a point on the earth and a radius up to half the way around', () => {
    expect(near(circle)).toBe(true);
    expect(near(circle, 'property.$context.location.latitude')).toBe(true);
    expect(near({ ...circle, of: [-90, 180] })).toBe(true);
    for (const of of [[90.1, 0], [0, 180.1], [0], ['0', 0]]) expect(near({ ...circle, of }), JSON.stringify(of)).toBe(false);
    for (const meters of [0, -1, 20_100_001, '5']) expect(near({ ...circle, meters }), String(meters)).toBe(false);
    expect(near({ of: [0, 0], meters: 5 })).toBe(false);
    expect(near(circle, 'event.Order')).toBe(false);
  });

  test('elements are asked by a condition', () => {
    expect(accepts({ field: 'property.products', operator: 'anyElementWhere', value: where })).toBe(true);
    expect(
      accepts({ field: 'property.products', operator: 'noElementWhere', value: { combinator: 'or', not: true, rules: [where] } }),
    ).toBe(true);
    expect(accepts({ field: 'property.products', operator: 'anyElementWhere', value: where.rules[0] })).toBe(false);
    expect(accepts({ field: 'property.products', operator: 'anyElementWhere' })).toBe(false);
  });
});

describe('values of further operators', () => {
  const every: readonly unknown[] = [
    'a',
    '(',
    5,
    ['a'],
    [1, 'b'],
    '1.10.0',
    '2.0-beta.1',
    '2026-05-01',
    '2026-02-30',
    '2026-05-01T10:00Z',
    '2026-05-01T10:00',
    ['2026-05-01', 5],
    '7d',
    'month',
    'year',
    'list',
    {},
    { atLeast: 1 },
    { atMost: -1 },
    { operator: '=', value: 1 },
    { operator: 'empty' },
    { operator: 'anyElement', value: { operator: 'empty' } },
    { operator: 'withinLast', value: '7d' },
    [0, 7],
    [0, 400],
  ];
  const texts = every.filter((value) => typeof value === 'string');

  test.each<[string, readonly unknown[]]>([
    ['equalsIgnoringCase', texts],
    ['matches', texts.filter((text) => text !== '(')],
    ['inIgnoringCase', [['a']]],
    ['containsAny', [['a'], [1, 'b'], ['2026-05-01', 5], [0, 7], [0, 400]]],
    ['containsAll', [['a'], [1, 'b'], ['2026-05-01', 5], [0, 7], [0, 400]]],
    ['anyElement', [{ operator: '=', value: 1 }, { operator: 'empty' }]],
    ['notEveryElement', [{ operator: '=', value: 1 }, { operator: 'empty' }]],
    ['hasLength', [{}, { atLeast: 1 }]],
    ['hasType', ['list']],
    ['versionAtLeast', ['1.10.0', '2.0-beta.1', '2026-05-01', '2026-02-30']],
    ['before', [5, '2026-05-01', '2026-05-01T10:00Z']],
    ['since', [5, '2026-05-01', '2026-05-01T10:00Z']],
    [
      'timeBetween',
      [
        ['2026-05-01', 5],
        [0, 7],
        [0, 400],
      ],
    ],
    ['onDay', ['2026-05-01']],
    ['beforeLast', ['7d']],
    ['afterNext', ['7d']],
    ['duringThis', ['month', 'year']],
    ['anniversaryDuringThis', ['month']],
    ['anniversaryInDays', [[0, 7]]],
    ['empty', []],
  ])('operator %s', (operator, fitting) => {
    expect(every.filter((value) => accepts({ field: 'trait.x', operator, value }))).toEqual(fitting.map((one) => one));
    expect(accepts({ field: 'trait.x', operator })).toBe(fitting.length === 0);
  });
});

describe('fields', () => {
  test.each(['trait.orders', 'tag.vip', 'segment.win-back', 'property.products[].price', 'property.Größe in cm', 'property.名称'])(
    '%s may be compared',
    (field) => {
      expect(accepts({ field, operator: '=', value: 1 })).toBe(true);
    },
  );

  test.each(['', 'orders', 'trait', 'trait.', 'Trait.x', 'event.A', 'profile.x', ' trait.x', `trait.${'x'.repeat(300)}`])(
    '%j may not',
    (field) => {
      expect(accepts({ field, operator: '=', value: 1 })).toBe(false);
    },
  );

  test.each(['performed', 'notPerformed'])('only an event can be %s', (operator) => {
    expect(accepts({ field: 'event.Order Completed', operator })).toBe(true);
    expect(accepts({ field: 'event.*', operator, value: {} })).toBe(true);
    expect(accepts({ field: 'trait.x', operator, value: {} })).toBe(false);
  });
});

describe('history', () => {
  const history = (operator: string, value: unknown) => accepts({ field: 'event.A', operator, value });

  test.each<[boolean, string, unknown]>([
    [true, 'performed', { atLeast: 0 }],
    [true, 'performed', { atLeast: 2, atMost: 5, within: { last: '30d' }, where }],
    [true, 'notPerformed', { within: { previous: 'quarter' } }],
    [false, 'performed', { atLeast: 1.5 }],
    [false, 'performed', { atLeast: -1 }],
    [false, 'performed', { within: '30d' }],
    [false, 'performed', { where: where.rules[0] }],
    [false, 'performed', { times: 3 }],
    [true, 'performed', { within: { last: '60d', except: '30d' } }],
    [true, 'performed', { within: { from: '2026-05-01', to: '2026-06-01T00:00+08:00' } }],
    [true, 'performed', { within: { from: 5 } }],
    [true, 'performed', { within: { to: '2026-05-01' } }],
    [false, 'performed', { within: { from: 'May' } }],
    [false, 'performed', { within: {} }],
    [true, 'aggregate', { aggregate: 'sum', property: 'a.b', where, within: { this: 'month' }, is: { operator: '>=', value: 5 } }],
    [true, 'aggregate', { aggregate: 'first', is: { operator: 'duringThis', value: 'day' } }],
    [false, 'aggregate', { aggregate: 'first' }],
    [false, 'aggregate', { aggregate: 'first', is: { operator: 'performed' } }],
    [false, 'aggregate', { aggregate: 'median', is: { operator: '=', value: 5 } }],
    [false, 'aggregate', { aggregate: 'sum', property: 'a..b', is: { operator: '=', value: 5 } }],
    [true, 'performedSequence', { steps: [{ event: 'B' }, { event: 'C', within: '1d', without: { event: 'D', where } }], within: '7d' }],
    [true, 'performedSequence', { steps: [{ event: 'B' }], within: '7d', last: '60d', strict: true, same: 'a.b', where }],
    [false, 'performedSequence', { steps: [], within: '7d' }],
    [false, 'performedSequence', { steps: [{ event: 'B' }] }],
    [false, 'performedSequence', { steps: Array.from({ length: 10 }, () => ({ event: 'B' })), within: '7d' }],
    [true, 'performedThen', { then: { event: 'B' }, within: '7d', matching: [{ earlier: 'a', later: 'b[].c', operator: '<' }] }],
    [false, 'performedThen', { then: { event: 'B' }, within: '7d', matching: [{ earlier: 'a', later: 'b', operator: 'contains' }] }],
    [false, 'performedThen', { then: { event: 'B' }, within: '7d', matching: [] }],
    [true, 'performedWithout', { without: { event: 'B' }, within: '7d', matching: [{ earlier: 'a', later: 'a' }] }],
    [true, 'lastPerformed', { has: where, where, within: { last: '7d' } }],
    [true, 'firstPerformed', { has: where }],
    [false, 'firstPerformed', { where }],
    [true, 'performedRegularly', { unit: 'week', of: 4, atLeast: 3, times: 2, where }],
    [false, 'performedRegularly', { unit: 'year', of: 4, atLeast: 3 }],
    [false, 'performedRegularly', { unit: 'day', of: 61, atLeast: 3 }],
    [false, 'performedRegularly', { unit: 'day', of: 4 }],
    [true, 'performedThen', { then: { event: 'B' }, within: '7d' }],
    [true, 'performedThen', { then: { event: 'B', where }, within: '7d', last: '60d', where }],
    [false, 'performedThen', { then: { event: 'B' } }],
    [false, 'performedThen', { within: '7d' }],
    [false, 'performedThen', { then: 'B', within: '7d' }],
    [false, 'performedThen', { then: { event: '' }, within: '7d' }],
    [false, 'performedThen', { then: { event: 'B' }, within: '0d' }],
    [false, 'performedThen', { then: { event: 'B' }, within: '7d', after: '1d' }],
    [true, 'performedWithout', { without: { event: 'B' }, within: '7d' }],
    [true, 'performedWithout', { without: { event: 'B', where }, within: '7d', after: '0s', where }],
    [false, 'performedWithout', { without: { event: 'B' } }],
    [false, 'performedWithout', { then: { event: 'B' }, within: '7d' }],
    [false, 'performedWithout', { without: { event: 'B' }, within: '7d', after: 'soon' }],
    [false, 'performedWithout', undefined],
  ])('%s: %s %j', (expected, operator, value) => {
    expect(history(operator, value)).toBe(expected);
  });
});

describe('windows', () => {
  const calendar = ['day', 'week', 'month', 'quarter', 'year'];

  test.each<unknown>(['ever', { last: '1ms' }, { last: '90d' }, ...calendar.flatMap((unit) => [{ this: unit }, { previous: unit }])])(
    '%j',
    (window) => {
      expect(windowSchema.safeParse(window).data).toEqual(window);
    },
  );

  test.each<unknown>([
    'always',
    '7d',
    {},
    { last: 7 },
    { last: '0d' },
    { last: '1y' },
    { this: 'hour' },
    { next: 'week' },
    { this: 'week', previous: 'week' },
    { last: '7d', this: 'day' },
    null,
  ])('not %j', (window) => {
    expect(windowSchema.safeParse(window).success).toBe(false);
  });
});

describe('conditions', () => {
  const nested = (depth: number): unknown => (depth === 0 ? where : { combinator: 'or', not: true, rules: [nested(depth - 1)] });

  test.each<[boolean, string, unknown]>([
    [true, 'no rules', { combinator: 'and', rules: [] }],
    [true, 'negated', { combinator: 'or', not: true, rules: [] }],
    [true, 'nested', nested(20)],
    [true, '200 rules', { combinator: 'and', rules: new Array(200).fill(where.rules[0]) }],
    [false, '201 rules', { combinator: 'and', rules: new Array(201).fill(where.rules[0]) }],
    [false, 'a bare rule', where.rules[0]],
    [false, 'an unknown combinator', { combinator: 'nor', rules: [] }],
    [false, 'no combinator', { rules: [] }],
    [false, 'rules that are no list', { combinator: 'and', rules: where }],
    [false, 'an id of the editor', { combinator: 'and', id: 'r-1', rules: [] }],
    [false, 'not that is no boolean', { combinator: 'and', not: 'yes', rules: [] }],
  ])('%s: %s', (expected, _, condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(expected);
  });
});
