/**
 * Random definitions and random histories. Few names and few instants, so that filters match, values collide and events stand on the edges
 * of windows.
 */
import fc from 'fast-check';
import { type EventEntry, type Json, type JsonObject, OWN_SOURCE } from '../../src/core/entry.ts';
import {
  type AggregateKind,
  COMPOSITE_OPERATORS,
  type CompareOperator,
  type CompositeOperator,
  type ComputedTrait,
  type Condition,
  type Definition,
  type Expression,
  type FunctionExpression,
  HISTORY_OPERATORS,
  type HistoryOperator,
  type HistoryValue,
  type Operator,
  type PerformedValue,
  type Reconciliation,
  type Rule,
  type Scalar,
  TIME_OPERATORS,
  type TraitDefinition,
  type TraitType,
  VALUE_OPERATORS,
  type Window,
} from '../../src/define/index.ts';

const NAME = { en: '-', zh: '-' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One set of definitions, and several histories that have nothing to do with each other (one question to the warehouse costs most). */
export interface World {
  readonly now: number;
  readonly definitions: readonly Definition[];
  readonly edges: Readonly<Record<string, readonly number[]>>;
  readonly histories: readonly History[];
}

export interface History {
  readonly happenings: readonly Happening[];
  readonly personas: number;
  readonly links: readonly Link[];
}

export interface Happening {
  readonly persona: number;
  readonly entry: EventEntry;
}

/** From its place in the order of arrival on, the two personas are known to be one customer. */
export interface Link {
  readonly a: number;
  readonly b: number;
  /** In [0, 1): how far into the arrivals. */
  readonly place: number;
}

const ZONES = ['UTC', 'Europe/London', 'America/New_York', 'Asia/Shanghai'];
/** Around changes of clocks, ends of months, quarters and years. */
const NOWS = [
  '2024-03-10T06:59:59.999Z',
  '2024-03-31T23:00:00.000Z',
  '2024-10-27T01:00:00.000Z',
  '2024-01-01T00:00:00.000Z',
  '2024-11-04T05:00:00.000Z',
  '2024-07-15T12:34:56.789Z',
];
const EVENTS = ['A', 'B', 'C', 'AC', '$identify'];
const NAMES = ['A*', 'A|B', 'B|AC', 'C | $*', '*|A', 'never|A*'];
const DURATIONS = ['1ms', '1h', '1d', '2d', '7d', '30d', '13w'];
const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
const BESIDE = [
  '$source',
  '$traits.s',
  '$context.s',
  '$context.o.x',
  '$time.hour',
  '$time.day',
  '$local_time.weekday',
  '$local_time.clock',
  '$local_time.month',
];
const PATHS = ['n', 's', 'o.x', 'l[]', 'p[].q', 'l', 'when', ...BESIDE];

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Scalar>(0, 1, 2, 5, 10, -3, 0.1, 0.25, 1 / 3, -0.00005) },
  { weight: 4, arbitrary: fc.constantFrom<Scalar>('', 'a', 'A', 'ab', 'é', '1', '10', '上海', '😀', 'true') },
  { weight: 2, arbitrary: fc.boolean() },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Scalar>('1.9', '1.10.0', 'v2.0-beta.2', '2', 'a\nb', 'É', '1990-02-28', '2000-02-29T23:30:00-05:00'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Scalar>('2024-03-31', '2024-03-10T07:00:00Z', '2024-02-30', 1_711_843_200_000, 1e12, 1e20, 5e-324),
  },
);
const strange: fc.Arbitrary<Json> = fc.constantFrom<Json>(null, {}, [], [null], { x: 1 }, [[1]], ['a', 1, 'a', null], [true]);
const value: fc.Arbitrary<Json> = fc.oneof({ weight: 5, arbitrary: scalar as fc.Arbitrary<Json> }, { weight: 1, arbitrary: strange });
const elements: fc.Arbitrary<Json> = fc.array(value, { maxLength: 4 });

/** Dates about the instants of evaluation, and birthdays. */
const nearby: fc.Arbitrary<Json> = fc.constantFrom(
  ...[
    '2024-04-02',
    '2024-03-12',
    '2024-01-03',
    '2024-11-05',
    '2024-07-20',
    '2024-10-28',
    '2024-02-20',
    '1990-03-10',
    '1988-01-01',
    '2001-07-15',
  ],
  ...['1999-04-01', '1995-10-27', '1992-11-04T12:00:00Z', '2024-12-24T00:00:00+08:00'],
);

