/** What an event would make of the customers its identifiers name, and whether the limits allow it (K2). Pure reckoning on records. */
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { apartOf, discountsOf, type LiveIdentity, type Origin } from './record.ts';
import type { ResolvingRules } from './rules.ts';

export interface Proposal {
  /** Named by the identifiers, the survivor first. Empty: a new customer. */
  readonly customers: readonly CustomerId[];
  /** Their records, in the same order; empty when nothing would change. */
  readonly records: readonly LiveIdentity[];
  /** Identifiers nobody has yet. */
  readonly fresh: readonly Identifier[];
}

export const LINKS_MAX = 1_000;
export const MERGES_MAX = 100;

/**
 * Why a profile may not become so: `limit` of a namespace; `identifiers`, `merges`: the caps of every profile; `fan_in`: it merges faster than any
 * person does; `apart`: its parts were parted (K7).
 */
export type Excess = 'limit' | 'identifiers' | 'merges' | 'fan_in' | 'apart';

/**
 * What the united profile would exceed by this event, at `now` (ms). A profile that is above a limit already (the rules have become
 * stricter) stands in the way of nothing that leaves its number as it is.
 */
export function excessOf(
  { customers, records, fresh }: Proposal,
  rules: Pick<ResolvingRules, 'fanIn' | 'of'>,
  now: number,
): Excess | undefined {
  if (customers.length > 1) {
    const merges = records.reduce((sum, record) => sum + record.merges.length, customers.length - 1);
    if (merges > MERGES_MAX) return 'merges';
    const { max, perMs } = rules.fanIn;
    const recent = records.reduce((sum, record) => sum + record.merges.filter(({ at }) => at > now - perMs).length, customers.length - 1);
    if (recent > max) return 'fan_in';
  }
  const links = records.reduce((sum, record) => sum + record.links.length, fresh.length);
  if (links > LINKS_MAX) return 'identifiers';
  if (customers.length === 0 && fresh.length < 2) return undefined;
  const united = countsOf(fresh);
  const largest = new Map<string, number>();
  for (const record of records) {
    const counted = record.links.filter(({ identifier, at }) => at > now - rules.of(identifier[0]).perMs);
    for (const [namespace, count] of countsOf(counted.map(({ identifier }) => identifier))) {
      united.set(namespace, (united.get(namespace) ?? 0) + count);
      largest.set(namespace, Math.max(largest.get(namespace) ?? 0, count));
    }
  }
  for (const [namespace, count] of united) {
    if (count > rules.of(namespace).limit && count > (largest.get(namespace) ?? 0)) return 'limit';
  }
  return undefined;
}

/** The record of the customer that comes of it. */
export function united(customer: CustomerId, { customers, records, fresh }: Proposal, origin: Origin): LiveIdentity {
  const losers = customers.slice(1);
  const apart = apartOf(records.flatMap((record) => record.apart ?? []));
  const discounts = discountsOf(records.flatMap((record) => record.discounts ?? []));
  const parted = records[0]?.parted;
  return {
    state: 'live',
    links: [...records.flatMap((record) => record.links), ...fresh.map((identifier) => ({ identifier, first: customer, ...origin }))],
    merges: [...records.flatMap((record) => record.merges), ...losers.map((from) => ({ from, into: customer, ...origin }))],
    ...(apart && { apart }),
    ...(discounts && { discounts }),
    ...(parted !== undefined && { parted }),
  };
}

/** Whether the two profiles were parted, or such as they have taken in (K7). */
export function areApart(a: Profile, b: Profile): boolean {
  return isApartFrom(a, b) || isApartFrom(b, a);
}

export interface Profile {
  readonly customer: CustomerId;
  readonly record: LiveIdentity;
}

function isApartFrom({ record }: Profile, other: Profile): boolean {
  return record.apart?.some(([, id]) => id === other.customer || other.record.merges.some(({ from }) => from === id)) ?? false;
}

function countsOf(identifiers: readonly Identifier[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [namespace] of identifiers) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  return counts;
}
