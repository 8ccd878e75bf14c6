import { describe, expect, it } from 'vitest';
import { BUCKET_PARTS, bucketOf } from './bucket.ts';
import { hash32 } from './hash.ts';

const customers = Array.from({ length: 20_000 }, (_, i) => `c${i.toString(36).padStart(20, '0')}`);

describe('bucketOf', () => {
  it('is the same for ever', () => {
    // MurmurHash3 x86 32-bit, seed 0, of "abc" in UTF-16LE, as the warehouse computes it.
    expect(hash32('abc', 0)).toBe(1_118_836_419);
    expect(bucketOf('spring', 'c1')).toBe(bucketOf('spring', 'c1'));
  });

  it('is a whole number of parts below all of them', () => {
    for (const customer of customers.slice(0, 500)) {
      const bucket = bucketOf('spring', customer);
      expect(Number.isInteger(bucket) && bucket >= 0 && bucket < BUCKET_PARTS).toBe(true);
    }
  });

  it('spreads customers evenly, otherwise for every name', () => {
    const inside = (name: string) => new Set(customers.filter((customer) => bucketOf(name, customer) < BUCKET_PARTS / 4));
    const [spring, autumn] = [inside('spring'), inside('autumn')];
    // A quarter, and a quarter of that: within four standard deviations.
    expect(Math.abs(spring.size - 5_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.25 * 0.75));
    const both = [...spring].filter((customer) => autumn.has(customer)).length;
    expect(Math.abs(both - 1_250)).toBeLessThan(4 * Math.sqrt(20_000 * (1 / 16) * (15 / 16)));
  });
});
