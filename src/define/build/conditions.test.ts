import { describe, expect, test } from 'vitest';
import type { Rule } from '../condition.ts';
import { all, any, bucket, conditionOf, event, next, not, occurs, property, segment, tag, trait } from './conditions.ts';

const rule = (field: string, operator: string, value?: unknown) => (value === undefined ? { field, operator } : { field, operator, value });
const x = trait('x');

test.each<[string, Rule, object]>([
  ['is', x.is('a'), rule('trait.x', '=', 'a')],
  ['isNot', x.isNot(true), rule('trait.x', '!=', true)],
  ['lessThan', x.lessThan(3), rule('trait.x', '<', 3)],
  ['atMost', x.atMost('b'), rule('trait.x', '<=', 'b')],
  ['greaterThan', x.greaterThan(0), rule('trait.x', '>', 0)],
  ['atLeast', x.atLeast(3), rule('trait.x', '>=', 3)],
  ['oneOf', x.oneOf('a', 1, false), rule('trait.x', 'in', ['a', 1, false])],
  ['notOneOf', x.notOneOf('a'), rule('trait.x', 'notIn', ['a'])],
  ['between', x.between(1, 2), rule('trait.x', 'between', [1, 2])],
  ['notBetween', x.notBetween('a', 'b'), rule('trait.x', 'notBetween', ['a', 'b'])],
  ['contains', x.contains('a'), rule('trait.x', 'contains', 'a')],
  ['doesNotContain', x.doesNotContain('a'), rule('trait.x', 'doesNotContain', 'a')],
  ['beginsWith', x.beginsWith('a'), rule('trait.x', 'beginsWith', 'a')],
  ['doesNotBeginWith', x.doesNotBeginWith('a'), rule('trait.x', 'doesNotBeginWith', 'a')],
  ['endsWith', x.endsWith('a'), rule('trait.x', 'endsWith', 'a')],
  ['doesNotEndWith', x.doesNotEndWith('a'), rule('trait.x', 'doesNotEndWith', 'a')],
  ['missing', x.missing(), rule('trait.x', 'null')],
  ['present', x.present(), rule('trait.x', 'notNull')],
  ['withinLast', x.withinLast('7d'), rule('trait.x', 'withinLast', '7d')],
  ['notWithinLast', x.notWithinLast('7d'), rule('trait.x', 'notWithinLast', '7d')],
  ['withinNext', x.withinNext('7d'), rule('trait.x', 'withinNext', '7d')],
  ['bucket', bucket('spring').between(0, 24.9999), rule('bucket.spring', 'between', [0, 24.9999])],
  [
    'withinDistance',
    x.withinDistance('y', { of: [31.2, 121.5], meters: 500 }),
    rule('trait.x', 'withinDistance', { longitude: 'y', of: [31.2, 121.5], meters: 500 }),
  ],
  [
    'notWithinDistance',
    x.notWithinDistance('y', { of: [0, 0], meters: 1 }),
    rule('trait.x', 'notWithinDistance', { longitude: 'y', of: [0, 0], meters: 1 }),
  ],
  [
    'anyElementWhere of one',
    property('l').anyElementWhere(property('a').is(1)),
    rule('property.l', 'anyElementWhere', { combinator: 'and', rules: [rule('property.a', '=', 1)] }),
  ],
  [
    'noElementWhere',
    property('l').noElementWhere(any(property('a').is(1), property('b').is(2))),
    rule('property.l', 'noElementWhere', { combinator: 'or', rules: [rule('property.a', '=', 1), rule('property.b', '=', 2)] }),
  ],
  ['empty', x.empty(), rule('trait.x', 'empty')],
  ['notEmpty', x.notEmpty(), rule('trait.x', 'notEmpty')],
  ['equalsIgnoringCase', x.equalsIgnoringCase('a'), rule('trait.x', 'equalsIgnoringCase', 'a')],
  ['oneOfIgnoringCase', x.oneOfIgnoringCase('a', 'b'), rule('trait.x', 'inIgnoringCase', ['a', 'b'])],
  ['matches', x.matches('^a'), rule('trait.x', 'matches', '^a')],
  ['doesNotMatch', x.doesNotMatch('^a'), rule('trait.x', 'doesNotMatch', '^a')],
  ['containsAny', x.containsAny('a', 1), rule('trait.x', 'containsAny', ['a', 1])],
  ['containsNone', x.containsNone('a'), rule('trait.x', 'containsNone', ['a'])],
  ['containsAll', x.containsAll('a', 'b'), rule('trait.x', 'containsAll', ['a', 'b'])],
  ['anyElement', x.anyElement((one) => one.atLeast(5)), rule('trait.x', 'anyElement', { operator: '>=', value: 5 })],
  ['noElement', x.noElement((one) => one.empty()), rule('trait.x', 'noElement', { operator: 'empty' })],
  ['everyElement', x.everyElement((one) => one.matches('a')), rule('trait.x', 'everyElement', { operator: 'matches', value: 'a' })],
  ['hasLength', x.hasLength({ atLeast: 2 }), rule('trait.x', 'hasLength', { atLeast: 2 })],
  ['hasType', x.hasType('list'), rule('trait.x', 'hasType', 'list')],
  ['versionIs', x.versionIs('1.2'), rule('trait.x', 'versionEquals', '1.2')],
  ['versionBefore', x.versionBefore('1.2'), rule('trait.x', 'versionBefore', '1.2')],
  ['versionAtMost', x.versionAtMost('1.2'), rule('trait.x', 'versionAtMost', '1.2')],
  ['versionAfter', x.versionAfter('1.2'), rule('trait.x', 'versionAfter', '1.2')],
  ['versionAtLeast', x.versionAtLeast('1.2'), rule('trait.x', 'versionAtLeast', '1.2')],
  ['before', x.before('2026-05-01'), rule('trait.x', 'before', '2026-05-01')],
  ['since', x.since(5), rule('trait.x', 'since', 5)],
  ['timeBetween', x.timeBetween('2026-05-01', '2026-06-01'), rule('trait.x', 'timeBetween', ['2026-05-01', '2026-06-01'])],
  ['onDay', x.onDay('2026-05-01'), rule('trait.x', 'onDay', '2026-05-01')],
  ['beforeLast', x.beforeLast('7d'), rule('trait.x', 'beforeLast', '7d')],
  ['afterNext', x.afterNext('7d'), rule('trait.x', 'afterNext', '7d')],
  ['duringThis', x.duringThis('month'), rule('trait.x', 'duringThis', 'month')],
  ['duringPrevious', x.duringPrevious('week'), rule('trait.x', 'duringPrevious', 'week')],
  ['duringNext', x.duringNext('year'), rule('trait.x', 'duringNext', 'year')],
  ['anniversaryDuringThis', x.anniversaryDuringThis('month'), rule('trait.x', 'anniversaryDuringThis', 'month')],
  ['anniversaryInDays', x.anniversaryInDays(0, 7), rule('trait.x', 'anniversaryInDays', [0, 7])],
  ['a property', property('a.b').is(1), rule('property.a.b', '=', 1)],
  ['a tag', tag('vip'), rule('tag.vip', '=', true)],
  ['a segment', segment('s'), rule('segment.s', '=', true)],
])('%s', (_, built, expected) => {
  expect(built).toEqual(expected);
});

