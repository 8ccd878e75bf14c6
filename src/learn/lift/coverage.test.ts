/** Whether intervals hold what they promise: a shop whose true differences are known, drawn again and again from a seed. */
import { describe, expect, test } from 'vitest';
import { type ArmSums, adjustedDifference, type Estimate, meanDifference, proportionDifference } from './estimate.ts';

const ROUNDS = 2_000;

function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

interface World {
  readonly treated: number;
  readonly heldOut: number;
  /** Share that orders, and how much that is on average (exponential), held out and treated. */
  readonly rates: readonly [number, number];
  readonly means: readonly [number, number];
}

/** A customer has a taste that moves what they spend before and after. */
function arm(random: () => number, { customers, rate, mean }: { customers: number; rate: number; mean: number }): ArmSums {
  const sums = { customers, converted: 0, y: 0, yy: 0, x: 0, xx: 0, xy: 0 };
  for (let i = 0; i < customers; i++) {
    const taste = -Math.log(random());
    const x = taste * 50;
    const buys = random() < rate;
    // Half of it goes with the taste, whose mean is 1.
    const y = buys ? mean * (0.5 * taste + 0.5 * -Math.log(random())) : 0;
    sums.converted += buys ? 1 : 0;
    sums.y += y;
    sums.yy += y * y;
    sums.x += x;
    sums.xx += x * x;
    sums.xy += x * y;
  }
  return sums;
}

function coverage(world: World, level: number, seed: number): Record<'conversion' | 'revenue' | 'adjusted', number> {
  const random = draws(seed);
  const truth = { conversion: world.rates[1] - world.rates[0], revenue: world.rates[1] * world.means[1] - world.rates[0] * world.means[0] };
  const hits = { conversion: 0, revenue: 0, adjusted: 0 };
  const holds = ({ low, high }: Estimate, value: number): number => (low! <= value && value <= high! ? 1 : 0);
  for (let round = 0; round < ROUNDS; round++) {
    const treatment = arm(random, { customers: world.treated, rate: world.rates[1], mean: world.means[1] });
    const holdout = arm(random, { customers: world.heldOut, rate: world.rates[0], mean: world.means[0] });
    hits.conversion += holds(proportionDifference(treatment, holdout, level), truth.conversion);
    hits.revenue += holds(meanDifference(treatment, holdout, level), truth.revenue);
    hits.adjusted += holds(adjustedDifference(treatment, holdout, level), truth.revenue);
  }
  return { conversion: hits.conversion / ROUNDS, revenue: hits.revenue / ROUNDS, adjusted: hits.adjusted / ROUNDS };
}

describe('intervals of 95 % hold the truth about 95 times in 100', () => {
  // Four standard errors of a share of 0.95 over the rounds, and what a skewed distribution in an arm of this size takes away.
  const noise = 4 * Math.sqrt((0.95 * 0.05) / ROUNDS);
  test.each([
    ['an effect, a holdout of a tenth', { treated: 1_350, heldOut: 150, rates: [0.2, 0.26], means: [100, 110] }, 3],
    ['no effect', { treated: 800, heldOut: 200, rates: [0.15, 0.15], means: [80, 80] }, 4],
    ['a rare order', { treated: 1_000, heldOut: 250, rates: [0.05, 0.08], means: [60, 60] }, 5],
  ] as const)('with %s', (_, world, seed) => {
    const { conversion, revenue, adjusted } = coverage(world, 0.95, seed);
    expect(Math.abs(conversion - 0.95)).toBeLessThan(noise + 0.005);
    for (const one of [revenue, adjusted]) expect(Math.abs(one - 0.95)).toBeLessThan(noise + 0.015);
  });
});

test('intervals of 99.9 % hold it but for a few in a thousand', () => {
  const { conversion, revenue } = coverage({ treated: 1_500, heldOut: 400, rates: [0.2, 0.25], means: [100, 100] }, 0.999, 6);
  expect(conversion).toBeGreaterThan(0.996);
  expect(revenue).toBeGreaterThan(0.993);
});

test('what was known before makes them narrower', () => {
  const random = draws(7);
  const treatment = arm(random, { customers: 2_000, rate: 0.6, mean: 100 });
  const holdout = arm(random, { customers: 500, rate: 0.6, mean: 100 });
  const width = ({ low, high }: Estimate): number => high! - low!;
  const adjusted = adjustedDifference(treatment, holdout, 0.95);
  expect(adjusted.varianceReduced).toBeGreaterThan(0.1);
  expect(width(adjusted)).toBeLessThan(width(meanDifference(treatment, holdout, 0.95)));
});
