import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EMBEDDED_KINDS } from './embedded.ts';
import { planOf } from './plan.ts';

const kinds = EMBEDDED_KINDS;

it('is a function of the seed (P1)', () => {
  fc.assert(
    fc.property(fc.string(), fc.double({ min: 0.2, max: 60, noNaN: true }), (seed, minutes) => {
      const plan = planOf({ seed, minutes, kinds });
      expect(planOf({ seed, minutes, kinds })).toEqual(plan);
      for (const { atMs, forMs, pick } of plan.faults) {
        expect(atMs).toBeLessThan(Math.max(plan.ms, 10_000));
        expect(forMs).toBeGreaterThanOrEqual(0);
        expect(pick).toBeLessThan(1);
      }
    }),
    { numRuns: 50 },
  );
});

it('differs from seed to seed', () => {
  const plans = Array.from({ length: 20 }, (_, seed) => JSON.stringify(planOf({ seed: `${seed}`, minutes: 0.5, kinds }).faults));
  expect(new Set(plans).size).toBe(20);
});

it('tries every kind before it tries one again (P2)', () => {
  for (const seed of ['1', '2', '3']) {
    const tried = planOf({ seed, minutes: 10, kinds }).faults.map(({ kind }) => kind);
    expect(new Set(tried.slice(0, kinds.length))).toEqual(new Set(kinds));
    expect(new Set(tried.slice(kinds.length, 2 * kinds.length))).toEqual(new Set(kinds));
  }
});

it('a few seeds of half a minute try everything', () => {
  const tried = new Set(
    Array.from({ length: 12 }, (_, seed) => planOf({ seed: `${seed}`, minutes: 0.5, kinds }).faults)
      .flat()
      .map(({ kind }) => kind),
  );
  expect(tried).toEqual(new Set(kinds));
});
