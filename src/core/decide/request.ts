/** What a journey asks of guard before it sends, and what guard answers. Guard knows these words; this room does not know guard. */
import { type CustomerId, DAY } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';

/** One message that a journey wants to send. */
export interface SendRequest {
  readonly customer: CustomerId;
  /** The id the message gets if it is sent. */
  readonly message: string;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  /** Assigned to the holdout of this journey. */
  readonly heldOut: boolean;
  /** Assigned to the global control group. */
  readonly globalControl: boolean;
}

/** After its decision a message may be handed over for so long, ms: what comes later is of no use any more. */
export type ExpiryMs = Readonly<Record<MessageClass, number>>;

/** Where the policy says nothing. */
export const EXPIRY_MS: ExpiryMs = { marketing: DAY, service: 3 * DAY, transactional: 7 * DAY };

/** Why a message waits or does not go. Codes are stored in facts: never rename one. */
export type DeferRule =
  | 'quiet_hours.deferred'
  /** Waits until all who want the same customer can be compared. */
  | 'arbitration.open'
  /** Another journey's message went, or goes. */
  | 'arbitration.lost';
export type SuppressRule =
  /** The customer has no address on the channel. */
  | 'address.missing'
  | 'suppressed.global'
  /** This customer must not be written to through the channel: it bounced, or a complaint came through it. */
  | 'suppressed.channel'
  /** Never granted (opt-in purposes), or left out by a customer who chose among the purposes. */
  | 'consent.missing'
  | 'consent.withdrawn'
  /** The release has no such purpose. */
  | 'consent.purpose'
  /** The quiet hours end later than the message is worth waiting for. */
  | 'quiet_hours.expired'
  /** As often as the customer accepts already. */
  | 'cap.accepted'
  | 'cap.user'
  /** A cap that counts one channel only. */
  | 'cap.channel'
  /** The same, and it is not worth waiting longer. */
  | 'arbitration.lost'
  | 'holdout.journey'
  | 'holdout.global';

/** Guard's answer, with the values it read. */
export type Verdict =
  | { readonly verdict: 'send'; readonly read: JsonObject }
  /** Ask again at `until` (ms, later than now). */
  | { readonly verdict: 'defer'; readonly until: number; readonly rule: DeferRule; readonly read: JsonObject }
  | { readonly verdict: 'suppress'; readonly rule: SuppressRule; readonly read: JsonObject };

/** Answers one request; an answer `send` has been counted against the caps when it returns. */
export type Vet = (request: SendRequest) => Verdict;
