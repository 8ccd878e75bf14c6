/** Who is in at which stage: O1, O2 and O4. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rollout, RolloutStage } from '../../define/index.ts';
import type { View } from '../know/index.ts';
import { afterMove, BEGUN, isInShare, placeIn, type RolloutStanding, shareOf, subjectOf } from './rollout.ts';

const rolloutOf = (stages: readonly RolloutStage[], id = '7'): Rollout => ({ id, stages, journeys: [] });
const stages = fc
  .array(fc.record({ percent: fc.integer({ min: 1, max: 100 }), values: fc.subarray(['s1', 's2', 's3']) }), { minLength: 1, maxLength: 6 })
  .map((all) => all.sort((a, b) => a.percent - b.percent));

describe('shares', () => {
  test('are exact within what chance allows, over 100,000 ids', () => {
    const ids = Array.from({ length: 100_000 }, (_, n) => `customer-${n}`);
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.constantFrom(1, 10, 50, 99), (seed, percent) => {
        const share = shareOf(rolloutOf([{ percent }]), 0, seed);
        const count = ids.reduce((sum, id) => sum + (isInShare(share, id) ? 1 : 0), 0);
        const p = percent / 100;
        // Five standard deviations: one run in 1.7 million is further off by chance.
        expect(Math.abs(count - ids.length * p)).toBeLessThan(5 * Math.sqrt(ids.length * p * (1 - p)));
      }),
      { numRuns: 8 },
    );
  });

  test('who is in at a stage is in at every later one', () => {
    fc.assert(
      fc.property(stages, fc.string(), (all, subject) => {
        const isIn = all.map((_, stage) => isInShare(shareOf(rolloutOf(all), stage, 's'), subject));
        expect(isIn).toEqual([...isIn].sort((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  test('are drawn anew for each rollout, and for each workspace', () => {
    const ids = Array.from({ length: 2_000 }, (_, n) => `c${n}`);
    const inAt = (id: string, seed: string) =>
      new Set(ids.filter((one) => isInShare(shareOf(rolloutOf([{ percent: 50 }], id), 0, seed), one)));
    const first = inAt('7', 's');
    for (const other of [inAt('8', 's'), inAt('7', 't')]) {
      const both = [...first].filter((id) => other.has(id)).length;
      expect(both).toBeGreaterThan(400);
      expect(both).toBeLessThan(600);
    }
  });

  test('values that are named are in, and who has none is in when everybody is', () => {
    const rollout: Rollout = { ...rolloutOf([{ values: ['s1'] }, { percent: 100 }]), by: { trait: 'store' } };
    const at = (stage: number, value: string | undefined) => isInShare(shareOf(rollout, stage, 's'), value);
    expect([at(0, 's1'), at(0, 's2'), at(0, undefined)]).toEqual([true, false, false]);
    expect([at(1, 's1'), at(1, 's2'), at(1, undefined)]).toEqual([true, true, true]);
  });
});

describe('where a customer stands', () => {
  const view = (value?: string) => ({ trait: () => value }) as unknown as View;
  const at = (rollout: Rollout, stage: number, customer: string, value?: string, state: RolloutStanding['state'] = 'running') =>
    placeIn(rollout, { state, stage }, { seed: 's', customer, view: view(value) });

  test('is what the share says, and the stage is the first at which it says so', () => {
    fc.assert(
      fc.property(
        stages,
        fc.nat(5),
        fc.string(),
        fc.constantFrom(undefined, 's1', 's9'),
        fc.boolean(),
        (all, stage, customer, value, byTrait) => {
          const present = Math.min(stage, all.length - 1);
          const rollout: Rollout = { ...rolloutOf(all), ...(byTrait && { by: { trait: 'store' } }) };
          const isIn = all.map((_, index) => {
            const share = shareOf(rollout, index, 's');
            return isInShare(share, subjectOf(share, { customer, view: view(value) }));
          });
          const place = at(rollout, present, customer, value);
          expect(place.isIn).toBe(isIn[present]);
          expect(place.stage).toBe(place.isIn ? isIn.indexOf(true) : present);
          const { draw, percent } = place.read as { draw?: number; percent: number };
          if (draw !== undefined) expect(draw < percent).toBe(place.isIn);
        },
      ),
    );
  });

  test('says why', () => {
    const stores: Rollout = { ...rolloutOf([{ values: ['s1'] }, { values: ['s1'], percent: 100 }]), by: { trait: 'store' } };
    expect(at(stores, 0, 'c', 's1')).toEqual({ isIn: true, stage: 0, rule: 'rollout.named', read: { percent: 0, 'trait.store': 's1' } });
    expect(at(stores, 0, 'c', 's2')).toMatchObject({ isIn: false, stage: 0, rule: 'rollout.not_drawn', read: { 'trait.store': 's2' } });
    expect(at(stores, 0, 'c')).toEqual({ isIn: false, stage: 0, rule: 'rollout.valueless', read: { percent: 0, 'trait.store': null } });
    expect(at(stores, 1, 'c')).toMatchObject({ isIn: true, stage: 1, rule: 'rollout.everybody' });
    expect(at(stores, 1, 'c', 's1')).toMatchObject({ isIn: true, stage: 0, rule: 'rollout.named' });
    expect(at(rolloutOf([{ percent: 99 }]), 0, 'c')).toMatchObject({
      isIn: true,
      rule: 'rollout.drawn',
      read: { percent: 99, draw: expect.any(Number) },
    });
    expect(at(stores, 0, 'c', 's1', 'halted')).toEqual({ isIn: false, stage: 0, rule: 'rollout.halted', read: {} });
    expect(at(stores, 1, 'c', 's2', 'completed')).toEqual({ isIn: true, stage: 1, rule: 'rollout.completed', read: {} });
    expect(at(stores, 0, 'c', 's1', 'paused')).toMatchObject({ isIn: true, rule: 'rollout.named' });
  });
});

test('what is said counts in its order, each once, and nothing after the end', () => {
  const rollout = rolloutOf([{ percent: 1 }, { percent: 10 }, { percent: 100 }]);
  const after = (standing: RolloutStanding | undefined, nth: number, action: Parameters<typeof afterMove>[2]['action'], stage = 0) =>
    standing && afterMove(rollout, standing, { nth, action, stage, at: 5 });
  const one = after(BEGUN, 1, 'advanced', 1);
  expect(one).toEqual({ nth: 1, state: 'running', stage: 1, since: 5 });
  for (const [nth, action, stage] of [
    [1, 'advanced', 2],
    [3, 'advanced', 2],
    [2, 'advanced', 1],
    [2, 'advanced', 3],
    [2, 'resumed', 1],
  ] as const)
    expect(after(one, nth, action, stage)).toBeUndefined();
  const paused = after(one, 2, 'paused');
  expect(after(paused, 3, 'paused')).toBeUndefined();
  expect(after(after(paused, 3, 'resumed'), 4, 'completed')).toMatchObject({ state: 'completed', stage: 1 });
  const halted = after(paused, 3, 'halted');
  expect(halted).toMatchObject({ nth: 3, state: 'halted', stage: 1 });
  for (const action of ['advanced', 'resumed', 'halted', 'completed'] as const) expect(after(halted, 4, action, 2)).toBeUndefined();
});
