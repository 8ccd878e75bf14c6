import { hash32 } from './hash.ts';

/** Parts of a hundred percent: four places, like every decimal. */
export const BUCKET_PARTS = 1_000_000;

/**
 * A draw that depends on nothing but a name and the customer's id, as a scaled decimal: 0 to 99.9999, uniform over customers, independent from name to name. It is
 * MurmurHash3 x86 32-bit with seed 0 over the UTF-16 of name, NUL and id, because the warehouse can compute that too. Splits and holdouts draw otherwise
 * (`hashUnit`), so no bucket has to do with an arm.
 */
export function bucketOf(name: string, customer: string): number {
  return Math.floor((hash32(`${name}\u0000${customer}`, 0) * BUCKET_PARTS) / 2 ** 32);
}
