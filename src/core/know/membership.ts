/** Why somebody is in a tag or a segment, or is not: what its rule reads now. */
import type { JsonObject } from '../entry.ts';
import type { KnowPlan } from './compile/plan.ts';
import type { CustomerView } from './view.ts';

/** The values that the rule of a tag or segment reads of the customer, by field; undefined when the plan has no such one. */
export function readMember(
  { rules }: KnowPlan,
  { kind, id }: { readonly kind: 'tag' | 'segment'; readonly id: string },
  view: CustomerView,
): JsonObject | undefined {
  for (const { members } of rules) {
    const member = members.find((one) => one.kind === kind && one.id === id);
    if (!member) continue;
    const read: Record<string, JsonObject[string]> = {};
    member.condition.read(view, read);
    return read;
  }
  return undefined;
}