/** Coordinates about a few points, on the edges of circles too. */
const degrees: fc.Arbitrary<Json> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<Json>(0, 0.1, 31.23, 31.2304, 121.47, 121.4737, -0.00005, 45, -90, 90, 89.99, 179.99, -179.99, 180),
  },
  { weight: 1, arbitrary: fc.constantFrom<Json>(90.01, -181, '31.23', null, 5e-324, [31.23]) },
  { weight: 3, arbitrary: fc.double({ min: -180, max: 180, noNaN: true }) },
);
const listOfObjects: fc.Arbitrary<Json> = fc.oneof(
  fc.array(
    fc.oneof(
      fc.record({ q: value }),
      fc.record(
        { q: value, r: fc.oneof(value, fc.record({ x: value })), l: elements, lat: degrees, lon: degrees },
        { requiredKeys: [], noNullPrototype: true },
      ),
      value,
    ),
    { maxLength: 3 },
  ),
  value,
);

const properties: fc.Arbitrary<JsonObject> = fc.record(
  {
    n: value,
    s: value,
    o: fc.oneof(fc.record({ x: value }), fc.record({ p: listOfObjects }), value),
    l: fc.oneof(elements, value),
    p: listOfObjects,
    lat: degrees,
    lon: degrees,
    when: fc.oneof(value, nearby),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const duration = fc.constantFrom(...DURATIONS);
const unit = fc.constantFrom(...UNITS);
/** Long enough for one event to follow another. */
const long = fc.oneof(duration, fc.constantFrom('7d', '30d', '13w'));
const eventName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...EVENTS, '*', 'never') },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
);
const path = fc.constantFrom(...PATHS);

/** Zones of customers, and what is none. */
const timezone: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  'America/New_York',
  'Asia/Kolkata',
  'Europe/London',
  'Pacific/Chatham',
  'utc',
  'EST',
  '',
  8,
  null,
);

const context: fc.Arbitrary<JsonObject> = fc.record(
  {
    s: value,
    o: fc.oneof(fc.record({ x: value }), value),
    l: fc.oneof(elements, value),
    p: listOfObjects,
    lat: degrees,
    lon: degrees,
    timezone,
  },
  { requiredKeys: [], noNullPrototype: true },
);

const window: fc.Arbitrary<Window> = fc.oneof(
  fc.constant<Window>('ever'),
  duration.map((last): Window => ({ last })),
  unit.map((period): Window => ({ this: period })),
  unit.map((period): Window => ({ previous: period })),
  fc.constantFrom<Window>(
    { last: '7d', except: '1d' },
    { last: '30d', except: '7d' },
    { last: '2d', except: '1h' },
    { last: '1d', except: '1ms' },
    { from: '2024-03-01', to: '2024-03-31T23:00:00Z' },
    { from: '2023-12-01' },
    { to: '2024-03-10' },
    { from: Date.parse('2024-10-26T00:00:00Z') },
  ),
);

/** What stands beside each operator. A new operator does not compile before it has its line here. */
const VALUES: Readonly<Record<CompareOperator, fc.Arbitrary<unknown>>> = {
  ...same(['=', '!=', '<', '<=', '>', '>='], scalar),
  ...same(['in', 'notIn'], fc.array(scalar, { maxLength: 3 })),
  ...same(['between', 'notBetween'], fc.tuple(scalar, scalar)),
  ...same(
    ['timeBetween', 'notTimeBetween'],
    fc.oneof(fc.tuple(scalar, scalar), fc.tuple(fc.constantFrom('1990-01-01', '2023-12-31', 0), instantText())),
  ),
  ...same(['contains', 'doesNotContain', 'beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith'], scalar),
  ...same(['null', 'notNull', 'empty', 'notEmpty'], fc.constant(undefined)),
  ...same(['equalsIgnoringCase', 'doesNotEqualIgnoringCase'], scalar),
  ...same(
    ['inIgnoringCase', 'notInIgnoringCase'],
    fc.oneof(
      fc.array(scalar, { maxLength: 3 }),
      fc.array(fc.constantFrom('A', 'AB', 'é', 'TRUE', '1', ''), { minLength: 2, maxLength: 3 }),
    ),
  ),
  ...same(['matches', 'doesNotMatch'], pattern()),
  ...same(
    ['containsAny', 'containsNone', 'containsAll', 'doesNotContainAll'],
    fc.oneof(fc.array(scalar, { minLength: 1, maxLength: 3 }), fc.array(fc.constantFrom('a', 1, ''), { minLength: 1, maxLength: 1 })),
  ),
  ...same(['anyElement', 'noElement', 'everyElement', 'notEveryElement'], element()),
  ...same(
    ['hasLength', 'doesNotHaveLength'],
    fc.record({ atLeast: fc.nat(3), atMost: fc.nat(4) }, { requiredKeys: [], noNullPrototype: true }),
  ),
  ...same(['hasType', 'doesNotHaveType'], fc.constantFrom('number', 'string', 'boolean', 'list')),
  ...same(
    ['versionEquals', 'versionDoesNotEqual', 'versionBefore', 'versionAtMost', 'versionAfter', 'versionAtLeast'],
    fc.constantFrom('1', '1.9', '1.10.0', 'v2.0-beta.1', '2.0-beta.11', '2.0-beta', '2'),
  ),
  ...same(['before', 'since'], fc.oneof(scalar, instantText())),
  ...same(['onDay', 'notOnDay'], fc.constantFrom('2024-03-31', '2024-03-10', '2024-01-01', '2023-12-31', '2024-10-27', '2024-02-29')),
  ...same(['withinLast', 'notWithinLast', 'withinNext', 'notWithinNext', 'beforeLast', 'afterNext'], long),
  ...same(
    ['duringThis', 'notDuringThis', 'duringPrevious', 'notDuringPrevious', 'duringNext', 'notDuringNext'],
    fc.oneof(unit, fc.constantFrom('quarter', 'year')),
  ),
  ...same(['anniversaryDuringThis', 'notAnniversaryDuringThis'], fc.constantFrom('day', 'week', 'month')),
  ...same(['anniversaryInDays', 'notAnniversaryInDays'], fc.tuple(days(), days())),
};

