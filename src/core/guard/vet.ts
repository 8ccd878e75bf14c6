/**
 * Whether a message may go: `vet` asks in this order and the first rule that objects answers.
 *
 * 1. suppression        every class. Nobody on the suppression list is written to, nor through a channel that is suppressed for them.
 * 2. consent            by purpose. A transactional message needs no grant (it belongs to a contract), but an explicit withdrawal counts.
 * 3. quiet hours        defers to their end in the customer's time zone, where everything is asked again. What would have to wait for
 *                       longer than it is worth does not go.
 * 4. accepted, caps     the customer's own cap before ours, so the lower one wins. Asked when the message could go, not when it is deferred: what counts is what the customer has got by then.
 * 5. holdout, control   last, so that held-out customers rest at the same steps as everybody else, and each such verdict stands for a
 *                       message that would have gone. The global control group is left out of marketing only.
 *
 * Transactional messages are exempt from 3 to 5 and are not counted.
 *
 * G1. No message goes against a rule of the plan at the moment of its verdict.
 * G2. Every message that goes, transactional ones aside, counts in every cap that concerns it, from that verdict on, delivered or not.
 * G3. A deferral ends later than now, at a moment that is not quiet.
 */
import type { TimeZone } from '../../base/index.ts';
import type { SendRequest, Verdict } from '../decide/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import { acceptedBy, concerns, countOf, forget } from './caps.ts';
import { type GuardContext, quiet, type Refusal, refusal, suppress, zoneOf } from './refusal.ts';
import { addSent, consentOf } from './state.ts';

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

/** Quiet hours, caps, holdout and control. */
function limited(context: GuardContext, request: SendRequest): Verdict {
  const { plan, now } = context;
  const zone = zoneOf(context);
  const held = quiet(context, zone, request) ?? unaccepted(context, zone, request);
  if (held) return held;
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

/** The customer's own cap. */
function unaccepted({ plan, state, view, now }: GuardContext, zone: TimeZone, request: SendRequest): Refusal | undefined {
  const { accepted } = plan;
  if (!accepted || !concerns(accepted.cap, request)) return undefined;
  const own = acceptedBy(accepted, view);
  if (!own) return undefined;
  const count = countOf(accepted.cap, state, { now, zone });
  return count < own.max ? undefined : suppress('cap.accepted', { trait: accepted.trait, accepted: own.value, count, timezone: zone });
}

function allowed({ state }: GuardContext, { purpose }: SendRequest, read: JsonObject = {}): Verdict {
  return { verdict: 'send', read: { purpose, choice: consentOf(state, purpose)?.choice ?? null, ...read } };
}
