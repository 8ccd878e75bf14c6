/** The data dictionary: what events there are, what they carry, and what happens to those that carry something else. */
import type { Duration } from '../base/index.ts';
import type { Scalar } from './condition.ts';
import type { Text } from './text.ts';

/** Types of properties. `integer`: a number without a fraction; `time`: ms since 1970 UTC, or ISO 8601 text; `any`: whatever JSON can say. */
export type PropertyType = 'string' | 'number' | 'integer' | 'boolean' | 'time' | 'list' | 'object' | 'any';

/**
 * What happens to an event that does not keep to its definition.
 * - `flag`: it counts, and carries what is wrong with it (`violations`).
 * - `omit`: the property at fault is left out, the event counts and is flagged. Where a required property is missing there is nothing to leave out: it is flagged.
 * - `quarantine`: it does not count; it is kept with the reasons, to be corrected and replayed.
 * - `block`: it does not count and is answered as refused; it is kept in the quarantine as well, so that nothing is lost.
 */
export type Enforcement = 'flag' | 'omit' | 'quarantine' | 'block';

/** Whose data a property is, in rising order of care. `sensitive`: special categories (health, religion, minors, ...). */
export type DataClass = 'none' | 'pseudonymous' | 'personal' | 'sensitive';

/** What a property of an event may hold. */
export interface PropertyDefinition {
  readonly type: PropertyType;
  readonly description?: Text;
  /** Default: not. Inside a list: of each element. */
  readonly required?: boolean;
  /** The only values there are. */
  readonly allowed?: readonly Scalar[];
  /** A regular expression (RE2) that texts match. */
  readonly pattern?: string;
  /** Smallest and largest number, inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** Of a number: "kg", "s", "ml", ... */
  readonly unit?: string;
  /** Of an amount of money: a code of ISO 4217, or the property that holds it ("property.currency"). */
  readonly currency?: string;
  readonly owner?: string;
  /** Default: none. */
  readonly dataClass?: DataClass;
  /** Ids of the purposes for which it may be used. Default: any. */
  readonly purposes?: readonly string[];
  /** Default: the event's. */
  readonly enforcement?: Enforcement;
}

/** How many events a source should send: fewer is an alert. */
export interface ExpectedVolume {
  readonly atLeast: number;
  readonly per: Duration;
  /** Default: all sources together. */
  readonly source?: string;
}

/** An event of the dictionary. */
export interface EventDefinition {
  readonly kind: 'event';
  /** Its exact name: `Order Completed`; `$identify`, `$page`, `$screen`, `$group` for the calls that are not `track`. */
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
  readonly owner?: string;
  /** By path, as in conditions: `order_id`, `address.city`, `products[].price`. Of `$identify` and `$group`: their traits. */
  readonly properties?: Readonly<Record<string, PropertyDefinition>>;
  /** What becomes of properties that are not defined. Default: allow. */
  readonly unplanned?: 'allow' | Enforcement;
  /** Default: flag. By source where sources differ. */
  readonly enforcement?: Enforcement | EnforcementBySource;
  readonly expected?: readonly ExpectedVolume[];
  /** From when on an event counts as late (`at` minus its own time). Default "1h". */
  readonly lateAfter?: Duration;
}

/** One way for most sources, another for some. */
export interface EnforcementBySource {
  readonly default: Enforcement;
  readonly sources: Readonly<Record<string, Enforcement>>;
}
