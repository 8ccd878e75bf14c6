/**
 * Whether a message may go: `vet` asks in this order and the first rule that objects answers.
 *
 * 1. suppression        every class. Nobody on the suppression list is written to, nor through a channel that is suppressed for them.
 * 2. consent            by purpose. A transactional message needs no grant (it belongs to a contract), but an explicit withdrawal counts.
 * 3. quiet hours        defers to their end in the customer's time zone, where everything is asked again. What would have to wait for
 *                       longer than it is worth does not go.
 * 4. accepted, caps     the customer's own cap before ours, so the lower one wins. Asked when the message could go, not when it is deferred:
 *                       what counts is what the customer has got by then, and what is on its way.
 * 5. holdout, control   last, so that held-out customers rest at the same steps as everybody else, and each such verdict stands for a
 *                       message that would have gone. The global control group is left out of marketing only.
 *
 * Transactional messages are exempt from 3 to 5 and are not counted.
 *
 * G1. No message goes against a rule of the plan at the moment of its verdict.
 * G2. Every message that goes, transactional ones aside, counts in every cap that concerns it: in every window from that verdict until its
 *     receipt, then in the windows that hold its hand-over (coming.ts). So no window holds more hand-overs than a cap allows.
 * G3. A deferral ends later than now, at a moment that is not quiet.
 */
import type { SendRequest, Verdict } from '../decide/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import { acceptedBy, type Counting, concerns, countOf, forget } from './caps.ts';
import { comingAgain } from './coming.ts';
import { type Asked, type GuardContext, quiet, type Refusal, refusal, suppress, zoneOf } from './refusal.ts';
import { addSent, consentOf } from './state.ts';

/** Answers a request, and counts the message when the answer is `send`. */
export function vet(context: GuardContext, request: SendRequest): Verdict {
  const verdict =
    refusal(context, request) ?? (request.messageClass === 'transactional' ? allowed(context, request) : limited(context, request));
  if (verdict.verdict === 'send' && request.messageClass !== 'transactional') {
    const { message, channel, purpose, messageClass } = request;
    forget(context.state, context.plan, context.now);
    addSent(context.state.coming, { message, at: context.now, channel, purpose, messageClass });
  }
  return verdict;
}

/** Quiet hours, caps, holdout and control. */
function limited(context: GuardContext, request: SendRequest): Verdict {
  const zone = zoneOf(context);
  const counts: [string, Json][] = [];
  const held = quiet(context, zone, request) ?? over(context, request, { now: context.now, zone, counts });
  if (held) return held;
  const read = { timezone: zone, caps: Object.fromEntries(counts) };
  if (request.globalControl && request.messageClass === 'marketing') return suppress('holdout.global', read);
  if (request.heldOut) return suppress('holdout.journey', read);
  return allowed(context, request, read);
}

/** The cap that is full when a message that failed comes once more, counting what came before it. Undefined for a first hand-over. */
export function overAgain(context: GuardContext, asked: Asked & { readonly message: string }): Refusal | undefined {
  const coming = comingAgain(context.state, asked.message);
  return coming && over(context, asked, { now: context.now, zone: zoneOf(context), coming });
}

/** The cap that is full for such a message now; nothing is counted. */
export function capped(context: GuardContext, asked: Asked): Refusal | undefined {
  return over(context, asked, { now: context.now, zone: zoneOf(context) });
}

/** The first cap that holds as many messages as it may. What the others hold goes into `counts`. */
function over(
  context: GuardContext,
  asked: Asked,
  { counts = [], ...counting }: Counting & { readonly counts?: [string, Json][] },
): Refusal | undefined {
  const unwanted = unaccepted(context, asked, counting);
  if (unwanted) return unwanted;
  for (const cap of context.plan.caps) {
    if (!concerns(cap, asked)) continue;
    const count = countOf(cap, context.state, counting);
    const rule = cap.channel === undefined ? 'cap.user' : 'cap.channel';
    if (count >= cap.max) return suppress(rule, { cap: cap.id, count, max: cap.max, timezone: counting.zone });
    counts.push([cap.id, count]);
  }
  return undefined;
}

/** The customer's own cap. */
function unaccepted({ plan, state, view }: GuardContext, asked: Asked, counting: Counting): Refusal | undefined {
  const { accepted } = plan;
  if (!accepted || !concerns(accepted.cap, asked)) return undefined;
  const own = acceptedBy(accepted, view);
  if (!own) return undefined;
  const count = countOf(accepted.cap, state, counting);
  if (count < own.max) return undefined;
  return suppress('cap.accepted', { trait: accepted.trait, accepted: own.value, count, timezone: counting.zone });
}

function allowed({ state }: GuardContext, { purpose }: SendRequest, read: JsonObject = {}): Verdict {
  return { verdict: 'send', read: { purpose, choice: consentOf(state, purpose)?.choice ?? null, ...read } };
}
