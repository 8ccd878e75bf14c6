/** Helpers that build conditions: they read like a sentence and return plain JSON. */
import type { Duration } from '../../base/index.ts';
import type { AggregateValue, Condition, PairMatch, PerformedValue, Rule, SequenceStep, Window } from '../condition.ts';
import type { HistoryOperator } from '../operators.ts';
import { manualRule } from '../tag.ts';
import type { AggregateKind } from '../trait.ts';
import type { EventMatch } from '../trigger.ts';
import { type Comparisons, comparisons, withoutField } from './comparisons.ts';

/** Wherever a condition is expected, a single rule will do. */
export type ConditionInput = Condition | Rule;

/** A single rule becomes a condition of one rule; a condition stays as it is. */
export function conditionOf(input: ConditionInput): Condition {
  return 'combinator' in input ? input : { combinator: 'and', rules: [input] };
}

/** An event stays as it is; a rule becomes a condition. */
export function endOf(end: EventMatch | ConditionInput): EventMatch | Condition {
  return 'event' in end ? end : conditionOf(end);
}

/** True when every rule is true; with no rule, always true. */
export function all(...rules: readonly ConditionInput[]): Condition {
  return { combinator: 'and', rules };
}

/** True when at least one rule is true; with no rule, never. */
export function any(...rules: readonly ConditionInput[]): Condition {
  return { combinator: 'or', rules };
}

/** The exact negation. */
export function not(input: ConditionInput): Condition {
  if (!('combinator' in input)) return { combinator: 'and', not: true, rules: [input] };
  const { combinator, rules } = input;
  return input.not ? { combinator, rules } : { combinator, not: true, rules };
}

/** The value of a trait of the customer, by the trait's id. */
export function trait(id: string): Comparisons {
  return comparisons(`trait.${id}`);
}

/** A property of the event at hand: in `where`, triggers, entry conditions and branches only. Path with dots. */
export function property(path: string): Comparisons {
  return comparisons(`property.${path}`);
}

/** A draw by this name and the customer's id, 0 to 99.9999 and the same for ever: `bucket('spring').lessThan(20)` is a fifth of all customers. */
export function bucket(name: string): Comparisons {
  return comparisons(`bucket.${name}`);
}

/** Ids of the items that the recommendation has for the customer: `recommended('goes_with').notEmpty()`. In branches and entry conditions of journeys, and in placements. */
export function recommended(id: string): Comparisons {
  return comparisons(`recommend.${id}`);
}

/** The customer has the tag. */
export function tag(id: string): Rule {
  return { field: `tag.${id}`, operator: '=', value: true };
}

/** The customer is a member of the segment. */
export function segment(id: string): Rule {
  return { field: `segment.${id}`, operator: '=', value: true };
}

/** Bounds of "performed": at least `atLeast` (default 1), at most `atMost` times, within the window (default ever). */
export interface PerformedOptions {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly within?: Window;
  readonly where?: ConditionInput;
}

/** A step of a sequence: what must not happen before it (`without`), and the longest time since the step before. */
export interface StepOptions {
  readonly where?: ConditionInput;
  readonly within?: Duration;
  readonly without?: string;
  readonly withoutWhere?: ConditionInput;
}

/**
 * All steps lie in `within`, the last one in the last `last`. `strict`: nothing that any step names in between. `same`: all have the same
 * value at this path. `where` filters the first event.
 */
export interface SequenceOptions {
  readonly within: Duration;
  readonly last?: Duration;
  readonly strict?: boolean;
  readonly same?: string;
  readonly where?: ConditionInput;
}

/** A step of a sequence, for `performedSequence`. */
export function next(event: string, { where, without, withoutWhere, ...rest }: StepOptions = {}): SequenceStep {
  return { event, ...rest, ...whereOf(where), ...(without !== undefined && { without: { event: without, ...whereOf(withoutWhere) } }) };
}

/** `where` filters the first event, `thenWhere` the second; `within` is the longest time from one to the other, `last` how long ago the second may be. */
export interface ThenOptions {
  readonly within: Duration;
  readonly last?: Duration;
  readonly where?: ConditionInput;
  readonly thenWhere?: ConditionInput;
  readonly matching?: readonly PairMatch[];
}

/** The first event lies in the last `within` and at least `after` ago. `where` filters it, `withoutWhere` the one that must not follow. */
export interface WithoutOptions {
  readonly within: Duration;
  readonly after?: Duration;
  readonly where?: ConditionInput;
  readonly withoutWhere?: ConditionInput;
  readonly matching?: readonly PairMatch[];
}

