import { describe, expect, test } from 'vitest';
import { bucket, event, next, property, segment, tag, trait } from '../build/conditions.ts';
import type { Rule } from '../condition.ts';
import { faultsOf } from './rules.ts';
import type { ValueType } from './types.ts';
import type { Scope } from './walk.ts';

/** Ids of the traits here are their types: `trait('number')` is a number. */
const typeOf = (id: string) => id as ValueType;
const faults = (rule: Rule, scope: Scope = 'event') => [...faultsOf({ rule, path: '', scope }, typeOf)].map(({ en }) => en);

describe('operators fit the type of the value', () => {
  const built: Readonly<Record<string, (id: string) => Rule>> = {
    '=': (id) => trait(id).is(id === 'boolean' ? true : id === 'string' ? 'a' : 1),
    '<': (id) => trait(id).lessThan(id === 'string' ? 'a' : 1),
    between: (id) => (id === 'string' ? trait(id).between('a', 'b') : trait(id).between(1, 2)),
    in: (id) => trait(id).oneOf(id === 'boolean' ? true : id === 'string' ? 'a' : 1),
    contains: (id) => trait(id).contains('a'),
    beginsWith: (id) => trait(id).beginsWith('a'),
    withinLast: (id) => trait(id).withinLast('7d'),
    null: (id) => trait(id).missing(),
  };

  test.each([
    ['=', 'number string boolean time scalar'],
    ['<', 'number string time scalar'],
    ['between', 'number string time scalar'],
    ['in', 'number string boolean time scalar'],
    ['contains', 'string list scalar'],
    ['beginsWith', 'string scalar'],
    ['withinLast', 'string time scalar'],
    ['null', 'number string boolean time list scalar'],
  ])('%s fits %s', (operator, fitting) => {
    const types = ['number', 'string', 'boolean', 'time', 'list', 'scalar'];
    const accepted = types.filter((type) => faults(built[operator]!(type)).length === 0);
    expect(accepted).toEqual(types.filter((type) => fitting.split(' ').includes(type)));
  });

  test('and says which does not', () => {
    expect(faults(trait('number').contains('a'))).toEqual(['operator "contains" does not fit a value of type number']);
  });
});

describe('paths that read the event itself', () => {
  test('have a type', () => {
    expect(faults(property('$time.hour').is('22'))).toEqual(['"22" can never equal a value of type number']);
    expect(faults(property('$local_time.clock').atLeast('22:00'))).toEqual([]);
    expect(faults(property('$source').beginsWith('web'))).toEqual([]);
    expect(faults(property('$context.app.version').versionAtLeast('1.2'))).toEqual([]);
  });

  test('name parts of a time that there are', () => {
    expect(faults(property('$time.second').is(1))[0]).toMatch(/^"\$time.second" is no part of a time/);
  });

  test('lead nowhere once a journey has left its start', () => {
    expect(faults(property('$context.locale').is('zh'), 'kept')[0]).toMatch(/^of the event that started it a journey keeps/);
    expect(faults(property('locale').is('zh'), 'kept')).toEqual([]);
  });

  test('a list in the context is looked into by filters only', () => {
    const asked = (path: string) =>
      faults(
        event('A').aggregate('count', { property: path }, (n) => n.atLeast(1)),
        'customer',
      );
    expect(asked('$context.list[]')[0]).toMatch(/^a list beside the properties/);
    expect(asked('$context.list')).toEqual([]);
    expect(faults(property('$context.list[].x').is(1), 'property')).toEqual([]);
    const pair = event('A').performedThen('B', { within: '1d', matching: [{ earlier: '$context.l[]', later: 'x' }] });
    expect(faults(pair, 'customer')[0]).toMatch(/^a list beside the properties/);
  });
});

describe('buckets', () => {
  test('are numbers of a customer', () => {
    expect(faults(bucket('spring').lessThan(20), 'customer')).toEqual([]);
    expect(faults(bucket('spring').is('20'), 'customer')).toEqual(['"20" can never equal a value of type number']);
    expect(faults(bucket('spring').lessThan(20), 'property')[0]).toMatch(/^a filter of events reads only/);
  });
});

