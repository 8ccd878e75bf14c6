import type { Duration, TimeZone } from '../base/index.ts';
import type { CalendarWindow, Condition } from './condition.ts';
import type { MessageClass } from './journey.ts';
import type { Text } from './text.ts';

/** What consent is asked for. `opt_in`: refused until granted; `opt_out`: allowed until withdrawn. */
export interface PurposeDefinition {
  readonly kind: 'purpose';
  readonly id: string;
  readonly name: Text;
  readonly basis: 'opt_in' | 'opt_out';
}

/** What guard enforces. One per project. */
export interface PolicyDefinition {
  readonly kind: 'policy';
  readonly id: 'default';
  /** In the customer's time zone (trait `timezone`, else the workspace's). `from` > `to` spans midnight. `HH:MM`. */
  readonly quietHours?: { readonly from: string; readonly to: string; readonly classes: readonly MessageClass[] };
  readonly caps?: readonly FrequencyCap[];
  /** Share of customers in [0, 0.15] left out of all marketing. */
  readonly globalControl?: number;
}

/** At most `max` messages per customer and window, of these classes and, where given, this channel and purpose. */
export interface FrequencyCap {
  readonly id: string;
  readonly max: number;
  /** Rolling, or a calendar period of the customer's time zone. */
  readonly per: Duration | { readonly this: CalendarWindow };
  readonly classes: readonly MessageClass[];
  readonly channel?: string;
  readonly purpose?: string;
}

/** A kind of identifier. */
export interface NamespaceDefinition {
  readonly kind: 'namespace';
  readonly id: string;
  readonly name: Text;
  /** 1 is the strongest. On a conflict the weakest identifier of the event is dropped. */
  readonly priority: number;
  /** How many values one profile may hold. */
  readonly limit: number;
  /** Values that never identify anybody, exact, besides the built-in ones. */
  readonly blocked?: readonly string[];
}

/** The project's own settings. One per project. */
export interface WorkspaceDefinition {
  readonly kind: 'workspace';
  readonly id: string;
  readonly name: Text;
  readonly timeZone: TimeZone;
  /** ISO 4217. */
  readonly currency: string;
  /** Seed of all randomness: variants, holdouts. Changing it reshuffles everybody who has no stored assignment. */
  readonly seed: string;
  /** What the report counts as bought. Default: `Order Completed` with `order_id` and `revenue`, as Segment's e-commerce events have it. */
  readonly purchase?: PurchaseDefinition;
}

/** Which events are purchases. Several events may be one order (a line each) if they share its key. */
export interface PurchaseDefinition {
  readonly event: string;
  /** Over `property.` fields outside lists, with `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `notIn`, `null`, `notNull`. */
  readonly where?: Condition;
  /** Property that holds the order's key; without it, every event is an order. */
  readonly order?: string;
  /** Property that holds the event's revenue in the workspace's currency; over a list (`products[].revenue`), their sum. */
  readonly revenue: string;
}
