/** Whether and where a customer can be written to now, and what speaks against it: by the rules that every message is asked. Pure. */
import type { Customer } from './customer.ts';
import { addressOn } from './decide/index.ts';
import type { JsonObject } from './entry.ts';
import {
  type AcceptedUse,
  acceptedUsed,
  type CapUse,
  capsUsed,
  channelClosed,
  type GuardContext,
  purposeClosed,
  type Quiet,
  quietNow,
} from './guard/index.ts';
import { viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/** The rule that would refuse, and what it read: as in verdicts. */
export interface Closed {
  readonly rule: string;
  readonly read: JsonObject;
}

export interface Reach {
  /** Of every channel of the release, and those suppressed for the customer; by id. Open where nothing is said. */
  readonly channels: readonly { readonly channel: string; readonly closed?: Closed }[];
  /** Of every purpose of the release, for marketing and service messages. */
  readonly purposes: readonly { readonly purpose: string; readonly closed?: Closed }[];
  readonly caps: readonly CapUse[];
  /** Absent where the customer has named no limit. */
  readonly accepted?: AcceptedUse;
  /** Absent by day. */
  readonly quiet?: Quiet;
}

/** The customer's state must be as of `now` (ms, on the clock of `at`). */
export function reachOf(customer: Customer, { plan, now }: { readonly plan: Plan; readonly now: number }): Reach {
  const view = viewOf(customer.known, plan.know, now);
  const context: GuardContext = { plan: plan.guard, state: customer.guard, view, now };
  const ids = new Set([...plan.journeys.channels.keys(), ...customer.guard.channels.map(({ channel }) => channel)]);
  const told = (refusal: Closed | undefined): { readonly closed?: Closed } =>
    refusal ? { closed: { rule: refusal.rule, read: refusal.read } } : {};
  const accepted = acceptedUsed(context);
  const quiet = quietNow(context);
  return {
    channels: [...ids].sort().map((channel) => ({
      channel,
      ...told(channelClosed(context, channel) ?? addressOn({ plan: plan.journeys, view }, channel).missing),
    })),
    purposes: [...plan.guard.purposes.keys()].sort().map((purpose) => ({ purpose, ...told(purposeClosed(context, purpose)) })),
    caps: capsUsed(context),
    ...(accepted && { accepted }),
    ...(quiet && { quiet }),
  };
}
