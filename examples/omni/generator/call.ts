/** Calls of the Segment protocol as the brand's apps and stores send them, stamped with when they arrive. */

export type Channel = 'web' | 'app' | 'mini_program' | 'store' | 'wecom';

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Properties = { readonly [key: string]: Value };

export interface ExternalId {
  readonly type: string;
  readonly id: string;
}

export interface Call {
  readonly type: 'track' | 'identify' | 'page' | 'screen';
  readonly messageId: string;
  /** ISO 8601, when it happened. */
  readonly timestamp: string;
  readonly event?: string;
  readonly name?: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly properties?: Properties;
  readonly traits?: Properties;
  readonly context: Properties & { readonly externalIds?: readonly { readonly id: string; readonly type: string }[] };
}

/** A call and when the door sees it: later than its timestamp when a store uploads late. `person` is the truth no engine sees. */
export interface Arrival {
  readonly at: number;
  readonly person: number;
  readonly call: Call;
}

/** Amounts travel as yuan with two decimals; inside the generator they are whole cents. */
export function yuan(cents: number): number {
  return cents / 100;
}
