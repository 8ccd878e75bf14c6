/**
 * What speaks against writing to a customer now, whatever the message: the rules of `vet`, asked one by one and counting nothing.
 *
 * G4. What is said here to be closed is refused by `vet` at the same instant for the same reason, unless a rule that comes first refuses too.
 */
import type { MessageClass } from '../../define/index.ts';
import type { Json } from '../entry.ts';
import { acceptedBy, countOf } from './caps.ts';
import { isQuiet, quietUntil } from './quiet-hours.ts';
import { type GuardContext, type Refusal, suppressed, unconsented, zoneOf } from './refusal.ts';

/** How much of a cap is used. */
export interface CapUse {
  /** '' for the customer's own. */
  readonly cap: string;
  readonly count: number;
  readonly max: number;
  readonly classes: readonly MessageClass[];
  readonly channel?: string;
  readonly purpose?: string;
}

export interface Quiet {
  /** Ms. */
  readonly until: number;
  readonly timezone: string;
  readonly classes: readonly MessageClass[];
}

/** The customer's own frequency: what the trait says, and how much of it is used. */
export interface AcceptedUse extends CapUse {
  readonly trait: string;
  readonly accepted: Json;
}

/** Why the channel is closed to the customer, every purpose and class. */
export function channelClosed({ state }: GuardContext, channel: string): Refusal | undefined {
  return suppressed(state, channel);
}

/** Why messages of the purpose are refused; transactional ones go as long as consent is not withdrawn. */
export function purposeClosed(context: GuardContext, purpose: string): Refusal | undefined {
  return unconsented(context, { purpose, messageClass: 'marketing' });
}

/** Every cap of the plan, in its order. */
export function capsUsed(context: GuardContext): readonly CapUse[] {
  const { plan, state, now } = context;
  const zone = zoneOf(context);
  return plan.caps.map((cap) => {
    const { id, max, classes, channel, purpose } = cap;
    const use = { cap: id, count: countOf(cap, state, { now, zone }), max, classes: [...classes] };
    return { ...use, ...(channel !== undefined && { channel }), ...(purpose !== undefined && { purpose }) };
  });
}

/** Undefined when the customer has named no limit of their own. */
export function acceptedUsed(context: GuardContext): AcceptedUse | undefined {
  const { plan, state, view, now } = context;
  const own = plan.accepted && acceptedBy(plan.accepted, view);
  if (!plan.accepted || !own) return undefined;
  const { trait, cap } = plan.accepted;
  const count = countOf(cap, state, { now, zone: zoneOf(context) });
  const about = { cap: '', trait, accepted: own.value, count, max: own.max, classes: [...cap.classes] };
  return { ...about, ...(cap.channel !== undefined && { channel: cap.channel }) };
}

/** The quiet hours that hold now on the customer's clock. */
export function quietNow(context: GuardContext): Quiet | undefined {
  const { plan, now } = context;
  const timezone = zoneOf(context);
  const hours = plan.quietHours;
  if (!hours || !isQuiet(hours, now, timezone)) return undefined;
  return { until: quietUntil(hours, now, timezone), timezone, classes: [...hours.classes] };
}
