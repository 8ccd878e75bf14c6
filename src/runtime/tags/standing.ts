/** How one customer stands with the tags of the release: which it holds since when, how old what they rest on is, and what is missing. */
import { type Customer, heldOf, type Plan, touchesOf, viewOf } from '../../core/index.ts';
import type { TagRules } from './rules.ts';

/** A tag that a customer holds. Times are ms. */
export interface HeldTag {
  readonly id: string;
  readonly since: number;
  /** Of a tag that may expire: the time of the latest event that touched its rule, and until when it lasts unless one touches it before. */
  readonly touchedAt?: number;
  readonly expiresAt?: number;
  readonly owner?: string;
  /** Of a rule that is not told (T5): its inputs that have no value. */
  readonly missing?: readonly string[];
  /** Tags held too that contradict it. Absent: none. */
  readonly contradictedBy?: readonly string[];
}

/** How many inputs of the release's tags a customer has a value for. */
export interface Completeness {
  readonly known: number;
  readonly of: number;
  /** 0 to 1; 1 where no tag has an input. */
  readonly share: number;
}

export interface TagStanding {
  /** In the plan's order. */
  readonly held: readonly HeldTag[];
  /** Of every tag that may expire and has been touched, held or not. */
  readonly touches: ReadonlyMap<string, number>;
  /** Inputs that have a value. */
  readonly known: ReadonlySet<string>;
  readonly completeness: Completeness;
}

/** Changes nothing. `now`: ms. */
export function tagStandingOf(
  customer: Customer,
  rules: TagRules,
  { plan, now }: { readonly plan: Plan; readonly now: number },
): TagStanding {
  const view = viewOf(customer.known, plan.know, now);
  const held = heldOf('tag', plan.know, view);
  const ids = new Set(held.map(({ id }) => id));
  const known = new Set(rules.inputs.filter((id) => view.trait(id) !== undefined));
  const of = rules.inputs.length;
  return {
    held: held.map((one) => {
      const rule = rules.byId.get(one.id);
      const missing = rule && !rule.isTold(known) ? rule.inputs.filter((id) => !known.has(id)) : [];
      const contradictedBy = (rules.contradicting.get(one.id) ?? []).filter((id) => ids.has(id));
      return {
        ...one,
        ...(rule && { owner: rule.tag.owner }),
        ...(missing.length > 0 && { missing }),
        ...(contradictedBy.length > 0 && { contradictedBy }),
      };
    }),
    touches: touchesOf(plan.know, view),
    known,
    completeness: { known: known.size, of, share: of === 0 ? 1 : known.size / of },
  };
}