function same<O extends CompareOperator>(operators: readonly O[], values: fc.Arbitrary<unknown>): Record<O, fc.Arbitrary<unknown>> {
  return Object.fromEntries(operators.map((operator) => [operator, values])) as Record<O, fc.Arbitrary<unknown>>;
}

function pattern(): fc.Arbitrary<string> {
  const part = fc.constantFrom(
    'a',
    'A',
    '.',
    '[a-z]',
    '[^a]',
    '\\d',
    '\\w',
    '\\s',
    '(?:a|1)',
    'é',
    '上',
    '😀',
    '\\.',
    '\\p{Lu}',
    '(?i:B)',
    '^',
    '$',
  );
  const repeated = fc.tuple(part, fc.constantFrom('', '', '', '*', '+?', '?', '{2}'));
  return fc.tuple(fc.constantFrom('', '', '(?i)', '^'), fc.array(repeated, { maxLength: 3 })).map(([head, parts]) => {
    const whole = parts.map(([one, times]) => (one === '^' || one === '$' ? one : one + times));
    return head + whole.join('');
  });
}

/** Of an element: any operator that looks at one value alone. */
function element(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.record({
      operator: fc.constantFrom<CompareOperator>('=', '!=', '<', '>=', 'contains', 'equalsIgnoringCase', 'before'),
      value: scalar,
    }),
    fc.record({ operator: fc.constantFrom<CompareOperator>('in', 'notIn'), value: fc.array(scalar, { maxLength: 3 }) }),
    fc.record({ operator: fc.constantFrom<CompareOperator>('matches'), value: pattern() }),
    fc.record({ operator: fc.constantFrom<CompareOperator>('hasType'), value: fc.constantFrom('number', 'string') }),
    fc.record({ operator: fc.constantFrom<CompareOperator>('empty', 'notEmpty') }),
  );
}

function instantText(): fc.Arbitrary<string> {
  return fc.constantFrom('2024-03-31', '2024-03-10T07:00:00Z', '2024-01-01T00:00+08:00', '2023-12-31', '2024-11-03T01:30:00-04:00');
}

function days(): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: -8, max: 8 }), fc.constantFrom(-366, -365, 365, 366));
}

function compared(operators: readonly CompareOperator[]): fc.Arbitrary<Omit<Rule, 'field'>> {
  return fc
    .constantFrom(...operators)
    .chain((operator) => VALUES[operator].map((value) => ({ operator, ...(value !== undefined && { value: value as Scalar }) })));
}

/** Comparisons that do not depend on now. The elementary ones more often: most of what else is built on them. */
const comparison: fc.Arbitrary<Omit<Rule, 'field'>> = fc.oneof(
  compared(['=', '!=', '<', '<=', '>', '>=', 'contains']),
  compared(VALUE_OPERATORS),
);
const timely: fc.Arbitrary<Omit<Rule, 'field'>> = compared(TIME_OPERATORS);

function group(rule: fc.Arbitrary<Rule>, depth = 1): fc.Arbitrary<Condition> {
  const part: fc.Arbitrary<Rule | Condition> =
    depth === 0 ? rule : fc.oneof({ weight: 4, arbitrary: rule }, { weight: 1, arbitrary: group(rule, depth - 1) });
  return fc
    .record({ combinator: fc.constantFrom('and' as const, 'or' as const), not: fc.boolean(), rules: fc.array(part, { maxLength: 3 }) })
    .map(({ not, ...rest }) => (not ? { ...rest, not } : rest));
}

