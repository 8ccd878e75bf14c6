/**
 * Whether a message may go: `vet` asks in this order and the first rule that objects answers.
 *
 * 1. suppression        every class. Nobody on the suppression list is written to.
 * 2. consent            by purpose. A transactional message needs no grant (it belongs to a contract), but an explicit withdrawal counts.
 * 3. quiet hours        defers to their end in the customer's time zone. There everything is asked again.
 * 4. caps               asked when the message could go, not when it is deferred: what counts is what the customer has got by then.
 * 5. holdout, control   last, so that held-out customers rest at the same steps as everybody else, and each such verdict stands for a
 *                       message that would have gone. The global control group is left out of marketing only.
 *
 * Transactional messages are exempt from 3 to 5 and are not counted.
 *
 * G1. No message goes against a rule of the plan at the moment of its verdict.
 * G2. Every message that goes, transactional ones aside, counts in every cap that concerns it, from that verdict on, delivered or not.
 * G3. A deferral ends later than now, at a moment that is not quiet.
 */
import { assertTimeZone, type TimeZone } from '../../base/index.ts';
import type { SendRequest, Verdict } from '../decide/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { View } from '../know/index.ts';
import { concerns, countOf, forget } from './caps.ts';
import type { GuardPlan } from './plan.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';
import { addSent, consentOf, type GuardState } from './state.ts';

/** The customer a message is asked for. */
export interface GuardContext {
  readonly plan: GuardPlan;
  /** The customer's own part; a message that goes is added in place. */
  readonly state: GuardState;
  readonly view: View;
  /** Ms: `at` of the entry, or the due time of the wake-up. */
  readonly now: number;
}

/** Answers a request, and counts the message when the answer is `send`. */
export function vet(context: GuardContext, request: SendRequest): Verdict {
  const verdict =
    refusal(context, request) ?? (request.messageClass === 'transactional' ? allowed(context, request) : limited(context, request));
  if (verdict.verdict === 'send' && request.messageClass !== 'transactional') {
    const { message, channel, purpose, messageClass } = request;
    forget(context.state, context.plan, context.now);
    addSent(context.state, { message, at: context.now, channel, purpose, messageClass });
  }
  return verdict;
}

/** Suppression and consent. */
function refusal({ state, plan }: GuardContext, { purpose, messageClass }: SendRequest): Verdict | undefined {
  const { suppression } = state;
  if (suppression) return suppress('suppressed.global', { reason: suppression.reason, since: suppression.at });
  const basis = plan.purposes.get(purpose);
  if (basis === undefined) return suppress('consent.purpose', { purpose });
  const consent = consentOf(state, purpose);
  const read = { purpose, basis, choice: consent?.choice ?? null, chosenAt: consent?.time ?? null };
  if (consent?.choice === 'withdrawn') return suppress('consent.withdrawn', read);
  if (messageClass === 'transactional' || consent?.choice === 'granted') return undefined;
  return consent?.choice === 'missing' || basis === 'opt_in' ? suppress('consent.missing', read) : undefined;
}

/** Quiet hours, caps, holdout and control. */
function limited(context: GuardContext, request: SendRequest): Verdict {
  const { plan, now } = context;
  const zone = zoneOf(context);
  const { quietHours } = plan;
  if (quietHours?.classes.has(request.messageClass) && isQuiet(quietHours, now, zone)) {
    return { verdict: 'defer', rule: 'quiet_hours.deferred', until: quietUntil(quietHours, now, zone), read: { timezone: zone } };
  }
  const counts: [string, Json][] = [];
  for (const cap of plan.caps) {
    if (!concerns(cap, request)) continue;
    const count = countOf(cap, context.state, { now, zone });
    const rule = cap.channel === undefined ? 'cap.user' : 'cap.channel';
    if (count >= cap.max) return suppress(rule, { cap: cap.id, count, max: cap.max, timezone: zone });
    counts.push([cap.id, count]);
  }
  const read = { timezone: zone, caps: Object.fromEntries(counts) };
  if (request.globalControl && request.messageClass === 'marketing') return suppress('holdout.global', read);
  if (request.heldOut) return suppress('holdout.journey', read);
  return allowed(context, request, read);
}

function allowed({ state }: GuardContext, { purpose }: SendRequest, read: JsonObject = {}): Verdict {
  return { verdict: 'send', read: { purpose, choice: consentOf(state, purpose)?.choice ?? null, ...read } };
}

function suppress(rule: Extract<Verdict, { verdict: 'suppress' }>['rule'], read: JsonObject): Verdict {
  return { verdict: 'suppress', rule, read };
}

/** The customer's time zone (trait `timezone`); the workspace's when it is missing or unknown to the tz database. */
function zoneOf({ view, plan }: GuardContext): TimeZone {
  const zone = view.trait('timezone');
  if (typeof zone !== 'string' || zone === plan.timeZone) return plan.timeZone;
  try {
    assertTimeZone(zone);
    return zone;
  } catch {
    return plan.timeZone;
  }
}
