/**
 * Whether a message that was decided may be handed over now. Between the decision and the hand-over lie retries, rate limits and nights, so
 * what speaks against a message by then is asked again.
 *
 * D1. Changes nothing: a function of the customer, the command, the plan and now.
 * D2. Asked are expiry, suppression, consent and quiet hours. Not asked are caps (the message counts in them since its decision, G2) and
 *     holdouts (drawn once, J4).
 * D3. `later` names a moment after now that is not quiet and at which the message has not expired.
 *
 * Transactional messages are exempt from quiet hours. A command without a purpose is a call, not a message: it is written to no customer,
 * so there is no consent to ask for.
 */
import type { MessageClass } from '../define/index.ts';
import type { Customer } from './customer.ts';
import type { JsonObject } from './entry.ts';
import type { SendCommand } from './fact.ts';
import { type Asked, type GuardContext, quiet, type Refusal, refusal, zoneOf } from './guard/index.ts';
import { viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/** Why a message is withdrawn at its hand-over. Codes are stored in facts: never rename one. */
export type WithdrawRule = Refusal['rule'] | 'expired';

/** May it go? `withdraw`: never. `later`: ask again at `until`, ms. With the values that were read. */
export type Dispatch =
  | { readonly go: true }
  | { readonly go: false; readonly verdict: 'withdraw'; readonly rule: WithdrawRule; readonly read: JsonObject }
  | {
      readonly go: false;
      readonly verdict: 'later';
      readonly until: number;
      readonly rule: 'quiet_hours.deferred';
      readonly read: JsonObject;
    };

/** The customer's state must be as of `now` (ms, on the clock of `at`). */
export function mayDispatch(customer: Customer, command: SendCommand, { plan, now }: { plan: Plan; now: number }): Dispatch {
  const { expiresAt, channel, purpose } = command;
  if (expiresAt !== undefined && expiresAt < now) return withdraw('expired', { expiresAt, decidedAt: command.at });
  if (purpose === '') return { go: true };
  const asked: Asked = { channel, purpose, messageClass: command.messageClass as MessageClass };
  const view = viewOf(customer.known, plan.know, now);
  const context: GuardContext = { plan: plan.guard, state: customer.guard, view, now };
  const refused = refusal(context, asked);
  if (refused) return withdraw(refused.rule, refused.read);
  if (asked.messageClass === 'transactional') return { go: true };
  const held = quiet(context, zoneOf(context), { messageClass: asked.messageClass, expiresAt });
  if (!held) return { go: true };
  if (held.verdict === 'suppress') return withdraw(held.rule, held.read);
  return { go: false, verdict: 'later', until: held.until, rule: held.rule, read: held.read };
}

function withdraw(rule: WithdrawRule, read: JsonObject): Dispatch {
  return { go: false, verdict: 'withdraw', rule, read };
}