/** What values of the clock and names of sources are compared with. */
const timesOfDay: fc.Arbitrary<Omit<Rule, 'field'>> = fc.constantFrom(
  ...[
    { operator: '>=' as const, value: '12:00' },
    { operator: '<' as const, value: '06:30' },
    { operator: 'between' as const, value: [6, 18] },
  ],
  ...[
    { operator: '>=' as const, value: 6 },
    { operator: 'in' as const, value: [1, 2, 12, 24, 'crm'] },
    { operator: 'beginsWith' as const, value: 't' },
  ],
);
const filterPath = fc.oneof({ weight: 9, arbitrary: path }, { weight: 1, arbitrary: fc.constantFrom('$context.l', '$context.l[]') });

const circle = fc.record({
  of: fc.constantFrom([31.2304, 121.4737], [0, 179.99], [90, 0], [-89.99, 12], [0, 0], [45, -120.5]),
  meters: fc.constantFrom(1, 11.1, 5_000, 11_119.5, 500_000, 4_000_000, 10_007_543, 20_015_200),
});

/** What is asked by an operator that looks at more than one value: of an event. A new one does not compile before it has its line here. */
const COMPOSITES: Readonly<Record<CompositeOperator, fc.Arbitrary<Rule>>> = {
  withinDistance: distance('withinDistance', fc.constantFrom('property.lat', 'property.$context.lat')),
  notWithinDistance: distance('notWithinDistance', fc.constantFrom('property.lat', 'property.$context.lat')),
  anyElementWhere: elementsWhere('anyElementWhere'),
  noElementWhere: elementsWhere('noElementWhere'),
};

function distance(operator: CompositeOperator, fields: fc.Arbitrary<string>): fc.Arbitrary<Rule> {
  return fc.tuple(fields, circle).map(([field, { of, meters }]): Rule => {
    const longitude = field.replace('lat', 'lon').slice(field.indexOf('.') + 1);
    return { field, operator, value: { longitude, of: of as unknown as readonly [number, number], meters } };
  });
}

function elementsWhere(operator: CompositeOperator): fc.Arbitrary<Rule> {
  const inside = group(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .tuple(fc.constantFrom('q', 'r', 'r.x', 'l', 'l[]'), comparison)
          .map(([name, rest]): Rule => ({ field: `property.${name}`, ...rest })),
      },
      { weight: 1, arbitrary: distance('withinDistance', fc.constant('property.lat')) },
    ),
  );
  return fc
    .tuple(fc.constantFrom('p', 'p', 'p', 'l', 'o.p', '$context.p', '$traits.p'), inside)
    .map(([path, where]) => ({ field: `property.${path}`, operator, value: where }));
}

const composite: fc.Arbitrary<Rule> = fc.oneof(...Object.values(COMPOSITES));

const where: fc.Arbitrary<Condition> = group(
  fc.oneof(
    { weight: 1, arbitrary: composite },
    {
      weight: 7,
      arbitrary: fc
        .oneof(
          { weight: 4, arbitrary: fc.tuple(filterPath, comparison) },
          { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...BESIDE), timesOfDay) },
        )
        .map(([field, rest]) => ({ field: `property.${field}`, ...rest })),
    },
  ),
);

const maybeWhere: fc.Arbitrary<{ where?: Condition }> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: where.map((condition) => ({ where: condition })) },
);
const matched = fc.tuple(eventName, maybeWhere).map(([event, filter]) => ({ event, ...filter }));

const KINDS: readonly AggregateKind[] = [
  'count',
  'sum',
  'average',
  'min',
  'max',
  'first',
  'last',
  'most_frequent',
  'distinct_count',
  'distinct_list',
  'streak',
  'time_since',
];
const BARE: readonly AggregateKind[] = ['count', 'first', 'last', 'streak', 'time_since'];

type Measured = Omit<ComputedTrait, 'kind' | 'id' | 'name'>;

/** An aggregate of any kind. */
function measured(): fc.Arbitrary<Measured> {
  return fc
    .tuple(fc.constantFrom(...KINDS), matched, path, window, fc.boolean(), fc.nat(3), fc.boolean())
    .map(([aggregate, match, property, within, bare, pick, calendar]): Measured => {
      const own = bare && BARE.includes(aggregate) ? {} : { property };
      const base = { aggregate, ...match, ...own, window: within };
      if (aggregate === 'streak') return { ...base, unit: (['day', 'week', 'month', 'day'] as const)[pick]! };
      if (aggregate !== 'time_since') return base;
      return calendar
        ? { ...base, calendar, unit: 'day' as const }
        : { ...base, unit: (['minute', 'hour', 'day', 'week'] as const)[pick]! };
    });
}

function computed(id: string): fc.Arbitrary<TraitDefinition> {
  return measured().map((aggregate) => ({ kind: 'trait', id, name: NAME, ...aggregate }));
}

/** What numbers often are, and present values. */
const least: fc.Arbitrary<Omit<Rule, 'field'>> = fc.constantFrom(
  { operator: '>=' as const, value: 1 },
  { operator: '<' as const, value: 3 },
  { operator: 'notNull' as const },
);

