/** The pasts that chunks of a backfill bring, as the batch needs them. */
import type { CustomerId } from '../../base/index.ts';
import { VolanoError } from '../../base/index.ts';
import { type BackfillChunkEntry, type CustomerPast, pastRowWith, pastsOf } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { Positioned } from './batch.ts';
import { pastKey } from './keys.ts';

/** By position of their chunk. */
export type Pasts = ReadonlyMap<number, readonly CustomerPast[]>;

/** What is to be done with the pasts of a chunk. */
export interface SortedPasts {
  /** They stand beside their customers until they are read: rows of the table `past`, whole. */
  readonly beside: readonly CustomerPast[];
  /** Their customers have to be read. */
  readonly merged: readonly CustomerPast[];
}

/** Of the chunks among the entries, and of those that other partitions have passed on. A chunk that is damaged has none. */
export function pastsIn(entries: readonly Positioned[]): Pasts {
  const pasts = new Map<number, readonly CustomerPast[]>();
  for (const { position, entry } of entries) {
    if (entry.type === 'pasts')
      pasts.set(
        position,
        entry.pasts.map(([customer, past]) => ({ customer, past: Buffer.from(past, 'base64') })),
      );
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
export function followed(pasts: Pasts, survivorOf: (customer: CustomerId) => CustomerId | undefined): Pasts {
  const follow = (some: readonly CustomerPast[]): CustomerPast[] =>
    some.flatMap(({ customer, past }) => {
      const survivor = survivorOf(customer);
      return survivor === undefined ? [] : [{ customer: survivor, past }];
    });
  return new Map([...pasts].map(([position, some]) => [position, follow(some)]));
}

/** `pasts`: followed. Of somebody who has been several profiles there are several. */
export async function sorted(pasts: Pasts, state: StateReader): Promise<ReadonlyMap<number, SortedPasts>> {
  const byPosition = new Map<number, SortedPasts>();
  for (const [position, some] of pasts) {
    const times = new Map<CustomerId, number>();
    for (const { customer } of some) times.set(customer, (times.get(customer) ?? 0) + 1);
    const rows = await state.getMany(
      'past',
      some.map(({ customer }) => pastKey(customer)),
    );
    const beside: CustomerPast[] = [];
    const merged: CustomerPast[] = [];
    some.forEach((one, i) => {
      const row = times.get(one.customer) === 1 ? pastRowWith(rows[i], one.past) : undefined;
      if (row) beside.push({ customer: one.customer, past: row });
      else merged.push(one);
    });
    byPosition.set(position, { beside, merged });
  }
  return byPosition;
}
