import { expect, test } from 'vitest';
import { Random } from './random.ts';

const DRAWS = 20_000;

function mean(draw: () => number): number {
  let sum = 0;
  for (let i = 0; i < DRAWS; i++) sum += draw();
  return sum / DRAWS;
}

test('the same seed gives the same numbers, another seed others', () => {
  const a = new Random('omni/1');
  const b = new Random('omni/1');
  const c = new Random('omni/2');
  const first = Array.from({ length: 50 }, () => a.next());
  expect(Array.from({ length: 50 }, () => b.next())).toEqual(first);
  expect(Array.from({ length: 50 }, () => c.next())).not.toEqual(first);
});

test('numbers are those of sfc32 for good: a change of the generator would change every demo', () => {
  const random = new Random('omni');
  expect([random.whole(0, 999), random.whole(0, 999), random.whole(0, 999)]).toMatchInlineSnapshot(`
    [
      471,
      776,
      484,
    ]
  `);
});

test('uniform draws fill [0, 1) evenly', () => {
  const random = new Random('uniform');
  const bins: number[] = Array(10).fill(0);
  for (let i = 0; i < DRAWS; i++) bins[Math.floor(random.next() * 10)]! += 1;
  for (const bin of bins) expect(Math.abs(bin - DRAWS / 10)).toBeLessThan(200);
});

test('the distributions have their means', () => {
  const random = new Random('means');
  expect(mean(() => random.exponential(7))).toBeCloseTo(7, 0);
  expect(mean(() => random.normal())).toBeCloseTo(0, 1);
  expect(mean(() => random.gamma(0.6, 2))).toBeCloseTo(0.3, 1);
  expect(mean(() => random.gamma(3.7, 0.5))).toBeCloseTo(7.4, 0);
  expect(mean(() => random.beta(0.8, 3.2))).toBeCloseTo(0.2, 1);
  expect(mean(() => random.whole(3, 5))).toBeCloseTo(4, 1);
});

test('weighted draws follow the weights and never leave the list', () => {
  const random = new Random('weights');
  const counts = [0, 0, 0];
  for (let i = 0; i < DRAWS; i++) counts[random.weighted([1, 0, 3])]! += 1;
  expect(counts[1]).toBe(0);
  expect(counts[2]! / counts[0]!).toBeCloseTo(3, 0);
});
