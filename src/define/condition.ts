/**
 * Conditions: JSON in the shape that react-querybuilder reads and writes. Two-valued logic: a comparison with a missing value is
 * false, and a negated operator is exactly the negation of its positive one (so `!=` with a missing value is true). The whole meaning
 * stands in docs/conditions.md, which both evaluators follow.
 *
 * Fields, by prefix:
 *   `trait.<id>`      value of a trait (declared, computed, formula, score)
 *   `tag.<id>`, `segment.<id>`   membership; operator `=` with true or false
 *   `event.<name>`    what the customer did: operators `performed`, `notPerformed`, `performedThen`, `performedWithout`
 *   `recommend.<id>`  ids of the items that a recommendation has for the customer, a list; in branches and entry conditions of journeys, and placements
 *   `bucket.<name>`   what is drawn by that name and the customer's id: 0 to 99.9999, the same for ever
 *   `property.<path>` of the event at hand: in `where`, triggers, entry conditions and branches only
 */
import type { Duration } from '../base/index.ts';
import type { CompareOperator, Operator } from './operators.ts';
import type { AggregateKind } from './trait.ts';

/** A single value. Types are never converted: `1` and `"1"` are different. */
export type Scalar = string | number | boolean;

/**
 * Which contributions count. `'ever'`; `{ last }` rolls: times after now - last, with `except` only those up to now - except; `{ this }`
 * and `{ previous }` follow the calendar of the workspace's time zone; `{ from, to }` lies fixed: from <= time < to, one of them may be left out.
 */
export type Window = 'ever' | RollingWindow | { readonly this: CalendarWindow } | { readonly previous: CalendarWindow } | FixedWindow;
/** Times after now - last, and with `except` up to now - except. */
export interface RollingWindow {
  readonly last: Duration;
  readonly except?: Duration;
}
/** Times as in docs/conditions.md 1.4: ms, a date, or a date and time with an offset. */
export interface FixedWindow {
  readonly from?: string | number;
  readonly to?: string | number;
}
/** A period of the calendar; weeks start on Monday. */
export type CalendarWindow = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Rules joined by and / or. `not` negates the whole. Without rules: `and` is true, `or` is false. */
export interface Condition {
  readonly combinator: 'and' | 'or';
  readonly not?: boolean;
  readonly rules: readonly (Condition | Rule)[];
}

/** One comparison of a field, or one question about what the customer did. */
export interface Rule {
  readonly field: string;
  readonly operator: Operator;
  /** What it is compared with; its form follows from the operator (docs/conditions.md sections 2 and 8). */
  readonly value?: Scalar | readonly Scalar[] | LengthValue | ElementValue | DistanceValue | Condition | HistoryValue;
}

/** What is asked of a history. */
export type HistoryValue = PerformedValue | ThenValue | SequenceValue | WithoutValue | AggregateValue | EdgeValue | RegularValue;

/** An aggregate like that of a computed trait, and what it must be: any comparison of traits. */
export interface AggregateValue {
  readonly aggregate: AggregateKind;
  readonly property?: string;
  readonly where?: Condition;
  readonly within?: Window;
  readonly unit?: 'minute' | 'hour' | 'day' | 'week' | 'month';
  readonly calendar?: boolean;
  readonly is: { readonly operator: CompareOperator; readonly value?: Scalar | readonly Scalar[] | LengthValue | ElementValue };
}

/** Of the first or last match of `where` within the window (default ever): that `has` is true of it. */
export interface EdgeValue {
  readonly where?: Condition;
  readonly has: Condition;
  readonly within?: Window;
}

/** In at least `atLeast` of the `of` periods that end with the current one it was done at least `times` times (default 1). */
export interface RegularValue {
  readonly where?: Condition;
  readonly unit: 'day' | 'week' | 'month';
  readonly of: number;
  readonly atLeast: number;
  readonly times?: number;
}

/** Bounds of a length, both included. */
export interface LengthValue {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** The field is a latitude; `longitude` is the trait's id, or the property's path, beside it. Degrees; `of` is [latitude, longitude]. */
export interface DistanceValue {
  readonly longitude: string;
  readonly of: readonly [latitude: number, longitude: number];
  readonly meters: number;
}

/** A comparison of each element of a list. Operators that depend on now or look into lists do not fit. */
export interface ElementValue {
  readonly operator: CompareOperator;
  readonly value?: Scalar | readonly Scalar[] | LengthValue;
}

/** Kinds of values that `hasType` asks for. */
export type ValueKind = 'number' | 'string' | 'boolean' | 'list';

/** Did it at least `atLeast` (default 1) and at most `atMost` times within the window (default ever). `notPerformed` negates it. */
export interface PerformedValue {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly within?: Window;
  readonly where?: Condition;
}

/**
 * Did it and, strictly later and at most `within` after it, did `then`; and that `then` lies in the last `last` (default "30d").
 * The look-back makes the answer exact in any order of arrival: nothing older can matter.
 */
export interface ThenValue {
  readonly where?: Condition;
  readonly then: { readonly event: string; readonly where?: Condition };
  readonly matching?: readonly PairMatch[];
  readonly within: Duration;
  readonly last?: Duration;
}

/** A property of the later event compared with one of the earlier event: `later operator earlier`, by default equal. */
export interface PairMatch {
  readonly later: string;
  readonly operator?: '=' | '!=' | '<' | '<=' | '>' | '>=';
  readonly earlier: string;
}

/** The steps that follow the rule's own event. */
export interface SequenceStep {
  readonly event: string;
  readonly where?: Condition;
  /** Longest time since the step before. */
  readonly within?: Duration;
  /** What must not happen between the step before and this one. */
  readonly without?: { readonly event: string; readonly where?: Condition };
}

/**
 * Did it and then every step, each strictly later than the one before, all in `within`, the last one in the last `last` (default "30d").
 * `strict`: nothing that any step names in between. `same`: all with the same value at this path.
 */
export interface SequenceValue {
  readonly where?: Condition;
  readonly steps: readonly SequenceStep[];
  readonly within: Duration;
  readonly last?: Duration;
  readonly strict?: boolean;
  readonly same?: string;
}

/**
 * Its latest occurrence lies in the last `within` and at least `after` (default 0) ago, and `without` has not happened at or after it. With
 * `matching`: some occurrence does, and no `without` that matches it has happened at or after it.
 */
export interface WithoutValue {
  readonly matching?: readonly PairMatch[];
  readonly where?: Condition;
  readonly without: { readonly event: string; readonly where?: Condition };
  readonly after?: Duration;
  readonly within: Duration;
}

/** The field that a rule reads, and where it reads a second one that too. */
export function fieldsOf({ field, operator, value }: Rule): readonly string[] {
  if (operator !== 'withinDistance' && operator !== 'notWithinDistance') return [field];
  return [field, `${field.slice(0, field.indexOf('.'))}.${(value as DistanceValue).longitude}`];
}