/** What is asked of a history, by operator. A new operator does not compile before it has its line here. */
const HISTORIES: Readonly<Record<HistoryOperator, fc.Arbitrary<object>>> = {
  performed: counted(),
  notPerformed: counted(),
  performedThen: optional({ then: matched, within: long }, { last: duration, matching: matching() }),
  performedSequence: optional(
    { steps: fc.array(sequenceStep(), { minLength: 1, maxLength: 3 }), within: long },
    { last: duration, strict: fc.boolean(), same: fc.constantFrom('n', 's', 'o.x', '$source', '$time.hour') },
  ),
  performedWithout: optional({ without: matched, within: duration }, { after: fc.constantFrom('1ms', '1h', '1d'), matching: matching() }),
  aggregate: fc
    .tuple(measured(), fc.oneof({ weight: 3, arbitrary: comparison }, { weight: 1, arbitrary: timely }, { weight: 2, arbitrary: least }))
    .map(([{ window: within, event: _, ...aggregate }, is]) => ({ ...aggregate, ...(within && { within }), is })),
  firstPerformed: optional({ has: where }, { within: window }),
  lastPerformed: optional({ has: where }, { within: window }),
  performedRegularly: fc
    .tuple(fc.constantFrom('day', 'week', 'month'), fc.integer({ min: 1, max: 8 }), fc.nat(7), fc.nat(3))
    .map(([unit, of, fewer, times]) => ({ unit, of, atLeast: Math.max(1, of - fewer), ...(times > 0 && { times }) })),
};

function sequenceStep(): fc.Arbitrary<object> {
  const optionally = optional({}, { within: duration, without: matched });
  const alone = fc.constantFrom(...EVENTS, '*').map((event) => ({ event }));
  return fc.tuple(fc.oneof(alone, matched), fc.oneof(fc.constant({}), optionally)).map(([step, further]) => ({ ...step, ...further }));
}

/** Of each event either plain paths or those of one list. */
function matching(): fc.Arbitrary<object[]> {
  const places = [['n', 's', 'o.x', 'when', '$context.s', '$local_time.hour'], ['l[]'], ['p[].q', 'p[].r']];
  const operator = fc.constantFrom('=', '=', '!=', '<', '<=', '>', '>=');
  return fc.tuple(fc.constantFrom(...places), fc.constantFrom(...places)).chain(([earlier, later]) =>
    fc.array(optional({ earlier: fc.constantFrom(...earlier), later: fc.constantFrom(...later) }, { operator }), {
      minLength: 1,
      maxLength: 2,
    }),
  );
}

function counted(): fc.Arbitrary<object> {
  return optional({ within: window, atLeast: fc.nat(3) }, { atMost: fc.nat(3) });
}

/** An object with these fields, and perhaps those. */
function optional(required: Record<string, fc.Arbitrary<unknown>>, further: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> {
  return fc.record({ ...required, ...further }, { requiredKeys: Object.keys(required), noNullPrototype: true });
}

function historyRule(operator: HistoryOperator): fc.Arbitrary<Rule> {
  return fc
    .tuple(eventName, maybeWhere, HISTORIES[operator])
    .map(([event, filter, value]) => ({ field: `event.${event}`, operator, value: { ...filter, ...value } as HistoryValue }));
}

const pastRule: fc.Arbitrary<Rule> = fc.constantFrom(...HISTORY_OPERATORS).chain(historyRule);

/** What is drawn of a customer, compared; mostly with a share. */
const draw: fc.Arbitrary<Rule> = fc
  .tuple(
    fc.constantFrom('bucket.spring', 'bucket.秋', 'bucket.'.concat('a.b')),
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom('<', '>=' as const), fc.constantFrom(10, 33.3333, 50, 75))
          .map(([operator, value]) => ({ operator, value })),
      },
      { weight: 1, arbitrary: comparison },
    ),
  )
  .map(([field, rest]): Rule => ({ field, ...rest }) as Rule);

/** A condition over traits, tags and segments with these ids. */
function condition(ids: { traits: readonly string[]; tags?: readonly string[]; segments?: readonly string[] }): fc.Arbitrary<Condition> {
  const members = [...(ids.tags ?? []).map((id) => `tag.${id}`), ...(ids.segments ?? []).map((id) => `segment.${id}`)];
  const rules = [
    fc
      .tuple(fc.constantFrom(...ids.traits), fc.oneof({ weight: 4, arbitrary: comparison }, { weight: 1, arbitrary: timely }))
      .map(([id, rest]) => ({ field: `trait.${id}`, ...rest })),
    pastRule,
    draw,
    ...(members.length === 0
      ? []
      : [
          fc
            .tuple(fc.constantFrom(...members), fc.constantFrom<Operator>('=', '!='), fc.boolean())
            .map(([field, operator, wanted]) => ({ field, operator, value: wanted })),
        ]),
  ];
  return group(fc.oneof(...(rules as [fc.Arbitrary<Rule>])));
}

