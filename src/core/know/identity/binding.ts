/**
 * Staff says that an identifier belongs to the profile of another one: what `resolve` does for what arrives, by a person's word.
 *
 * B1. Nothing is left out and nobody is united with only a part of it: either both belong to one profile afterwards, or nothing has changed and the reason
 *     is said.
 * B2. It unites what was parted (K7), and faster than `fanIn` allows: a person has looked. Blocked values, namespaces that do not merge, limits and caps
 *     hold for it as well (K2).
 */
import type { Identifier } from '../../entry.ts';
import { IdentityFacts } from './facts.ts';
import type { IdentityOverlay } from './overlay.ts';
import { excessOf } from './proposal.ts';
import { accept, type IdentityQuestion, propose, type Resolution } from './resolve.ts';
import type { ResolvingRules } from './rules.ts';

export interface BindQuestion extends IdentityQuestion {
  /** The one that is bound, and the one whose profile it is to belong to. */
  readonly identifiers: readonly [identifier: Identifier, to: Identifier];
  readonly by: string;
}

/**
 * `blocked`: one of them identifies nobody; `shared`: one is of a namespace that does not merge; `unknown`: nobody has the one that it is bound to;
 * `limit`, `identifiers`, `merges`: the profile would exceed it.
 */
export type BindRefusal = 'blocked' | 'shared' | 'unknown' | 'limit' | 'identifiers' | 'merges';

/** Records in the overlay what comes of it. The identifiers must have been loaded, and the records that `identitiesNeeded` names. */
export function bind(
  overlay: IdentityOverlay,
  question: BindQuestion,
  rules: ResolvingRules,
): Resolution | { readonly refused: BindRefusal } {
  const { identifiers, at, by } = question;
  const [identifier, to] = identifiers;
  if (identifiers.some((one) => rules.blocked(one) !== undefined)) return { refused: 'blocked' };
  if (identifiers.some(([namespace]) => !rules.of(namespace).merges)) return { refused: 'shared' };
  const customer = overlay.customerOf(to);
  if (customer === undefined) return { refused: 'unknown' };
  if (overlay.customerOf(identifier) === customer) return { customer, created: false, merges: [], facts: [] };
  const proposal = propose(overlay, identifiers);
  const excess = excessOf(proposal, { fanIn: AT_ANY_PACE, of: (namespace) => rules.of(namespace) }, at);
  if (excess === 'limit' || excess === 'identifiers' || excess === 'merges') return { refused: excess };
  const facts = new IdentityFacts(at, by);
  facts.bound(identifier, to);
  return accept(overlay, { proposal, question, facts });
}

const AT_ANY_PACE = { max: Number.POSITIVE_INFINITY, perMs: 0 };
