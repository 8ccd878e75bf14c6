/**
 * Chunks of a backfill as entries of the log: the past of some customers, each as `PastFold` wrote it down. A chunk says all that the engine needs of
 * the past, so that a replay needs no warehouse.
 */
import { ByteReader, ByteWriter, type CustomerId, hash53, VolanoError } from '../base/index.ts';
import type { Customer } from './customer.ts';
import type { BackfillChunkEntry } from './entry.ts';
import { addPast } from './know/index.ts';
import type { Plan } from './plan.ts';
import { said } from './said.ts';

/** The past of a customer, as it was called when the events came. */
export interface CustomerPast {
  readonly customer: CustomerId;
  readonly past: Uint8Array;
}

const writer = new ByteWriter();

/** `since` and `chunk`: which chunk of which backfill, from 0. `upTo`: all customers up to this id have been looked at. */
export function backfillChunk(
  of: Pick<BackfillChunkEntry, 'since' | 'chunk' | 'upTo'>,
  pasts: readonly CustomerPast[],
): BackfillChunkEntry {
  for (const { customer, past } of pasts) {
    writer.text(customer);
    writer.varint(past.length);
    writer.bytes(past);
  }
  const bytes = writer.take();
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return { type: 'backfill', action: 'chunk', ...of, customers: pasts.length, hash: hash53(body), body };
}

/** The pasts of a chunk. Throws VOLANO_ENTRY_UNREADABLE when it is not as it was written. */
export function pastsOf({ body, hash, customers, chunk }: BackfillChunkEntry): readonly CustomerPast[] {
  const damaged = (): never => {
    throw new VolanoError('VOLANO_ENTRY_UNREADABLE', { problem: said`chunk ${chunk} of a backfill is damaged` });
  };
  if (hash53(body) !== hash) damaged();
  const bytes = Buffer.from(body, 'base64');
  const reader = new ByteReader(bytes, 'backfill');
  const pasts: CustomerPast[] = [];
  while (!reader.done) {
    const customer = reader.text() as CustomerId;
    const length = reader.varint();
    pasts.push({ customer, past: bytes.subarray(reader.position, reader.position + length) });
    reader.skip(length);
  }
  return pasts.length === customers ? pasts : damaged();
}

/** Merges a past into what is in preparation of a customer. No rule reads that, so nothing follows from it. `at`: of the entry, ms. */
export function takeInPast({ known }: Customer, past: Uint8Array, { plan, at }: { readonly plan: Plan; readonly at: number }): void {
  addPast(known, past, { plan: plan.know, earlier: plan.earlier, now: at });
}