describe('what the customer did', () => {
  const bought = event('Order Completed');
  const paid = property('revenue').greaterThan(0);
  const where = { combinator: 'and', rules: [paid] };

  test('ever', () => {
    expect(bought.performed()).toEqual(rule('event.Order Completed', 'performed', {}));
    expect(bought.notPerformed()).toEqual(rule('event.Order Completed', 'notPerformed', {}));
  });

  test('how often, when, and which', () => {
    expect(bought.performed({ atLeast: 2, atMost: 5, within: { last: '30d' }, where: paid })).toEqual(
      rule('event.Order Completed', 'performed', { atLeast: 2, atMost: 5, within: { last: '30d' }, where }),
    );
    expect(bought.notPerformed({ within: 'ever' })).toEqual(rule('event.Order Completed', 'notPerformed', { within: 'ever' }));
  });

  test('then something else', () => {
    expect(event('A').performedThen('B', { within: '7d' })).toEqual(
      rule('event.A', 'performedThen', { within: '7d', then: { event: 'B' } }),
    );
    expect(event('A').performedThen('B', { within: '7d', last: '60d', where: paid, thenWhere: all(paid) })).toEqual(
      rule('event.A', 'performedThen', { within: '7d', last: '60d', where, then: { event: 'B', where } }),
    );
  });

  test('without something else since', () => {
    expect(event('A').performedWithout('B', { within: '3d', after: '2h', where: paid, withoutWhere: paid })).toEqual(
      rule('event.A', 'performedWithout', { within: '3d', after: '2h', where, without: { event: 'B', where } }),
    );
  });

  test('an aggregate, compared like a trait', () => {
    expect(bought.aggregate('sum', { property: 'revenue', within: { last: '30d' }, where: paid }, (sum) => sum.atLeast(100))).toEqual(
      rule('event.Order Completed', 'aggregate', {
        aggregate: 'sum',
        property: 'revenue',
        within: { last: '30d' },
        where,
        is: { operator: '>=', value: 100 },
      }),
    );
    expect(bought.aggregate('first', {}, (first) => first.withinLast('7d'))).toEqual(
      rule('event.Order Completed', 'aggregate', { aggregate: 'first', is: { operator: 'withinLast', value: '7d' } }),
    );
    expect(bought.aggregate('last', { property: 'sku' }, (last) => last.missing()).value).toEqual({
      aggregate: 'last',
      property: 'sku',
      is: { operator: 'null' },
    });
  });

  test('the first and the last time', () => {
    expect(bought.firstPerformed(paid)).toEqual(rule('event.Order Completed', 'firstPerformed', { has: where }));
    expect(bought.lastPerformed(paid, { where: paid, within: { last: '7d', except: '1d' } })).toEqual(
      rule('event.Order Completed', 'lastPerformed', { within: { last: '7d', except: '1d' }, where, has: where }),
    );
  });

  test('several steps', () => {
    expect(event('A').performedSequence([next('B'), next('C', { within: '1d', where: paid })], { within: '7d' })).toEqual(
      rule('event.A', 'performedSequence', { within: '7d', steps: [{ event: 'B' }, { event: 'C', within: '1d', where }] }),
    );
    expect(
      event('A').performedSequence([next('B', { without: 'C', withoutWhere: paid })], {
        within: '7d',
        last: '60d',
        strict: true,
        same: 'order_id',
        where: paid,
      }),
    ).toEqual(
      rule('event.A', 'performedSequence', {
        within: '7d',
        last: '60d',
        strict: true,
        same: 'order_id',
        where,
        steps: [{ event: 'B', without: { event: 'C', where } }],
      }),
    );
  });

  test('properties of two events compared', () => {
    const matching = [{ earlier: 'sku', later: 'products[].sku' }] as const;
    expect(event('A').performedWithout('B', { within: '3d', matching })).toEqual(
      rule('event.A', 'performedWithout', { within: '3d', matching, without: { event: 'B' } }),
    );
    expect(event('A').performedThen('B', { within: '3d', matching: [{ earlier: 'price', later: 'price', operator: '<' }] }).value).toEqual({
      within: '3d',
      matching: [{ earlier: 'price', later: 'price', operator: '<' }],
      then: { event: 'B' },
    });
  });

  test('regularly', () => {
    expect(bought.performedRegularly({ unit: 'week', of: 4, atLeast: 3, times: 2, where: paid })).toEqual(
      rule('event.Order Completed', 'performedRegularly', { unit: 'week', of: 4, atLeast: 3, times: 2, where }),
    );
  });

  test('names with dots stay whole', () => {
    expect(event('shop.order').performed().field).toBe('event.shop.order');
  });
});

