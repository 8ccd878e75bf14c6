import { hash32 } from './hash.ts';
import type { CustomerId } from './ids.ts';

/** Another seed than any draw of the product has, so that no share of customers is that of a partition. */
const SEED = 0x70617274;

/** In which of so many partitions a key lies, from 0: MurmurHash3 x86 32-bit over its UTF-16. The number of partitions never changes. */
export function partitionOfKey(key: string, partitions: number): number {
  return partitions === 1 ? 0 : hash32(key, SEED) % partitions;
}

/** The partition of the log of customers that this one lives in. */
export function partitionOf(customer: CustomerId, partitions: number): number {
  return partitionOfKey(customer, partitions);
}

/** Text of a row's place among all partitions: `at` in ms, partition, number. */
export const ROW_PLACE: RegExp = /^\d{1,15}-\d{1,5}-\d{1,15}$/;