const TYPES: Record<string, TraitType> = {
  d_number: 'number',
  d_string: 'string',
  d_boolean: 'boolean',
  d_time: 'time',
  d_list: 'list',
  s_string: 'string',
  s_list: 'list',
  s_time: 'time',
  q_number: 'number',
  q_string: 'string',
  q_time: 'time',
};
/** By the first letter of the id. */
const RECONCILE: Record<string, Reconciliation> = {
  d: { by: 'last_updated' },
  s: { by: 'source', order: ['crm', OWN_SOURCE] },
  q: { by: 'most_frequent' },
};
const DECLARED: TraitDefinition[] = Object.entries(TYPES).map(([id, type]) => ({
  kind: 'trait',
  id,
  name: NAME,
  type,
  from: type === 'list' ? 'l' : type === 'time' ? 'when' : 's',
  reconcile: RECONCILE[id[0]!]!,
}));

function expression(ids: readonly string[], depth = 2): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ids).map((trait): Expression => ({ trait })) },
    { weight: 1, arbitrary: scalar.map((literal): Expression => ({ literal })) },
  );
  if (depth === 0) return leaf;
  const inner = expression(ids, depth - 1);
  const two = fc.tuple(inner, inner);
  return fc.oneof(
    leaf,
    fc
      .tuple(
        fc.constantFrom('add' as const, 'subtract' as const, 'multiply' as const, 'divide' as const, 'min' as const, 'max' as const),
        two,
        fc.option(inner),
      )
      .map(([op, args, third]): Expression => ({ op, args: third === null ? args : [...args, third] })),
    ...functions(inner),
    fc
      .tuple(fc.constantFrom('coalesce' as const, 'concat' as const), fc.array(inner, { maxLength: 3 }))
      .map(([op, args]): Expression => ({ op, args })),
    fc.tuple(condition({ traits: ids }), two).map(([when, [then, otherwise]]): Expression => ({ op: 'if', when, then, otherwise })),
  );
}

/** Functions by operation: a new one does not compile before it has its line here. */
function functions(inner: fc.Arbitrary<Expression>): fc.Arbitrary<Expression>[] {
  const one = inner.map((arg) => [arg] as const);
  const two = fc.tuple(inner, inner);
  const rounding = (op: 'round' | 'floor' | 'ceil') =>
    fc.tuple(one, fc.option(fc.nat(4))).map(([args, places]): Expression => ({ op, args, ...(places !== null && { places }) }));
  const plain = (op: 'abs' | 'lower' | 'length' | 'age') => one.map((args): Expression => ({ op, args }));
  const pair = (op: 'modulo' | 'includes') => two.map((args): Expression => ({ op, args }));
  const made: Record<FunctionExpression['op'] | 'switch', fc.Arbitrary<Expression>> = {
    round: rounding('round'),
    floor: rounding('floor'),
    ceil: rounding('ceil'),
    abs: plain('abs'),
    lower: plain('lower'),
    length: plain('length'),
    age: plain('age'),
    modulo: pair('modulo'),
    includes: pair('includes'),
    substring: fc
      .tuple(one, fc.nat(3), fc.option(fc.nat(3)))
      .map(([args, start, length]): Expression => ({ op: 'substring', args, start, ...(length !== null && { length }) })),
    date_part: fc
      .tuple(one, fc.constantFrom('year', 'quarter', 'month', 'day', 'weekday', 'hour', 'minute' as const))
      .map(([args, part]) => ({ op: 'date_part', args, part }) as Expression),
    elapsed: fc
      .tuple(one, fc.constantFrom('minute', 'hour', 'day', 'week', 'calendar'))
      .map(([args, unit]) => (unit === 'calendar' ? { op: 'elapsed', args, calendar: true } : { op: 'elapsed', args, unit }) as Expression),
    compare: fc
      .tuple(two, fc.constantFrom('=', '!=', '<', '<=', '>', '>=' as const))
      .map(([args, operator]) => ({ op: 'compare', operator, args }) as Expression),
    switch: fc
      .tuple(inner, fc.array(fc.record({ is: scalar, then: inner }), { minLength: 1, maxLength: 2 }), inner)
      .map(([of, cases, otherwise]): Expression => ({ op: 'switch', of, cases, otherwise })),
  };
  return Object.values(made);
}

const numberOfTraits = 6;
/** How many rules stand alone in a segment each, of as many operators, and what the ids of these segments begin with. */
const PLAIN = 12;
export const PLAIN_PREFIX = 'x';
const baseIds = [...Array.from({ length: numberOfTraits }, (_, index) => `t${index}`), ...Object.keys(TYPES)];