describe('joining', () => {
  const [a, b] = [tag('a'), tag('b')];

  test('all and any', () => {
    expect(all(a, b)).toEqual({ combinator: 'and', rules: [a, b] });
    expect(any(a, all(b))).toEqual({ combinator: 'or', rules: [a, { combinator: 'and', rules: [b] }] });
    expect(all()).toEqual({ combinator: 'and', rules: [] });
  });

  test('not negates a rule by wrapping it, a condition by its flag', () => {
    expect(not(a)).toEqual({ combinator: 'and', not: true, rules: [a] });
    expect(not(any(a, b))).toEqual({ combinator: 'or', not: true, rules: [a, b] });
  });

  test('not twice is nothing', () => {
    expect(not(not(any(a, b)))).toEqual(any(a, b));
    expect(not(not(a))).toEqual(all(a));
  });

  test('a rule will do where a condition is expected', () => {
    expect(conditionOf(a)).toEqual(all(a));
    const condition = any(a);
    expect(conditionOf(condition)).toBe(condition);
  });
});

test('occurs names an event as it arrives', () => {
  expect(occurs('Paid')).toEqual({ event: 'Paid' });
  expect(occurs('Paid', property('x').present())).toEqual({ event: 'Paid', where: all(property('x').present()) });
});

test('everything is plain JSON', () => {
  const condition = all(event('A').performed({ where: property('x').is(1) }), not(tag('a')), x.between(1, 2));
  expect(JSON.parse(JSON.stringify(condition))).toEqual(condition);
});
