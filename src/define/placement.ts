import type { Duration } from '../base/index.ts';
import type { Condition, Scalar } from './condition.ts';
import type { MessageClass } from './step.ts';
import type { Text } from './text.ts';

/** A value that stands in an answer as it is written. */
export type PlainValue = Scalar | null | readonly PlainValue[] | { readonly [key: string]: PlainValue };

/** What is shown. Nothing of it: a placement that stays empty. */
export interface PlacementContent {
  /** Template that is rendered with the customer's traits; `event.<property>` reads the context of the request. */
  readonly template?: string;
  /** A recommendation whose items come with it, and stand in its template as `recommend.<id>`. A candidate for which there are none is left out. */
  readonly recommend?: string;
  /** Given to the caller as it stands: addresses of pictures, colors, ids of coupons. */
  readonly fields?: { readonly [key: string]: PlainValue };
}

/** Something that can be shown in a placement: an offer, a banner, an action. */
export interface PlacementCandidate extends PlacementContent {
  /** Unique in its placement. */
  readonly id: string;
  readonly name: Text;
  /** Who it is for. `property.<path>` reads the context of the request. */
  readonly when?: Condition;
  /** Default `normal`. */
  readonly priority?: 'high' | 'normal' | 'low';
  /** What showing it is expected to bring: a number, or a trait of type number. Default 0. */
  readonly value?: number | { readonly trait: string };
  /** A trait of type time that says since when it matters to the customer: fresh things come first. */
  readonly since?: { readonly trait: string };
  /** How often a customer sees it at most, counted by the exposures that came back. Rolling. */
  readonly limit?: { readonly max: number; readonly per: Duration };
  /** Default: the placement's. */
  readonly purpose?: string;
}

/** A place in a shop, an app or a mail for which `POST /v1/decide` chooses what a customer sees. */
export interface PlacementDefinition {
  readonly kind: 'placement';
  readonly id: string;
  readonly name: Text;
  /** What is asked of consent, with suppression and the global control group. Without it nobody is asked: it is the same as content for everybody. */
  readonly purpose?: string;
  /** Default marketing. */
  readonly messageClass?: MessageClass;
  /** Channel whose suppression and caps hold here as well: a customer who has got enough messages through it sees the fallback. */
  readonly channel?: string;
  readonly candidates: readonly PlacementCandidate[];
  /** For whom nothing else is left, and for customers that nobody knows. Default: nothing. */
  readonly fallback?: PlacementContent;
}

/** Event that tells that something was shown, as the Segment specification names it. */
export const PLACEMENT_SHOWN = 'Promotion Viewed';