const OPERATORS: readonly Operator[] = [...VALUE_OPERATORS, ...TIME_OPERATORS, ...COMPOSITE_OPERATORS, ...HISTORY_OPERATORS];

const definitions: fc.Arbitrary<Pick<World, 'definitions' | 'edges'>> = fc
  .tuple(
    fc.constantFrom(...ZONES),
    fc.tuple(...Array.from({ length: numberOfTraits }, (_, index) => computed(`t${index}`))),
    fc.tuple(expression(baseIds), expression([...baseIds, 'f0'])),
    fc.tuple(
      fc.constantFrom(...baseIds, 'f0'),
      fc.boolean(),
      fc.array(fc.constantFrom(-30_000, 0, 1, 2_500, 10_000, 20_000, 50_000, 100_000), { minLength: 2, maxLength: 2 }),
    ),
    tags(),
    fc.tuple(segment('s0', []), segment('s1', ['s0']), segment('s2', ['s0', 's1'])),
    fc
      .shuffledSubarray([...OPERATORS], { minLength: PLAIN, maxLength: PLAIN })
      .chain((operators) => fc.tuple(...operators.map((operator, index) => plainSegment(`${PLAIN_PREFIX}${index}`, operator)))),
  )
  .map(([timeZone, traits, [f0, f1], [of, reverse, edges], labels, segments, plain]) => ({
    definitions: [
      { kind: 'workspace', id: 'w', name: NAME, timeZone, currency: 'EUR', seed: 's' },
      { kind: 'tag_group', id: 'g', name: NAME, exclusive: true },
      ...traits,
      ...DECLARED,
      ...FITTING_TRAITS,
      { kind: 'trait', id: 'f0', name: NAME, formula: f0 },
      { kind: 'trait', id: 'f1', name: NAME, formula: f1 },
      { kind: 'trait', id: 'r0', name: NAME, score: { of, bins: 3, reverse } },
      ...labels,
      ...segments,
      ...plain,
    ] as Definition[],
    edges: { r0: [...edges].sort((a, b) => a - b) },
  }));

function tags(): fc.Arbitrary<Definition[]> {
  const traits = [...baseIds, 'f0', 'f1', 'r0'];
  const member = (id: string) =>
    fc
      .tuple(condition({ traits }), fc.nat(2), fc.option(duration))
      .map(([rule, priority, expiry]) => tag(id, rule, { group: 'g', priority, expiry }));
  const single = fc
    .tuple(condition({ traits, tags: ['a', 'b', 'c'] }), fc.option(duration))
    .map(([rule, expiry]) => tag('d', rule, { expiry }));
  return fc.tuple(member('a'), member('b'), member('c'), single);
}

function tag(id: string, rule: Condition, { expiry, ...rest }: { expiry: string | null; group?: string; priority?: number }): Definition {
  return { kind: 'tag', id, name: NAME, owner: 'crm', rule, ...rest, ...(expiry === null ? {} : { expiry }) };
}

function segment(id: string, others: readonly string[]): fc.Arbitrary<Definition> {
  const ids = { traits: [...baseIds, 'f0', 'f1', 'r0'], tags: ['a', 'b', 'c', 'd'], segments: others };
  return condition(ids).map((rule) => ({ kind: 'segment', id, name: NAME, condition: rule }));
}

/** One rule alone, so that nothing hides its answer: a comparison of a trait, of a property of events, or a history operator. */
function plainSegment(id: string, operator: Operator): fc.Arbitrary<Definition> {
  return plainRule(operator).map((rule) => ({ kind: 'segment', id, name: NAME, condition: { combinator: 'and', rules: [rule] } }));
}

function plainRule(operator: Operator): fc.Arbitrary<Rule> {
  if (isOneOf(HISTORY_OPERATORS, operator)) return historyRule(operator);
  if (isOneOf(COMPOSITE_OPERATORS, operator)) return compositeRule(operator);
  const ids = fc.oneof(fc.constantFrom(...baseIds, 'f0', 'f1', 'r0'), fc.constantFrom(...fittingOf(operator)));
  const asked = fc.tuple(ids, compared([operator])).map(([trait, rest]): Rule => ({ field: `trait.${trait}`, ...rest }));
  if (isOneOf(TIME_OPERATORS, operator)) return asked;
  const filtered = fc.tuple(path, compared([operator])).map(
    ([field, rest]): Rule => ({
      field: 'event.*',
      operator: 'performed',
      value: { where: { combinator: 'and', rules: [{ field: `property.${field}`, ...rest }] } },
    }),
  );
  return fc.oneof(asked, filtered);
}

