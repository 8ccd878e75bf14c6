/** The tags and segments that a customer has: since when, and when a tag expires. */
import { NEVER } from './compile/node.ts';
import type { KnowPlan } from './compile/plan.ts';
import { ABSENT, type MembershipKind } from './roll.ts';
import type { CustomerView } from './view.ts';

export interface Held {
  readonly id: string;
  /** Ms. */
  readonly since: number;
  /** Of a tag that may expire: when an event last touched its rule. Ms. */
  readonly touchedAt?: number;
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
      held.push({ id: member.id, since, ...(touched !== undefined && { touchedAt: touched, expiresAt: touched + member.expiryMs }) });
    }
  }
  return held;
}

/** Of every tag that may expire, held or not: when an event last touched its rule (docs/conditions.md 7.2), ms. Those never touched are left out. */
export function touchesOf({ rules }: KnowPlan, view: CustomerView): ReadonlyMap<string, number> {
  const touches = new Map<string, number>();
  for (const { members } of rules) {
    for (const member of members) {
      if (member.kind !== 'tag' || member.expiryMs === NEVER) continue;
      const touched = member.touchedAt(view);
      if (touched !== undefined) touches.set(member.id, touched);
    }
  }
  return touches;
}
