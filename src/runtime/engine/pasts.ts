/** The pasts that chunks of a backfill bring, as the batch needs them. */
import type { CustomerId } from '../../base/index.ts';
import { VolanoError } from '../../base/index.ts';
import { type BackfillChunkEntry, type CustomerPast, type IdentityOverlay, pastsOf } from '../../core/index.ts';
import type { Positioned } from './batch.ts';

/** By position of their chunk. */
export type Pasts = ReadonlyMap<number, readonly CustomerPast[]>;

/** Of the chunks among the entries. One that is damaged has none. */
export function pastsIn(entries: readonly Positioned[]): Pasts {
  const pasts = new Map<number, readonly CustomerPast[]>();
  for (const { position, entry } of entries) {
    if (entry.type !== 'backfill' || entry.action !== 'chunk') continue;
    const found = readable(entry);
    if (found) pasts.set(position, found);
  }
  return pasts;
}

function readable(entry: BackfillChunkEntry): readonly CustomerPast[] | undefined {
  try {
    return pastsOf(entry);
  } catch (error) {
    if (error instanceof VolanoError) return undefined;
    throw error;
  }
}

/** Customers that they name. */
export function* customersIn(pasts: Pasts): Generator<CustomerId> {
  for (const some of pasts.values()) for (const { customer } of some) yield customer;
}

/** The same of those that are known, as who they are by now: what two profiles of one person have done counts for both. */
export function followed(pasts: Pasts, overlay: IdentityOverlay): Pasts {
  const follow = (some: readonly CustomerPast[]): CustomerPast[] =>
    some.flatMap(({ customer, past }) => (overlay.isKnown(customer) ? [{ customer: overlay.survivorOf(customer), past }] : []));
  return new Map([...pasts].map(([position, some]) => [position, follow(some)]));
}
