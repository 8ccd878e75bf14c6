import { describe, expect, test } from 'vitest';
import { BufferPool } from './buffer-pool.ts';

describe('a pool of buffers', () => {
  test('gives a buffer that was given back, and no other twice', () => {
    const pool = new BufferPool(800, 2);
    const first = pool.take(700);
    const second = pool.take(800);
    expect(second).not.toBe(first);
    expect([first.length, second.length]).toEqual([800, 800]);
    pool.give(first);
    expect(pool.take(100)).toBe(first);
    expect(pool.take(100)).not.toBe(first);
  });

  test('makes anew what is larger or much smaller', () => {
    const pool = new BufferPool(800, 2);
    expect(pool.take(801)).toHaveLength(801);
    expect(pool.take(99)).toHaveLength(99);
    expect(pool.take(0)).toHaveLength(0);
    pool.give(pool.take(99));
    pool.give(pool.take(801));
    expect(pool.take(800)).toHaveLength(800);
  });

  test('keeps no more than it may', () => {
    const pool = new BufferPool(8, 1);
    const [one, two] = [pool.take(8), pool.take(8)];
    pool.give(one);
    pool.give(two);
    expect(pool.take(8)).toBe(one);
    expect(pool.take(8)).not.toBe(two);
  });
});
