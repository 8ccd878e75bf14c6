/** Merging what is known of two customers: exact, because everything kept is a commutative monoid (rules in docs/conditions.md section 10). */
import { applyPlan, type KnowContext } from './apply.ts';
import { mergeDeclared } from './declare.ts';
import type { Known } from './known.ts';
import { releaseCursors } from './measure/event-part.ts';
import { mergePart } from './measure/part.ts';
import { ABSENT, type Roll } from './roll.ts';

/** Adds what is known of `from` to the context's customer, which survives. */
export function mergeKnown(context: KnowContext, from: Known): void {
  const { known, now, plan } = context;
  known.createdAt = Math.min(known.createdAt, from.createdAt);
  mergeDeclared(known, from, plan);
  for (const part of from.parts.all()) {
    const mine = known.parts.get(part.layout.key);
    if (mine) mergePart(mine, part, now);
    else {
      const taken = { ...part, dirty: true, dirtyBuckets: new Set(part.buckets.keys()) };
      releaseCursors(taken);
      known.parts.put(taken);
    }
  }
  for (const part of from.parts.all()) part.rows.dirtyFrom = part.rows.base;
  carryOver(known.roll, from.roll);
  known.dirty = true;
  applyPlan(context);
}

/** Who was a member on either side stays one without entering anew; the rules then decide. */
function carryOver(mine: Roll, theirs: Roll): void {
  mine.adopt(theirs.table);
  for (const [key, since] of theirs.memberships()) {
    const held = mine.sinceOf(key);
    if (held === ABSENT || since < held) mine.join(key, since);
  }
}
