import type { CalendarWindow, Condition, Scalar, Window } from './condition.ts';
import type { Text } from './text.ts';

/** Types of values. `time`: ms since 1970 UTC, or ISO 8601 text; `list`: of single values. */
export type TraitType = 'number' | 'string' | 'boolean' | 'time' | 'list';

interface TraitBase {
  readonly kind: 'trait';
  /** Lower snake case, unique among traits. */
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
}

/** A trait that a source tells us (`identify`). */
export interface DeclaredTrait extends TraitBase {
  readonly type: TraitType;
  /** Path in the traits of `identify`; default: the id. */
  readonly from?: string;
  /** Whose word counts when sources, or merged profiles, disagree. Default: the latest by event time. */
  readonly reconcile?: Reconciliation;
}

/**
 * `last_updated`: the latest by event time. `source`: that of the first source in the order that says something (others come after those named), of one
 * source the latest; a source that deletes leaves it to the next. `most_frequent`: the value said most often, then the latest; not for lists.
 */
export type Reconciliation =
  | { readonly by: 'last_updated' }
  | { readonly by: 'source'; readonly order: readonly string[] }
  | { readonly by: 'most_frequent' };

/** How contributions become a value. */
export type AggregateKind =
  | 'count'
  | 'sum'
  | 'average'
  | 'min'
  | 'max'
  | 'first'
  | 'last'
  | 'most_frequent'
  | 'distinct_count'
  | 'distinct_list'
  | 'streak'
  | 'time_since';

/**
 * A trait computed from events.
 *
 * - `event`: exact name; how names begin, with `*` after it; `'*'` for every event that a source sent (not those that the product itself writes); or several joined by `|`. `$page`, `$screen`, `$identify`, `$group` name the calls that are not `track`.
 * - `property`: path with dots; `products[].category` reads one contribution per element. Without it: the event itself (`count`), its
 *   time (`first`, `last`, of type time).
 * - `streak`: number of consecutive periods (`unit` day, week, month) with a contribution, up to the current or the previous period.
 * - `time_since`: whole `unit`s (minute, hour, day, week) since the last contribution; with `calendar` the difference of local dates (unit day).
 * - of no contribution: `count`, `sum`, `distinct_count`, `streak` are 0, the others missing.
 * - ties of first, last: by (time, messageId). `most_frequent`: ties by the latest contribution. `distinct_list`: in order of first contribution.
 */
export interface ComputedTrait extends TraitBase {
  readonly aggregate: AggregateKind;
  readonly event: string;
  readonly property?: string;
  readonly where?: Condition;
  readonly window?: Window;
  readonly unit?: 'minute' | 'hour' | Exclude<CalendarWindow, 'quarter' | 'year'>;
  readonly calendar?: boolean;
}

/** Arithmetic over other traits, on decimals with four places; quotients truncate. A missing operand makes the result missing. */
export interface FormulaTrait extends TraitBase {
  readonly formula: Expression;
}

/**
 * The quantile bin of another numeric trait among all customers that have it: 1 to `bins`. Edges are type-7 quantiles, computed daily
 * in the warehouse and returned as a `model` entry; a bin includes its upper edge. `reverse`: the smallest values get the highest bin.
 */
export interface ScoreTrait extends TraitBase {
  readonly score: { readonly of: string; readonly bins: number; readonly reverse?: boolean };
}

/** Any trait: declared, computed, formula or score. */
export type TraitDefinition = DeclaredTrait | ComputedTrait | FormulaTrait | ScoreTrait;

/** A formula, as a tree. */
export type Expression =
  | { readonly trait: string }
  | { readonly literal: Scalar }
  | {
      readonly op: 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max';
      readonly args: readonly [Expression, Expression, ...Expression[]];
    }
  /** The first operand that is not missing. */
  | { readonly op: 'coalesce'; readonly args: readonly Expression[] }
  | { readonly op: 'if'; readonly when: Condition; readonly then: Expression; readonly otherwise: Expression }
  /** Texts joined; numbers are written plainly. */
  | { readonly op: 'concat'; readonly args: readonly Expression[] }
  /** What belongs to the first case that equals `of`. */
  | {
      readonly op: 'switch';
      readonly of: Expression;
      readonly cases: readonly { readonly is: Scalar; readonly then: Expression }[];
      readonly otherwise: Expression;
    }
  | FunctionExpression;

/** Functions of one or two values (docs/conditions.md 6.7 to 6.10). */
export type FunctionExpression =
  | { readonly op: 'round' | 'floor' | 'ceil'; readonly args: readonly [Expression]; readonly places?: number }
  | { readonly op: 'abs' | 'lower' | 'length'; readonly args: readonly [Expression] }
  /** Whole years since the local date; 0 before the first. */
  | { readonly op: 'age'; readonly args: readonly [Expression] }
  | { readonly op: 'modulo' | 'includes'; readonly args: readonly [Expression, Expression] }
  /** Characters from `start` (the first is 0) on, `length` of them or all. */
  | { readonly op: 'substring'; readonly args: readonly [Expression]; readonly start: number; readonly length?: number }
  | { readonly op: 'date_part'; readonly args: readonly [Expression]; readonly part: DatePart }
  /** Whole units from the time until now; negative while it is ahead. */
  | {
      readonly op: 'elapsed';
      readonly args: readonly [Expression];
      readonly unit?: 'minute' | 'hour' | 'day' | 'week';
      readonly calendar?: boolean;
    }
  | {
      readonly op: 'compare';
      readonly operator: '=' | '!=' | '<' | '<=' | '>' | '>=';
      readonly args: readonly [Expression, Expression];
    };

/** Parts of a local date and time; weekdays from 1 (Monday) to 7. */
export type DatePart = 'year' | 'quarter' | 'month' | 'day' | 'weekday' | 'hour' | 'minute';
