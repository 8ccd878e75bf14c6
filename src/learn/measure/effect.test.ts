import { describe, expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import { type ArmSums, proportionDifference } from '../lift/estimate.ts';
import type { JourneyLift } from '../lift/index.ts';
import { effectOf, levelFor } from './effect.ts';

interface Arms {
  readonly treatment: readonly [converted: number, of: number];
  readonly holdout: readonly [converted: number, of: number];
  readonly sampleRatio?: number | null;
  readonly level?: number;
  readonly revenue?: JourneyLift['revenueLift'];
}

const sums = ([converted, customers]: readonly [number, number]): ArmSums => ({ customers, converted, y: 0, yy: 0, x: 0, xx: 0, xy: 0 });

function lift({ treatment, holdout, sampleRatio = 0.5, level = 0.95, revenue }: Arms): JourneyLift {
  const estimate = proportionDifference(sums(treatment), sums(holdout), level);
  const arm = ([converted, customers]: readonly [number, number]) => ({ customers, converted, revenue: 0 });
  return {
    ...{ journey: 'cart', windowMs: 14 * DAY, level, conversion: { by: 'purchase' } },
    ...{ treatment: arm(treatment), holdout: arm(holdout), globalControl: 0, undrawn: 0, pending: 0, mixed: 0, sampleRatio },
    ...{ conversionLift: estimate, revenueLift: estimate, revenueLiftAdjusted: { ...(revenue ?? estimate), varianceReduced: 0 } },
  };
}

describe('the level', () => {
  test.each([
    [0, 0.975],
    [1, 0.975],
    [2, 0.9875],
    [20, 0.99875],
  ])('of %i journeys leaves one miss in twenty for all their intervals together', (journeys, level) => {
    expect(levelFor(journeys)).toBeCloseTo(level, 10);
    expect((1 - levelFor(journeys)) * 2 * Math.max(1, journeys)).toBeCloseTo(0.05, 10);
  });
});

describe('the verdict', () => {
  test.each<[string, Arms, string]>([
    ['an interval above 0', { treatment: [200, 1_000], holdout: [100, 1_000] }, 'better'],
    ['an interval below 0', { treatment: [100, 1_000], holdout: [200, 1_000] }, 'worse'],
    ['an interval around 0', { treatment: [110, 1_000], holdout: [100, 1_000] }, 'undecided'],
    ['an arm of one', { treatment: [3, 10], holdout: [0, 1] }, 'small'],
    ['nobody at all', { treatment: [0, 0], holdout: [0, 0] }, 'small'],
    ['arms that chance hardly makes', { treatment: [200, 1_000], holdout: [100, 1_000], sampleRatio: 0.0009 }, 'unequal'],
    ['arms that chance makes once in a thousand', { treatment: [200, 1_000], holdout: [100, 1_000], sampleRatio: 0.001 }, 'better'],
    ['arms of which nobody can say', { treatment: [200, 1_000], holdout: [100, 1_000], sampleRatio: null }, 'better'],
  ])('of %s', (_, arms, verdict) => {
    expect(effectOf(lift(arms)).verdict).toBe(verdict);
  });

  test('a difference that shows alone may not show beside nineteen others', () => {
    const arms = { treatment: [140, 1_000], holdout: [108, 1_000] } as const;
    expect(effectOf(lift({ ...arms, level: 0.95 })).verdict).toBe('better');
    expect(effectOf(lift({ ...arms, level: levelFor(20) })).verdict).toBe('undecided');
  });

  test('of revenue stands by itself', () => {
    const revenue = { difference: -3, low: -5, high: -1 };
    expect(effectOf(lift({ treatment: [200, 1_000], holdout: [100, 1_000], revenue }))).toMatchObject({
      verdict: 'better',
      revenueVerdict: 'worse',
    });
  });
});

describe('how many more customers', () => {
  test('with so many, eight of ten trials would show the difference', () => {
    const { moreCustomers } = effectOf(lift({ treatment: [120, 1_000], holdout: [100, 1_000] }));
    const there = 2_000 + moreCustomers!;
    // Of two shares of 12 % and 10 % in equal arms, by the textbook: (z + z')^2 (p q + p' q') / d^2 in each.
    const textbook = (2 * (1.959964 + 0.841621) ** 2 * (0.12 * 0.88 + 0.1 * 0.9)) / 0.02 ** 2;
    expect(there / textbook).toBeGreaterThan(0.97);
    expect(there / textbook).toBeLessThan(1.03);
  });

  test.each<[string, Arms]>([
    ['that is told already', { treatment: [200, 1_000], holdout: [100, 1_000] }],
    ['where there is none', { treatment: [100, 1_000], holdout: [100, 1_000] }],
    ['so small that it is no forecast', { treatment: [1_001, 10_000], holdout: [1_000, 10_000] }],
    ['without an interval', { treatment: [1, 1], holdout: [0, 1] }],
    ['between arms that mean nothing', { treatment: [110, 1_000], holdout: [100, 1_000], sampleRatio: 0 }],
  ])('nothing is said of a difference %s', (_, arms) => {
    expect(effectOf(lift(arms)).moreCustomers).toBeNull();
  });
});
