/**
 * Whether a message that was decided may be handed over now. Between the decision and the hand-over lie retries, rate limits and nights, so
 * what speaks against a message by then is asked again.
 *
 * D1. Changes nothing: a function of the customer, the command, the plan and now.
 * D2. Asked are expiry, suppression, consent, whether what ends the journey has come in the meantime, and quiet hours. Not asked are holdouts
 *     (drawn once, J4) and caps (the message counts in them since its decision, G2), but for one that failed and comes once more.
 * D3. `later` names a moment after now that is not quiet and at which the message has not expired.
 *
 * Transactional messages are asked expiry, suppression and consent only. A command without a purpose is a call, not a message: nobody is
 * written to, so it is asked expiry and the journey's end only.
 */
import type { MessageClass } from '../define/index.ts';
import type { Customer } from './customer.ts';
import { type DeferRule, openSendOf, staleAt } from './decide/index.ts';
import type { JsonObject } from './entry.ts';
import type { SendCommand } from './fact.ts';
import { type Asked, type GuardContext, overAgain, quiet, refusal, zoneOf } from './guard/index.ts';
import { type View, viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/**
 * May it go? `withdraw`: never, by a rule of guard's (as in verdicts), `expired`, or what ended its journey (`goal.event`,
 * `exit.condition`, `trigger.retracted`, ...). `later`: ask again at `until`, ms. With the values that were read.
 */
export type Dispatch =
  | { readonly go: true }
  | { readonly go: false; readonly verdict: 'withdraw'; readonly rule: string; readonly read: JsonObject }
  | {
      readonly go: false;
      readonly verdict: 'later';
      readonly until: number;
      readonly rule: DeferRule;
      readonly read: JsonObject;
    };

/** The customer's state must be as of `now` (ms, on the clock of `at`). */
export function mayDispatch(customer: Customer, command: SendCommand, { plan, now }: { plan: Plan; now: number }): Dispatch {
  const { expiresAt, channel, purpose } = command;
  if (expiresAt !== undefined && expiresAt < now) return withdraw('expired', { expiresAt, decidedAt: command.at });
  const view = viewOf(customer.known, plan.know, now);
  if (purpose === '') return staleness(customer, command, { plan, view }) ?? { go: true };
  const asked: Asked = { channel, purpose, messageClass: command.messageClass as MessageClass };
  const context: GuardContext = { plan: plan.guard, state: customer.guard, view, now };
  const refused = refusal(context, asked);
  if (refused) return withdraw(refused.rule, refused.read);
  if (asked.messageClass === 'transactional') return { go: true };
  const held = staleness(customer, command, { plan, view }) ?? quietness(context, asked, expiresAt);
  if (held) return held;
  const over = overAgain(context, { ...asked, message: command.message });
  return over ? withdraw(over.rule, over.read) : { go: true };
}

/** What ended the message's journey since, or would end it by now. */
function staleness({ journeys }: Customer, { message }: SendCommand, { plan, view }: { plan: Plan; view: View }): Dispatch | undefined {
  const open = openSendOf(journeys, message);
  const stale = open && staleAt(open, plan.journeys, view);
  return stale && withdraw(stale.rule, stale.read);
}

function quietness(context: GuardContext, { messageClass }: Asked, expiresAt: number | undefined): Dispatch | undefined {
  const held = quiet(context, zoneOf(context), { messageClass, expiresAt });
  if (!held) return undefined;
  if (held.verdict === 'suppress') return withdraw(held.rule, held.read);
  return { go: false, verdict: 'later', until: held.until, rule: held.rule, read: held.read };
}

function withdraw(rule: string, read: JsonObject): Dispatch {
  return { go: false, verdict: 'withdraw', rule, read };
}