describe('comparisons that look at more than one value', () => {
  const circle = { of: [31.2, 121.5], meters: 500 } as const;

  test('a coordinate is a number', () => {
    expect(faults(trait('number').withinDistance('scalar', circle))).toEqual([]);
    expect(faults(trait('number').withinDistance('string', circle))[0]).toMatch(/^a coordinate is a number of degrees, "string"/);
    expect(faults(property('lat').notWithinDistance('$time.clock', circle))[0]).toMatch(/^a coordinate is a number/);
    expect(faults({ ...trait('number').withinDistance('number', circle), field: 'tag.x' })[0]).toMatch(/does not fit a tag/);
  });

  test('elements are those of a list of an event', () => {
    const dear = property('price').greaterThan(9);
    expect(faults(property('products').anyElementWhere(dear), 'property')).toEqual([]);
    expect(faults(property('products[]').anyElementWhere(dear), 'property')).toEqual(['name the list itself, without "[]"']);
    expect(faults(trait('list').noElementWhere(dear), 'customer')[0]).toMatch(/^a trait holds no objects/);
    expect(faults(property('inner').anyElementWhere(dear), 'element')).toEqual(['a list within an element is not looked into']);
  });

  test('an element has its own properties only, and no now', () => {
    expect(faults(trait('number').is(1), 'element')[0]).toMatch(/^a filter of events reads only/);
    expect(faults(property('$source').is('web'), 'element')).toEqual(['an element of a list has its own properties only']);
    expect(faults(property('at').withinLast('7d'), 'element')[0]).toMatch(/^whether an event counts must never change/);
  });
});

describe('values fit the type', () => {
  test.each<[string, Rule]>([
    ['"5" can never equal a value of type number', trait('number').is('5')],
    ['5 can never equal a value of type string', trait('string').isNot(5)],
    ['"b" can never equal a value of type number', trait('number').oneOf(1, 'b')],
    ['"soon" can never equal a value of type time', trait('time').lessThan('soon')],
    ['1 can never equal a value of type boolean', trait('boolean').is(1)],
  ])('%s', (message, rule) => {
    expect(faults(rule)).toEqual([message]);
  });

  test('a time is compared with an instant in ms or ISO 8601', () => {
    expect(faults(trait('time').atLeast('2026-01-01T00:00:00Z'))).toEqual([]);
    expect(faults(trait('time').atLeast(1_700_000_000_000))).toEqual([]);
  });

  test('properties bring whatever they bring', () => {
    expect([...faults(property('a').is(5)), ...faults(property('a').contains('x')), ...faults(property('a').withinLast('1d'))]).toEqual([]);
  });

  test.each<[string, Rule]>([
    ['the first end is larger than the second: nothing lies between', trait('number').between(2, 1)],
    ['the first end is larger than the second: nothing lies between', property('a').notBetween('b', 'a')],
    ['the two ends are of different types', property('a').between(1, '2')],
  ])('%s', (message, rule) => {
    expect(faults(rule)).toEqual([message]);
  });
});

describe('further operators', () => {
  test.each<[string, Rule]>([
    ['atLeast is larger than atMost: no length is', trait('string').hasLength({ atLeast: 3, atMost: 2 })],
    ['the first day comes after the last', trait('time').anniversaryInDays(7, 0)],
    ['the first time is not before the second: nothing lies between', trait('time').timeBetween('2026-05-01', '2026-05-01')],
    ['operator "matches" does not fit a value of type number', trait('number').matches('a')],
    ['operator "versionAfter" does not fit a value of type list', trait('list').versionAfter('1')],
    ['operator "anyElement" does not fit a value of type string', trait('string').anyElement((one) => one.is('a'))],
    ['operator "hasLength" does not fit a value of type boolean', trait('boolean').hasLength({ atLeast: 1 })],
    ['operator "before" does not fit a value of type boolean', trait('boolean').before('2026-05-01')],
    ['operator "duringThis" does not fit a value of type list', trait('list').duringThis('day')],
    ['operator "containsAny" does not fit a value of type time', trait('time').containsAny('a')],
  ])('%s', (message, rule) => {
    expect(faults(rule)).toEqual([message]);
  });

  test.each<Rule>([
    trait('string').matches('^a'),
    trait('list').anyElement((one) => one.is('a')),
    trait('list').containsAll('a', 'b'),
    trait('list').hasLength({ atMost: 0 }),
    trait('number').empty(),
    trait('boolean').hasType('boolean'),
    trait('string').versionAtLeast('1.2'),
    trait('time').timeBetween('2026-05-01', '2026-05-02'),
    trait('time').anniversaryInDays(-1, 1),
    trait('string').onDay('2026-05-01'),
  ])('%j fits', (rule) => {
    expect(faults(rule)).toEqual([]);
  });

  test('what depends on now cannot decide whether an event counts', () => {
    expect(faults(property('a').withinLast('1d'), 'property')).toEqual([expect.stringContaining('"withinLast" depends on now')]);
    expect(faults(property('a').before('2026-05-01'), 'property')).toEqual([]);
  });
});

describe('membership', () => {
  test.each<Rule>([
    tag('a'),
    segment('a'),
    { field: 'tag.a', operator: '!=', value: true },
    { field: 'segment.a', operator: '=', value: false },
  ])('is there or not: %j', (rule) => {
    expect(faults(rule)).toEqual([]);
  });

  test.each<Rule>([
    { field: 'tag.a', operator: '=', value: 'yes' },
    { field: 'tag.a', operator: 'null' },
    { field: 'segment.a', operator: '>', value: 1 },
  ])('is nothing else: %j', (rule) => {
    expect(faults(rule)).toEqual([expect.stringMatching(/^a (tag|segment) is there or not/)]);
  });
});