/** Of the latest place as traits, or of any event. */
function compositeRule(operator: CompositeOperator): fc.Arbitrary<Rule> {
  const ofEvents = COMPOSITES[operator].map(
    (rule): Rule => ({ field: 'event.*', operator: 'performed', value: { where: { combinator: 'and', rules: [rule] } } }),
  );
  return /distance/i.test(operator) ? fc.oneof(ofEvents, distance(operator, fc.constant('trait.g_lat'))) : ofEvents;
}

/** Traits that most customers have, and what they are asked for fits. */
const FITTING: Readonly<Record<string, Omit<ComputedTrait, 'kind' | 'id' | 'name'>>> = {
  g_time: { aggregate: 'last', event: '*' },
  g_first: { aggregate: 'first', event: 'A' },
  g_list: { aggregate: 'distinct_list', event: '*', property: 'l[]' },
  g_text: { aggregate: 'last', event: '*', property: 's' },
  g_number: { aggregate: 'last', event: '*', property: 'n' },
  g_when: { aggregate: 'last', event: '*', property: 'when' },
  g_lat: { aggregate: 'last', event: 'A|B|C', property: 'lat', window: { last: '30d' } },
  g_lon: { aggregate: 'max', event: 'A|B|C', property: 'lon' },
};
const FITTING_TRAITS: readonly TraitDefinition[] = Object.entries(FITTING).map(([id, trait]) => ({
  kind: 'trait',
  id,
  name: NAME,
  ...trait,
}));

function fittingOf(operator: Operator): readonly string[] {
  if (isOneOf(TIME_OPERATORS, operator) || /before|since|time|onday/i.test(operator)) return ['g_time', 'g_first', 'g_when'];
  return /element|contains|length|type/i.test(operator) ? ['g_list', 'g_text'] : ['g_text', 'g_number'];
}

/** The operator that a plain segment is about. */
export function plainOperator({ rules: [rule] }: Condition): Operator {
  const { operator, value, field } = rule as Rule;
  const inside = field === 'event.*' && operator === 'performed' ? (value as PerformedValue).where?.rules : undefined;
  return inside?.length === 1 && 'operator' in inside[0]! ? inside[0].operator : operator;
}

function isOneOf<O extends string>(list: readonly O[], operator: string): operator is O {
  return (list as readonly string[]).includes(operator);
}

/** Ages that stand on the edges of windows, to the millisecond, and any others; up to 4:59 ahead. */
const age: fc.Arbitrary<number> = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 1, HOUR, DAY, 2 * DAY, 7 * DAY, 30 * DAY, 91 * DAY), fc.constantFrom(-1, 0, 1))
    .map(([span, step]) => span + step),
  fc.integer({ min: 0, max: 4 }).map((hours) => hours * HOUR),
  fc.integer({ min: -4 * MINUTE - 59 * SECOND, max: 40 * DAY }),
  fc.integer({ min: 0, max: 400 }).map((days) => days * DAY),
  fc.integer({ min: 0, max: 48 }).map((hours) => hours * HOUR),
);

function entry(now: number, index: number): fc.Arbitrary<EventEntry> {
  return fc
    .tuple(fc.constantFrom(...EVENTS), age, properties, fc.string({ minLength: 1, maxLength: 2 }), fc.option(context))
    .map(([event, old, data, mark, beside]) => ({
      type: 'event',
      call: event === '$identify' ? 'identify' : 'track',
      event,
      messageId: `${mark}${index}`,
      source: mark < '8' ? OWN_SOURCE : mark < 'P' ? 'crm' : mark < 'g' ? 'till' : 'random',
      time: now - old,
      receivedAt: now,
      identifiers: [['user_id', 'u']],
      properties: event === '$identify' ? {} : data,
      ...(event === '$identify' ? { traits: data } : {}),
      ...(beside && { context: beside }),
    }));
}

const PERSONAS = 5;

function historyBefore(now: number): fc.Arbitrary<History> {
  const persona = fc.nat(PERSONAS - 1);
  const happening = (index: number): fc.Arbitrary<Happening> => fc.record({ persona, entry: entry(now, index) });
  const happenings = fc.integer({ min: 1, max: 40 }).chain((length) => fc.tuple(...Array.from({ length }, (_, index) => happening(index))));
  const link = fc.record({ a: persona, b: persona, place: fc.double({ min: 0, max: 0.999, noNaN: true }) });
  return fc.record({ happenings, links: fc.array(link, { maxLength: 3 }), personas: fc.constant(PERSONAS) });
}

/** A world with so many histories. */
export function worldWith(size: { minLength: number; maxLength: number }): fc.Arbitrary<World> {
  return fc.constantFrom(...NOWS).chain((text) => {
    const now = Date.parse(text);
    return fc
      .record({ defined: definitions, histories: fc.array(historyBefore(now), { ...size, size: 'max' }) })
      .map(({ defined, histories }) => ({ now, histories, ...defined }));
  });
}

export const world: fc.Arbitrary<World> = worldWith({ minLength: 1, maxLength: 12 });
