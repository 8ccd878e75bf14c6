/** Comparisons of one field: they read like a sentence and return plain rules. */
import type { Duration } from '../../base/index.ts';
import type { CalendarWindow, Condition, DistanceValue, ElementValue, LengthValue, Rule, Scalar, ValueKind } from '../condition.ts';
import type { CompareOperator, CompositeOperator } from '../operators.ts';

/** Comparisons of one field. A comparison with a missing value is false; each negative form is exactly the negation of its positive one. */
export interface ValueComparisons {
  is(value: Scalar): Rule;
  isNot(value: Scalar): Rule;
  lessThan(value: number | string): Rule;
  atMost(value: number | string): Rule;
  greaterThan(value: number | string): Rule;
  atLeast(value: number | string): Rule;
  oneOf(...values: readonly Scalar[]): Rule;
  notOneOf(...values: readonly Scalar[]): Rule;
  /** Both ends included. */
  between(low: number | string, high: number | string): Rule;
  notBetween(low: number | string, high: number | string): Rule;
  /** Text without regard to case; on a list: has this element. */
  contains(value: Scalar): Rule;
  doesNotContain(value: Scalar): Rule;
  beginsWith(value: string): Rule;
  doesNotBeginWith(value: string): Rule;
  endsWith(value: string): Rule;
  doesNotEndWith(value: string): Rule;
  missing(): Rule;
  present(): Rule;
  /** Missing or the empty text. */
  empty(): Rule;
  notEmpty(): Rule;
  equalsIgnoringCase(value: string): Rule;
  oneOfIgnoringCase(...values: readonly string[]): Rule;
  /** A regular expression of RE2 somewhere in the text; case counts unless it begins with `(?i)`. */
  matches(pattern: string): Rule;
  doesNotMatch(pattern: string): Rule;
  /** `contains` of one of these. */
  containsAny(...values: readonly Scalar[]): Rule;
  containsNone(...values: readonly Scalar[]): Rule;
  containsAll(...values: readonly Scalar[]): Rule;
  /** A list with an element of which the comparison is true: `anyElement((one) => one.atLeast(5))`. */
  anyElement(comparison: (element: Comparisons) => Rule): Rule;
  noElement(comparison: (element: Comparisons) => Rule): Rule;
  everyElement(comparison: (element: Comparisons) => Rule): Rule;
  /** Characters of a text, elements of a list. */
  hasLength(bounds: LengthValue): Rule;
  hasType(kind: ValueKind): Rule;
  /** Texts read as versions. */
  versionIs(version: string): Rule;
  versionBefore(version: string): Rule;
  versionAtMost(version: string): Rule;
  versionAfter(version: string): Rule;
  versionAtLeast(version: string): Rule;
}

/** Comparisons of a value that is read as a time. */
export interface TimeComparisons {
  /** A time earlier than this one. */
  before(time: string | number): Rule;
  /** A time at or after this one. */
  since(time: string | number): Rule;
  /** A time at or after the first and before the second. */
  timeBetween(from: string | number, to: string | number): Rule;
  /** A time on this local day. */
  onDay(date: string): Rule;
  /** A time less than this long ago. */
  withinLast(duration: Duration): Rule;
  notWithinLast(duration: Duration): Rule;
  /** A time at most this far ahead. */
  withinNext(duration: Duration): Rule;
  /** A time at least this long ago. */
  beforeLast(duration: Duration): Rule;
  /** A time further ahead than this. */
  afterNext(duration: Duration): Rule;
  /** A time in the current, the last, the next period of the calendar. */
  duringThis(period: CalendarWindow): Rule;
  duringPrevious(period: CalendarWindow): Rule;
  duringNext(period: CalendarWindow): Rule;
  /** The day and month of the time come round in the current period. */
  anniversaryDuringThis(period: 'day' | 'week' | 'month'): Rule;
  /** They come round so many days from today, both ends included; negative ones are past. */
  anniversaryInDays(from: number, to: number): Rule;
}

/** Comparisons that look at more than one value. */
export interface CompositeComparisons {
  /** A latitude in degrees; beside it the trait or property that has the longitude. At most so far from the point: `{ of: [31.23, 121.47], meters: 5000 }`. */
  withinDistance(longitude: string, circle: Omit<DistanceValue, 'longitude'>): Rule;
  notWithinDistance(longitude: string, circle: Omit<DistanceValue, 'longitude'>): Rule;
  /** A list of an event with an object of which all this is true: `property('products').anyElementWhere(all(property('price').atLeast(9), ...))`. */
  anyElementWhere(where: Condition | Rule): Rule;
  noElementWhere(where: Condition | Rule): Rule;
}

