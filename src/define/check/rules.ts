/** Whether a rule makes sense: field, operator and value agree, and it reads only what is at hand. */
import { durationMs, kindOf, type Said } from '../../base/index.ts';
import {
  type AggregateValue,
  fieldsOf,
  type LengthValue,
  type PairMatch,
  type PerformedValue,
  type RegularValue,
  type Rule,
  type Scalar,
  type SequenceValue,
  type ThenValue,
  type WithoutValue,
} from '../condition.ts';
import { eventPathOf } from '../event-path.ts';
import { COMPOSITE_OPERATORS, TIME_OPERATORS } from '../operators.ts';
import { typeWord } from '../said/places.ts';
import { said } from '../said/said.ts';
import { computedFaults, windowFaults } from './content.ts';
import { eventPathFaults, LIST_BESIDE, typeOfPath } from './event-paths.ts';
import { typeOfAggregate, type ValueType } from './types.ts';
import type { RuleAt, Scope } from './walk.ts';

const TIMELY: ReadonlySet<string> = new Set(TIME_OPERATORS);
/** Histories in which `within` is no window but a time between events. */
const WITHIN_DURATION: readonly string[] = ['performedThen', 'performedSequence', 'performedWithout'];
const PRESENCE: readonly string[] = ['null', 'notNull', 'empty', 'notEmpty', 'hasType', 'doesNotHaveType'];
/** Operators whose values have no type of their own: patterns, lengths, elements, versions, times. */
const SPECIAL: readonly (readonly [operators: RegExp, types: readonly ValueType[]])[] = [
  [/beginswith|endswith|ignoringcase|match|version/i, ['string']],
  [/element/i, ['list']],
  [/length/i, ['string', 'list']],
  [/before|since|time|onday|within|afternext|during|anniversary/i, ['time', 'string']],
];
const ORDERED: readonly string[] = ['<', '<=', '>', '>=', 'between', 'notBetween'];
const CONTAINING: readonly string[] = ['contains', 'doesNotContain', 'containsAny', 'containsNone', 'containsAll', 'doesNotContainAll'];

/** What is wrong with the rule, in words; nothing when it is right. */
export function* faultsOf({ rule, scope }: RuleAt, typeOf: (trait: string) => ValueType): Generator<Said> {
  const [prefix, name] = splitField(rule.field);
  if ((scope === 'property' || scope === 'element') && TIMELY.has(rule.operator))
    yield said`whether an event counts must never change, and "${rule.operator}" depends on now; compare with fixed times`;
  const misplaced = misplacedIn(scope, prefix);
  if (misplaced) yield misplaced;
  if (prefix === 'property') yield* eventPathFaults(name, scope);
  if (isOneOf(COMPOSITE_OPERATORS, rule.operator)) yield* compositeFaults({ rule, scope }, typeOf);
  else if (prefix === 'event') yield* historyFaults(rule);
  else if (prefix === 'tag' || prefix === 'segment') yield* membershipFaults(rule, prefix);
  else if (prefix === 'bucket') yield* comparisonFaults(rule, 'number');
  else if (prefix === 'recommend') yield* comparisonFaults(rule, 'list');
  else yield* comparisonFaults(rule, prefix === 'trait' ? typeOf(name) : typeOfPath(name));
}

function splitField(field: string): readonly [prefix: string, name: string] {
  const dot = field.indexOf('.');
  return [field.slice(0, dot), field.slice(dot + 1)];
}

function misplacedIn(scope: Scope, prefix: string): Said | undefined {
  if (scope === 'customer' && prefix === 'property') {
    return said`there is no event at hand here whose properties could be read; compute a trait from them, or ask the history with "event.<name>"`;
  }
  if ((scope === 'property' || scope === 'element') && prefix !== 'property')
    return said`a filter of events reads only their properties: use "property.<path>"`;
  return undefined;
}

function* compositeFaults({ rule, scope }: Pick<RuleAt, 'rule' | 'scope'>, typeOf: (trait: string) => ValueType): Generator<Said> {
  const fields = fieldsOf(rule).map(splitField);
  const [prefix] = fields[0]!;
  if (prefix !== 'trait' && prefix !== 'property') yield said`operator "${rule.operator}" does not fit a ${kindOf(prefix)}`;
  if (/distance/i.test(rule.operator)) {
    for (const [, name] of fields) {
      const type = prefix === 'trait' ? typeOf(name) : typeOfPath(name);
      if (type !== 'number' && type !== 'scalar') yield said`a coordinate is a number of degrees, "${name}" is of type ${typeWord(type)}`;
    }
    return;
  }
  if (prefix === 'trait') yield said`a trait holds no objects: ask the event that brought the list, in a "where" or a "has"`;
  if (scope === 'element') yield said`a list within an element is not looked into`;
  if (fields[0]![1].includes('[]')) yield said`name the list itself, without "[]"`;
}

