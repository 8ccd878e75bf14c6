import type { Duration, TimeZone } from '../base/index.ts';
import type { CalendarWindow, Condition } from './condition.ts';
import type { Enforcement } from './event.ts';
import type { MessageClass } from './step.ts';
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
  readonly quietHours?: QuietHoursDefinition;
  readonly caps?: readonly FrequencyCap[];
  readonly acceptedFrequency?: AcceptedFrequency;
  /** How long after its decision a message may still be handed over. Default: marketing 24h, service 72h, transactional 7d. */
  readonly expiry?: Partial<Readonly<Record<MessageClass, Duration>>>;
  /** Share of customers in [0, 0.15] left out of all marketing. */
  readonly globalControl?: number;
  /** When several journeys want the same customer. Without it each sends what caps let through. */
  readonly arbitration?: ArbitrationDefinition;
  /** Words that customers are not to read, or not without somebody having looked. */
  readonly sensitiveWords?: readonly SensitiveWords[];
}

/** `block`: nothing with it is released or goes out; `review`: a person has to accept it; `warn`: worth a look. */
export type WordSeverity = 'block' | 'review' | 'warn';

/**
 * A list of sensitive words. Case, full or half width and what nobody sees make no difference. Words of scripts with spaces (Latin and its like) are found as whole
 * words; others wherever they stand, white space within them or not.
 */
export interface SensitiveWords {
  readonly id: string;
  readonly severity: WordSeverity;
  readonly words: readonly string[];
  /** Phrases that hold one of the words and are harmless: "第一" is not found in "第一时间". */
  readonly except?: readonly string[];
  /** Ids of channels. Default: all. */
  readonly channels?: readonly string[];
  /** Why, and what to say instead. */
  readonly note?: Text;
}

/** One scored choice among journeys that want the same customer. A journey says its `priority` and `value`. */
export interface ArbitrationDefinition {
  /** At most one message of these classes per customer within it, of all journeys together. Rolling. */
  readonly window: Duration;
  /** A message first waits for the end of the stretch of this length, so that later ones of the same stretch are compared with it. Default: it does not. */
  readonly collect?: Duration;
  /** Default marketing. */
  readonly classes?: readonly MessageClass[];
  /** `defer` (default): who loses asks again when the window is over; `drop`: does not go. */
  readonly losers?: 'defer' | 'drop';
  /** Who has waited for so long is dropped. Default: three windows. */
  readonly expireAfter?: Duration;
  /** How much each part of the score counts. Default priority 10, value 2, fatigue 1, recency 1: the priority decides first. */
  readonly weights?: Partial<Readonly<Record<'priority' | 'value' | 'fatigue' | 'recency', number>>>;
}

/** In the customer's time zone (trait `timezone`, else the workspace's). `from` > `to` spans midnight. `HH:MM`. */
export interface QuietHoursDefinition {
  readonly from: string;
  readonly to: string;
  readonly classes: readonly MessageClass[];
  /** A message that would have to wait longer than this for the end of the quiet hours does not go at all. Default: its class's `expiry`. */
  readonly expireAfter?: Duration;
}

/**
 * How many messages the customer accepts, as told by the customer (or set for them): asked before our own caps, so the lower one wins.
 * The trait holds a number; a customer without it has no such limit, 0 means none at all.
 */
export interface AcceptedFrequency {
  readonly trait: string;
  /** Rolling, or a calendar period of the customer's time zone. */
  readonly per: Duration | { readonly this: CalendarWindow };
  readonly classes: readonly MessageClass[];
  readonly channel?: string;
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
  /** How many values one profile may hold, or with `per` gain within that time. */
  readonly limit: number;
  /** Rolling. Default: ever. */
  readonly per?: Duration;
  /** Values that never identify anybody, exact, besides the built-in ones. */
  readonly blocked?: readonly string[];
  /** Regular expressions (RE2) of values that never identify anybody; `^` and `$` bind them to the ends. */
  readonly blockedPatterns?: readonly string[];
  /**
   * `false` for what many people share (tills, kiosks, tablets of a store): a value has a profile of its own, which takes the events that name nobody
   * else, and never joins another. Default true.
   */
  readonly merges?: boolean;
}

/** A rate of merges that no person has. Beyond it a profile merges no more until the time has passed. */
export interface FanInDefinition {
  /** Merges into one profile. Default 20. */
  readonly max: number;
  /** Rolling. Default "1d". */
  readonly per: Duration;
}

/** The project's own settings. One per project. */
export interface WorkspaceDefinition {
  readonly kind: 'workspace';
  readonly id: string;
  readonly name: Text;
  readonly timeZone: TimeZone;
  /** ISO 4217. */
  readonly currency: string;
  /** Languages that customers are written to in, BCP 47; the first is that of the contents at the top of templates. Lints look for the others. */
  readonly locales?: readonly string[];
  /** Seed of all randomness: variants, holdouts. Changing it reshuffles everybody who has no stored assignment. */
  readonly seed: string;
  /** What the report counts as bought. Default: `Order Completed` with `order_id` and `revenue`, as Segment's e-commerce events have it. */
  readonly purchase?: PurchaseDefinition;
  /** What becomes of events that the dictionary does not have. Default: allow. Nothing can be left out of them, so `omit` is not among the choices. */
  readonly unplannedEvents?: 'allow' | Exclude<Enforcement, 'omit'>;
  /** When a profile takes in others suspiciously fast. */
  readonly fanIn?: FanInDefinition;
  /** What is held against the data; breaches are alerts. */
  readonly quality?: QualityDefinition;
  /** Who makes and approves releases. With it a release goes live only when a second person has approved it. */
  readonly approval?: ApprovalDefinition;
}

/** A release is proposed by one of these members and approved by another one. */
export interface ApprovalDefinition {
  readonly members: readonly MemberDefinition[];
}

/** Somebody who may propose and approve. `token`: `sha256:` and the hash, in hex, of a long random text that only the member knows. */
export interface MemberDefinition {
  readonly id: string;
  readonly token: string;
}

/** Thresholds of the quality of the data, of each hour, source and event. */
export interface QualityDefinition {
  /** Shares from 0 to 1. Default: 0.05; `unplanned` and `late` 0.2, `duplicate` 0.1. */
  readonly limits?: Readonly<Partial<Record<'missing' | 'invalid' | 'range' | 'unplanned' | 'late' | 'duplicate' | 'refused', number>>>;
  /** How unusual a rate or volume may be, against the same hour of the days before: robust z-score. Default 5. */
  readonly z?: number;
  /** Least score of a source, 0 to 100. Default 70. */
  readonly score?: number;
  /** An hour with fewer events is not judged. Default 50. */
  readonly eventsMin?: number;
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