/** Comparisons of one field. */
export interface Comparisons extends ValueComparisons, TimeComparisons, CompositeComparisons {}

type Build = (operator: CompareOperator | CompositeOperator, value?: Rule['value']) => Rule;

/** Comparisons of the field with this name. */
export function comparisons(field: string): Comparisons {
  const rule: Build = (operator, value) => (value === undefined ? { field, operator } : { field, operator, value });
  return { ...valueComparisons(rule), ...timeComparisons(rule), ...compositeComparisons(rule) };
}

function valueComparisons(rule: Build): ValueComparisons {
  return {
    is: (value) => rule('=', value),
    isNot: (value) => rule('!=', value),
    lessThan: (value) => rule('<', value),
    atMost: (value) => rule('<=', value),
    greaterThan: (value) => rule('>', value),
    atLeast: (value) => rule('>=', value),
    oneOf: (...values) => rule('in', values),
    notOneOf: (...values) => rule('notIn', values),
    between: (low, high) => rule('between', [low, high]),
    notBetween: (low, high) => rule('notBetween', [low, high]),
    contains: (value) => rule('contains', value),
    doesNotContain: (value) => rule('doesNotContain', value),
    beginsWith: (value) => rule('beginsWith', value),
    doesNotBeginWith: (value) => rule('doesNotBeginWith', value),
    endsWith: (value) => rule('endsWith', value),
    doesNotEndWith: (value) => rule('doesNotEndWith', value),
    missing: () => rule('null'),
    present: () => rule('notNull'),
    empty: () => rule('empty'),
    notEmpty: () => rule('notEmpty'),
    equalsIgnoringCase: (value) => rule('equalsIgnoringCase', value),
    oneOfIgnoringCase: (...values) => rule('inIgnoringCase', values),
    matches: (pattern) => rule('matches', pattern),
    doesNotMatch: (pattern) => rule('doesNotMatch', pattern),
    containsAny: (...values) => rule('containsAny', values),
    containsNone: (...values) => rule('containsNone', values),
    containsAll: (...values) => rule('containsAll', values),
    anyElement: (comparison) => rule('anyElement', elementValue(comparison)),
    noElement: (comparison) => rule('noElement', elementValue(comparison)),
    everyElement: (comparison) => rule('everyElement', elementValue(comparison)),
    hasLength: (bounds) => rule('hasLength', bounds),
    hasType: (kind) => rule('hasType', kind),
    versionIs: (version) => rule('versionEquals', version),
    versionBefore: (version) => rule('versionBefore', version),
    versionAtMost: (version) => rule('versionAtMost', version),
    versionAfter: (version) => rule('versionAfter', version),
    versionAtLeast: (version) => rule('versionAtLeast', version),
  };
}

function timeComparisons(rule: Build): TimeComparisons {
  return {
    before: (time) => rule('before', time),
    since: (time) => rule('since', time),
    timeBetween: (from, to) => rule('timeBetween', [from, to]),
    onDay: (date) => rule('onDay', date),
    withinLast: (duration) => rule('withinLast', duration),
    notWithinLast: (duration) => rule('notWithinLast', duration),
    withinNext: (duration) => rule('withinNext', duration),
    beforeLast: (duration) => rule('beforeLast', duration),
    afterNext: (duration) => rule('afterNext', duration),
    duringThis: (period) => rule('duringThis', period),
    duringPrevious: (period) => rule('duringPrevious', period),
    duringNext: (period) => rule('duringNext', period),
    anniversaryDuringThis: (period) => rule('anniversaryDuringThis', period),
    anniversaryInDays: (from, to) => rule('anniversaryInDays', [from, to]),
  };
}

function compositeComparisons(rule: Build): CompositeComparisons {
  const elements = (where: Condition | Rule): Condition => ('rules' in where ? where : { combinator: 'and', rules: [where] });
  return {
    withinDistance: (longitude, circle) => rule('withinDistance', { longitude, ...circle }),
    notWithinDistance: (longitude, circle) => rule('notWithinDistance', { longitude, ...circle }),
    anyElementWhere: (where) => rule('anyElementWhere', elements(where)),
    noElementWhere: (where) => rule('noElementWhere', elements(where)),
  };
}

/** A comparison by itself, without a field. */
export function withoutField(comparison: (value: Comparisons) => Rule): Omit<Rule, 'field'> {
  const { operator, value } = comparison(comparisons(''));
  return { operator, ...(value !== undefined && { value }) };
}

function elementValue(comparison: (element: Comparisons) => Rule): ElementValue {
  return withoutField(comparison) as ElementValue;
}