/** An aggregate over the event: `property` where it reads one, which events (`where`) and when (`within`, default ever). */
export interface AggregateOptions {
  readonly property?: string;
  readonly where?: ConditionInput;
  readonly within?: Window;
  readonly unit?: 'minute' | 'hour' | 'day' | 'week' | 'month';
  readonly calendar?: boolean;
}

/** Which occurrences count, and when (default ever). */
export interface EdgeOptions {
  readonly where?: ConditionInput;
  readonly within?: Window;
}

/** In at least `atLeast` of the latest `of` periods, the current one included, at least `times` (default 1) each. */
export interface RegularOptions {
  readonly unit: 'day' | 'week' | 'month';
  readonly of: number;
  readonly atLeast: number;
  readonly times?: number;
  readonly where?: ConditionInput;
}

/** What the customer did, by the event's name (`'*'` for every event that a source sent, `'Email *'` for all that begin so, `'A|B'` for several). */
export interface EventHistory {
  performed(options?: PerformedOptions): Rule;
  /** The exact negation of `performed`. */
  notPerformed(options?: PerformedOptions): Rule;
  /** Did it and afterwards, within a time, the other. */
  performedThen(event: string, options: ThenOptions): Rule;
  /** Did it and then each step, one after the other: `event('A').performedSequence([next('B'), next('C')], { within: '7d' })`. */
  performedSequence(steps: readonly SequenceStep[], options: SequenceOptions): Rule;
  /** Did it and has not done the other since. */
  performedWithout(event: string, options: WithoutOptions): Rule;
  /** An aggregate, compared like a trait: `event('Order').aggregate('sum', { property: 'total' }, (sum) => sum.atLeast(100))`. */
  aggregate(kind: AggregateKind, options: AggregateOptions, is: (value: Comparisons) => Rule): Rule;
  /** The first time it was done it had this. */
  firstPerformed(has: ConditionInput, options?: EdgeOptions): Rule;
  /** The last time it was done it had this. */
  lastPerformed(has: ConditionInput, options?: EdgeOptions): Rule;
  /** Done in so many of the latest days, weeks or months. */
  performedRegularly(options: RegularOptions): Rule;
}

/** History of one event: `event('Order Completed').performed({ atLeast: 2, within: { last: '30d' } })`. */
export function event(name: string): EventHistory {
  const rule = (operator: HistoryOperator, value: Rule['value']): Rule => ({
    field: `event.${name}`,
    operator,
    ...(value !== undefined && { value }),
  });
  return {
    ...measures(rule),
    performed: (options) => rule('performed', performedValue(options)),
    notPerformed: (options) => rule('notPerformed', performedValue(options)),
    performedThen: (then, { where, thenWhere, ...rest }) =>
      rule('performedThen', { ...rest, ...whereOf(where), then: { event: then, ...whereOf(thenWhere) } }),
    performedSequence: (steps, { where, ...rest }) => rule('performedSequence', { ...rest, ...whereOf(where), steps }),
    performedWithout: (without, { where, withoutWhere, ...rest }) =>
      rule('performedWithout', { ...rest, ...whereOf(where), without: { event: without, ...whereOf(withoutWhere) } }),
  };
}

type Build = (operator: HistoryOperator, value: Rule['value']) => Rule;

function measures(rule: Build): Pick<EventHistory, 'aggregate' | 'firstPerformed' | 'lastPerformed' | 'performedRegularly'> {
  return {
    aggregate: (kind, { where, ...rest }, is) =>
      rule('aggregate', { aggregate: kind, ...rest, ...whereOf(where), is: withoutField(is) } as AggregateValue),
    firstPerformed: (has, { where, ...rest } = {}) => rule('firstPerformed', { ...rest, ...whereOf(where), has: conditionOf(has) }),
    lastPerformed: (has, { where, ...rest } = {}) => rule('lastPerformed', { ...rest, ...whereOf(where), has: conditionOf(has) }),
    performedRegularly: ({ where, ...rest }) => rule('performedRegularly', { ...rest, ...whereOf(where) }),
  };
}

/**
 * Holds while the tag was last set, by a step of a journey (`setTag`, `removeTag`) or by an event `Tag Changed` of a source: the rule of a manual tag,
 * `defineTag({ id: 'vip', rule: manual('vip'), ... })`.
 */
export function manual(tag: string): Rule {
  return manualRule(tag);
}

/** An event as it arrives, for goals and exits of journeys. */
export function occurs(name: string, where?: ConditionInput): EventMatch {
  return { event: name, ...whereOf(where) };
}

/** `{ where }` as a condition, or nothing. */
export function whereOf(where: ConditionInput | undefined): { readonly where?: Condition } {
  return where ? { where: conditionOf(where) } : {};
}

function performedValue(options: PerformedOptions = {}): PerformedValue {
  const { where, ...rest } = options;
  return { ...rest, ...whereOf(where) };
}
