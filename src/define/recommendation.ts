import type { Duration } from '../base/index.ts';
import type { Condition } from './condition.ts';
import type { Text } from './text.ts';

/** Where a recommended item comes from. */
export type RecommendationSource = 'repurchase' | 'together' | 'category' | 'popular';

/**
 * Items for a customer, from what customers take together. The model is computed in the warehouse and enters the log; which items a customer gets is decided from it
 * and what is known of the customer.
 */
export interface RecommendationDefinition {
  readonly kind: 'recommendation';
  readonly id: string;
  readonly name: Text;
  /** Event, or events, that tell what a customer took: bought, looked at. */
  readonly event: string;
  /** Filter of these events; reads `property.` fields. */
  readonly where?: Condition;
  /** Property that holds the item's id; over a list (`products[].product_id`) each of them. */
  readonly item: string;
  /** Property beside the item that holds its category. */
  readonly category?: string;
  /** What templates print of an item, by the name under which they do: properties beside the item. The latest value counts. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What is taken together: in one event (default), on one day of a customer, or by one customer at all. */
  readonly basket?: 'event' | 'day' | 'customer';
  /** After so long something taken counts half. Default 90d. */
  readonly halfLife?: Duration;
  /** How far back the warehouse looks. Default 365d. */
  readonly within?: Duration;
  /** In this order, until there are enough. Default together, category, popular. `repurchase`: the item bought last, when its own median cycle is over. */
  readonly by?: readonly RecommendationSource[];
  /** Property of the event or the context at hand that holds the items to go with. Default, and where it is missing: those that the customer took within `seeds`. */
  readonly of?: string;
  /** Default 90d. */
  readonly seeds?: Duration;
  /** What the customer took within this is not recommended; `ever`: never again, "0s": it may be. Default 30d. */
  readonly exclude?: Duration | 'ever';
  /** Says what is in stock: `inStock` is a property, true or a number above 0; the latest event about an item counts. An item of which nothing is said is in stock. */
  readonly stock?: { readonly event: string; readonly item: string; readonly inStock: string };
  /** How many items a customer gets. Default 10. */
  readonly top?: number;
  /** How many items the model knows, the most popular ones. Default 2,000. */
  readonly items?: number;
}