describe('history', () => {
  test.each<[string, Rule]>([
    ['without bounds', event('A').performed()],
    ['never', event('A').performed({ atMost: 0 })],
    ['exactly', event('A').performed({ atLeast: 2, atMost: 2 })],
    ['in between', event('A').performedWithout('B', { within: '3d', after: '2d' })],
  ])('%s', (_, rule) => {
    expect(faults(rule)).toEqual([]);
  });

  test.each<[string, Rule]>([
    ['atLeast is larger than atMost: it can never be true', event('A').performed({ atLeast: 3, atMost: 2 })],
    ['at least 0 times is always true', event('A').notPerformed({ atLeast: 0 })],
    ['after is not shorter than within: it can never be true', event('A').performedWithout('B', { within: '1d', after: '24h' })],
  ])('%s', (message, rule) => {
    expect(faults(rule)).toEqual([message]);
  });
});

describe('aggregates in rules', () => {
  test.each<[string, Rule]>([
    ['aggregate "sum" needs the property that it reads', event('A').aggregate('sum', {}, (sum) => sum.atLeast(1))],
    ['operator "contains" does not fit a value of type number', event('A').aggregate('count', {}, (count) => count.contains('a'))],
    ['"x" can never equal a value of type number', event('A').aggregate('count', {}, (count) => count.is('x'))],
    ['operator "matches" does not fit a value of type time', event('A').aggregate('last', {}, (last) => last.matches('x'))],
    ['a streak counts days, weeks or months', event('A').aggregate('streak', { unit: 'hour' }, (streak) => streak.atLeast(2))],
    ['"except" is not shorter than "last": nothing lies between', event('A').performed({ within: { last: '1d', except: '24h' } })],
    ['"from" is not before "to": nothing lies between', event('A').performed({ within: { from: '2026-05-01', to: '2026-05-01' } })],
    ['"from" is not before "to": nothing lies between', event('A').lastPerformed(property('a').is(1), { within: { from: 5, to: 4 } })],
    [
      '"except" is not shorter than "last": nothing lies between',
      event('A').aggregate('count', { within: { last: '1h', except: '1d' } }, (count) => count.atLeast(1)),
    ],
    [
      'what is matched of the later event must stand in one place: outside of lists, or all in the same list',
      event('A').performedThen('B', {
        within: '1d',
        matching: [
          { earlier: 'a', later: 'b[].c' },
          { earlier: 'a', later: 'c' },
        ],
      }),
    ],
    [
      '"same" is one value of each event: a path with "[]" has several',
      event('A').performedSequence([next('B')], { within: '1d', same: 'products[].sku' }),
    ],
    ['atLeast is larger than of: it can never be true', event('A').performedRegularly({ unit: 'day', of: 2, atLeast: 3 })],
  ])('%s', (message, rule) => {
    expect(faults(rule)).toEqual([message]);
  });

  test.each<Rule>([
    event('A').aggregate('first', {}, (first) => first.withinLast('7d')),
    event('A').performed({ within: { last: '60d', except: '30d' } }),
    event('A').performedSequence([next('B'), next('C')], { within: '1d', same: 'order_id' }),
    event('A').performedWithout('B', { within: '1d', matching: [{ earlier: 'sku', later: 'products[].sku' }] }),
    event('A').performed({ within: { from: '2026-05-01' } }),
    event('A').aggregate('last', { property: 'a' }, (last) => last.matches('x')),
    event('A').aggregate('distinct_list', { property: 'a[].b' }, (list) => list.containsAll('x', 'y')),
    event('A').aggregate('time_since', { unit: 'hour' }, (hours) => hours.between(1, 2)),
    event('A').lastPerformed(property('a').is(1)),
    event('A').performedRegularly({ unit: 'day', of: 3, atLeast: 3 }),
  ])('%j fits', (rule) => {
    expect(faults(rule)).toEqual([]);
  });
});

describe('scope', () => {
  const rules: readonly Rule[] = [property('a').is(1), trait('scalar').is(1), tag('a'), segment('a'), event('A').performed()];
  const allowedIn = (scope: Scope) => rules.filter((rule) => faults(rule, scope).length === 0).map(({ field }) => field.split('.', 1)[0]);

  test('about the customer, no property is at hand', () => {
    expect(allowedIn('customer')).toEqual(['trait', 'tag', 'segment', 'event']);
    expect(faults(rules[0]!, 'customer')).toEqual([expect.stringContaining('there is no event at hand')]);
  });

  test('with an event at hand, everything is', () => {
    expect(allowedIn('event')).toEqual(['property', 'trait', 'tag', 'segment', 'event']);
  });

  test('a filter of contributions reads properties only', () => {
    expect(allowedIn('property')).toEqual(['property']);
    expect(faults(tag('a'), 'property')).toEqual([expect.stringContaining('reads only their properties')]);
  });
});
