import { describe, expect, test } from 'vitest';
import type { JourneyState } from './decide/index.ts';
import { leftOutOf } from './left-out.ts';

const IDS = Array.from({ length: 400 }, (_, index) => `c${index}`);
const NOTHING: Pick<JourneyState, 'globalControl' | 'records'> = { records: [] };
const rules = (globalControl: number, holdout: number) => ({ seed: 'shop', globalControl, journey: { id: 'cart', holdout } });
const counted = (globalControl: number, holdout: number): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(IDS, (id) => leftOutOf({ id, journeys: NOTHING }, rules(globalControl, holdout)) ?? 'in')].map(([by, all]) => [
      by,
      all.length,
    ]),
  );

describe('who has not been drawn', () => {
  test('is drawn as it will be at the entry, by the same hash, the control group first', () => {
    expect(counted(0, 0)).toEqual({ in: IDS.length });
    expect(counted(1, 1)).toEqual({ global_control: IDS.length });
    expect(counted(0, 1)).toEqual({ holdout: IDS.length });
    const shares = counted(0.25, 0.5);
    expect(shares.global_control! / IDS.length).toBeCloseTo(0.25, 1);
    expect(shares.holdout! / (IDS.length - shares.global_control!)).toBeCloseTo(0.5, 1);
  });
});

test('what is stored counts, as long as there is the group that it belongs to', () => {
  const stored = (globalControl: boolean, arm: 'holdout' | 'treatment') => ({
    id: 'c1',
    journeys: { globalControl, records: [{ journey: 'cart', entered: 1, last: 1, arm }] },
  });
  expect(leftOutOf(stored(true, 'treatment'), rules(0.01, 0.5))).toBe('global_control');
  expect(leftOutOf(stored(true, 'holdout'), rules(0, 0.01))).toBe('holdout');
  expect(leftOutOf(stored(false, 'holdout'), rules(1, 0))).toBeUndefined();
  expect(leftOutOf(stored(false, 'treatment'), rules(1, 1))).toBeUndefined();
});
