/** The tags and segments that a customer has: since when, and when a tag expires. */
import { NEVER } from './compile/node.ts';
import type { KnowPlan } from './compile/plan.ts';
import { ABSENT, type MembershipKind } from './roll.ts';
import type { CustomerView } from './view.ts';

export interface Held {
  readonly id: string;
  /** Ms. */
  readonly since: number;
  /** Unless an event touches its rule before. */
  readonly expiresAt?: number;
}

/** In the plan's order. */
export function heldOf(kind: MembershipKind, { rules }: KnowPlan, view: CustomerView): readonly Held[] {
  const held: Held[] = [];
  for (const { members } of rules) {
    for (const member of members) {
      if (member.kind !== kind) continue;
      const since = view.known.roll.sinceAt(member.place);
      if (since === ABSENT) continue;
      const touched = member.expiryMs === NEVER ? undefined : member.touchedAt(view);
      held.push({ id: member.id, since, ...(touched !== undefined && { expiresAt: touched + member.expiryMs }) });
    }
  }
  return held;
}
