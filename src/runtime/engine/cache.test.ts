import { describe, expect, test } from 'vitest';
import { Bundle, newCustomer } from '../../core/index.ts';
import { type Cached, CustomerCache } from './cache.ts';

const one = (id: string): Cached => ({ customer: newCustomer(id, 0), timer: Number.POSITIVE_INFINITY });

function filled(max: number, ...ids: readonly string[]): CustomerCache {
  const cache = new CustomerCache(max, 0);
  for (const id of ids) cache.set(id, one(id));
  return cache;
}

describe('the cache of customers', () => {
  test('gives back the very customer that was put in', () => {
    const cache = new CustomerCache(10, 0);
    const cached = one('a');
    cache.set('a', cached);
    expect(cache.get('a')).toBe(cached);
    expect(cache.get('b')).toBeUndefined();
  });

  test('of size 0 keeps a batch and nothing beyond it', () => {
    const cache = filled(0, 'a', 'b');
    expect(cache.size).toBe(2);
    cache.age();
    expect([cache.size, cache.get('a')]).toEqual([0, undefined]);
  });

  test('lets go of what was not used for a generation, keeps what was', () => {
    const cache = filled(4, 'a', 'b', 'c');
    cache.age();
    expect(cache.get('a')?.customer.id).toBe('a');
    for (const id of ['d', 'e', 'f']) cache.set(id, one(id));
    cache.age();
    expect(['a', 'b', 'c', 'd', 'e', 'f'].filter((id) => cache.get(id))).toEqual(['a', 'd', 'e', 'f']);
  });

  test('does not age before a generation is full', () => {
    const cache = filled(8, 'a', 'b', 'c');
    for (let i = 0; i < 5; i++) cache.age();
    expect(cache.size).toBe(3);
  });

  test('forgets the deleted in both generations, and everything when cleared', () => {
    const cache = filled(2, 'a', 'b', 'c');
    cache.age();
    cache.set('d', one('d'));
    cache.delete('a');
    cache.delete('d');
    expect([cache.get('a'), cache.get('d'), cache.get('b')?.customer.id]).toEqual([undefined, undefined, 'b']);
    cache.clear();
    expect(cache.size).toBe(0);
  });
});

test('customers that cost little to read stay for their batch only', () => {
  const cache = new CustomerCache(10, 20);
  const [small, large] = [one('small'), one('large')];
  large.customer.bundle = Bundle.EMPTY.with([['k', new Uint8Array(30)]]);
  for (const cached of [small, large]) cache.set(cached.customer.id, cached);
  expect([cache.get('small'), cache.get('large')]).toEqual([small, large]);
  cache.age();
  expect([cache.get('small'), cache.get('large'), cache.size]).toEqual([undefined, large, 1]);
});