function* historyFaults({ operator, value }: Rule): Generator<Said> {
  if (operator === 'aggregate') {
    const { is, within: window, ...aggregate } = value as AggregateValue;
    for (const { text } of computedFaults({ ...aggregate, ...(window && { window }) })) yield text;
    yield* comparisonFaults({ field: '', ...is }, typeOfAggregate(aggregate));
  }
  if (operator === 'performedRegularly') {
    const { of, atLeast } = value as RegularValue;
    if (atLeast > of) yield said`atLeast is larger than of: it can never be true`;
  }
  if (operator !== 'aggregate' && !WITHIN_DURATION.includes(operator)) yield* windowFaults((value as PerformedValue | undefined)?.within);
  if (operator === 'performed' || operator === 'notPerformed') {
    const { atLeast, atMost } = (value ?? {}) as PerformedValue;
    if ((atLeast ?? (atMost === undefined ? 1 : 0)) > (atMost ?? Number.POSITIVE_INFINITY))
      yield said`atLeast is larger than atMost: it can never be true`;
    if (atLeast === 0 && atMost === undefined) yield said`at least 0 times is always true`;
  }
  if (operator === 'performedThen' || operator === 'performedWithout') yield* pairFaults((value as ThenValue | WithoutValue).matching);
  if (operator === 'performedSequence' && (value as SequenceValue).same?.includes('[]'))
    yield said`"same" is one value of each event: a path with "[]" has several`;
  if (operator === 'performedWithout') {
    const { after, within } = value as WithoutValue;
    if (after !== undefined && durationMs(after) >= durationMs(within)) yield said`after is not shorter than within: it can never be true`;
  }
}

const SIDES = { earlier: said`earlier`, later: said`later` } as const;

/** What is matched of one event stands outside of lists, or in one list. */
function* pairFaults(matching: readonly PairMatch[] = []): Generator<Said> {
  for (const side of ['earlier', 'later'] as const) {
    const lists = new Set(matching.map((pair) => (pair[side].includes('[]') ? pair[side].slice(0, pair[side].indexOf('[]') + 2) : '')));
    if ([...lists].some(eventPathOf)) yield LIST_BESIDE;
    if (lists.size > 1)
      yield said`what is matched of the ${SIDES[side]} event must stand in one place: outside of lists, or all in the same list`;
  }
}

function* membershipFaults({ operator, value }: Rule, prefix: string): Generator<Said> {
  if ((operator !== '=' && operator !== '!=') || typeof value !== 'boolean') {
    yield said`a ${kindOf(prefix)} is there or not: use operator "=" with true or false`;
  }
}

function* comparisonFaults({ operator, value }: Rule, type: ValueType): Generator<Said> {
  if (PRESENCE.includes(operator)) return;
  yield* boundFaults(operator, value);
  const special = SPECIAL.find(([operators]) => operators.test(operator));
  if (special) {
    if (type !== 'scalar' && !special[1].includes(type)) yield said`operator "${operator}" does not fit a value of type ${typeWord(type)}`;
    return;
  }
  const values = (Array.isArray(value) ? value : [value]) as readonly Scalar[];
  const [low, high] = values;
  if (operator === 'between' || operator === 'notBetween') {
    if (typeof low !== typeof high) yield said`the two ends are of different types`;
    else if (low! > high!) yield said`the first end is larger than the second: nothing lies between`;
  }
  if (type === 'scalar') return;
  if (!allowed(operator, type)) yield said`operator "${operator}" does not fit a value of type ${typeWord(type)}`;
  else {
    const wrong = values.find((one) => !comparable(one, type));
    if (wrong !== undefined) yield said`${JSON.stringify(wrong)} can never equal a value of type ${typeWord(type)}`;
  }
}

/** Bounds between which nothing lies. */
function* boundFaults(operator: string, value: Rule['value']): Generator<Said> {
  if (operator === 'hasLength' || operator === 'doesNotHaveLength') {
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = value as LengthValue;
    if (atLeast > atMost) yield said`atLeast is larger than atMost: no length is`;
  }
  if (operator === 'anniversaryInDays' || operator === 'notAnniversaryInDays') {
    const [first, last] = value as unknown as readonly [number, number];
    if (first > last) yield said`the first day comes after the last`;
  }
  if (operator === 'timeBetween' || operator === 'notTimeBetween') {
    const [from, to] = (value as readonly Scalar[]).map((one) => (typeof one === 'number' ? one : Date.parse(String(one))));
    if (from! >= to!) yield said`the first time is not before the second: nothing lies between`;
  }
}

function allowed(operator: string, type: ValueType): boolean {
  if (ORDERED.includes(operator)) return type === 'number' || type === 'string' || type === 'time';
  if (CONTAINING.includes(operator)) return type === 'string' || type === 'list';
  return type !== 'list';
}

function comparable(value: Scalar, type: ValueType): boolean {
  if (type === 'list') return true;
  return type === 'time' ? typeof value === 'number' || !Number.isNaN(Date.parse(String(value))) : typeof value === type;
}

function isOneOf(list: readonly string[], operator: string): boolean {
  return list.includes(operator);
}
