/** How an identifier is taken out of a profile: which customer it becomes, or goes back to. Pure reckoning on the record. */
import { type Address, type CustomerId, customerIdOf } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { type Discount, identifierKey, type Link, type LiveIdentity } from './record.ts';

/** The identifier leaves the profile. */
export interface Taking {
  readonly identifier: Identifier;
  /** Absorbed customers that are set free by it; or the one that begins with it. */
  readonly from: readonly CustomerId[];
  /** The identifier of a customer that begins: it had none of its own. */
  readonly link?: Link;
  /** Position from which on it was in the profile beside the others. */
  readonly since: number;
}

/** `not_held`: the profile does not have the identifier; `alone`: it has no other. */
export type TakingRefusal = 'not_held' | 'alone';

/**
 * Who was a customer with this identifier alone, and was merged, is that customer again. Otherwise one begins with the entry that asks for it, of this
 * `address` and `at` (ms).
 */
export function takingOf(
  identifier: Identifier,
  { customer, record }: { readonly customer: CustomerId; readonly record: LiveIdentity },
  { at, address }: { readonly at: number; readonly address: Address },
): Taking | TakingRefusal {
  const { links, merges } = record;
  const link = links.find((one) => identifierKey(one.identifier) === identifierKey(identifier));
  if (!link) return 'not_held';
  if (links.length === 1) return 'alone';
  if (links.filter(({ first }) => first === link.first).length === 1) {
    const absorbed = merges.filter(({ into }) => into === link.first);
    const own = merges.find(({ from }) => from === link.first);
    if (own && absorbed.length === 0) return { identifier, from: [own.from], since: own.position };
    const [other] = absorbed;
    if (link.first === customer && other && absorbed.length === 1) return { identifier, from: [other.from], since: other.position };
  }
  const first = customerIdOf(at, address);
  const { partition, position } = address;
  return { identifier, from: [first], link: { identifier: link.identifier, first, at, partition, position, source: '' }, since: 0 };
}

/** Links of customers that began with their identifier's being taken out of a profile: no entry of theirs has made them. */
export function takenLinks(links: Iterable<Link>, discounts: readonly Discount[]): Link[] {
  const taken = new Set(
    discounts.filter(({ how }) => how === 'left_out').map(({ identifier, until }) => `${until} ${identifierKey(identifier)}`),
  );
  return [...links].filter(({ identifier, first, at, partition, position }) => {
    const isOwn = first === customerIdOf(at, { partition, position, ordinal: 0 });
    return isOwn && taken.has(`${position} ${identifierKey(identifier)}`);
  });
}
