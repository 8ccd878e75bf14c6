/** What speaks against a message whenever it is asked: at its decision (`vet`), and again when it is handed over. */
import type { TimeZone } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';
import type { Verdict } from '../decide/index.ts';
import type { JsonObject } from '../entry.ts';
import { type View, zoneOfCustomer } from '../know/index.ts';
import type { GuardPlan } from './plan.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';
import { channelSuppression, consentOf, type GuardState } from './state.ts';

/** The customer a message is asked for. */
export interface GuardContext {
  readonly plan: GuardPlan;
  /** The customer's own part; `vet` adds a message that goes, in place. */
  readonly state: GuardState;
  readonly view: View;
  /** Ms: `at` of the entry, the due time of the wake-up, or the moment of the hand-over. */
  readonly now: number;
}

/** What the rules look at in a message. */
export interface Asked {
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
}

/** The rule that objects, with what it read. */
export type Refusal = Extract<Verdict, { verdict: 'suppress' }>;

export type Deferral = Extract<Verdict, { verdict: 'defer' }>;

/** A refusal by this rule. */
export function suppress(rule: Refusal['rule'], read: JsonObject): Refusal {
  return { verdict: 'suppress', rule, read };
}

/** Suppression and consent. */
export function refusal(context: GuardContext, asked: Asked): Refusal | undefined {
  return suppressed(context.state, asked.channel) ?? unconsented(context, asked);
}

/** Of the customer, or of the channel for this customer. */
export function suppressed(state: GuardState, channel: string): Refusal | undefined {
  const { suppression } = state;
  if (suppression) return suppress('suppressed.global', { reason: suppression.reason, since: suppression.at });
  const closed = channelSuppression(state, channel);
  return closed && suppress('suppressed.channel', { channel, reason: closed.reason, since: closed.at });
}

/** By the purpose's basis and what the customer chose. */
export function unconsented(
  { state, plan }: GuardContext,
  { purpose, messageClass }: Pick<Asked, 'purpose' | 'messageClass'>,
): Refusal | undefined {
  const basis = plan.purposes.get(purpose);
  if (basis === undefined) return suppress('consent.purpose', { purpose });
  const consent = consentOf(state, purpose);
  const read = { purpose, basis, choice: consent?.choice ?? null, chosenAt: consent?.time ?? null };
  if (consent?.choice === 'withdrawn') return suppress('consent.withdrawn', read);
  if (messageClass === 'transactional' || consent?.choice === 'granted') return undefined;
  return consent?.choice === 'missing' || basis === 'opt_in' ? suppress('consent.missing', read) : undefined;
}

/**
 * What the quiet hours that hold now for the class say: wait for their end, or do not go, when that is longer than the message may wait or
 * later than it expires (`expiresAt`, of a message that is decided). Undefined when none hold.
 */
export function quiet(
  { plan, now }: GuardContext,
  timezone: TimeZone,
  { messageClass, expiresAt = Infinity }: { readonly messageClass: MessageClass; readonly expiresAt?: number | undefined },
): Refusal | Deferral | undefined {
  const { quietHours, expiryMs } = plan;
  if (!quietHours?.classes.has(messageClass) || !isQuiet(quietHours, now, timezone)) return undefined;
  const until = quietUntil(quietHours, now, timezone);
  const latest = Math.min(now + (quietHours.expireMs ?? expiryMs[messageClass]), expiresAt);
  if (until > latest) return suppress('quiet_hours.expired', { timezone, until, latest });
  return { verdict: 'defer', rule: 'quiet_hours.deferred', until, read: { timezone } };
}

/** The customer's time zone (trait `timezone`); the workspace's when it is missing or unknown to the tz database. */
export function zoneOf({ view, plan }: GuardContext): TimeZone {
  return zoneOfCustomer(view, plan.timeZone);
}
