import { describe, expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { Guardrail } from '../../define/index.ts';
import { type Finding, findingsOf, type JourneyFigures, nextMove } from './judge.ts';

const error: Guardrail = { measure: 'error', noWorseBy: 0.1 };
const figures = (journey: string, after: readonly [number, number], before: readonly [number, number] = [0, 0]): JourneyFigures => {
  const share = ([count, of]: readonly [number, number]) => ({ error: { count, of }, fatigue: { count, of } });
  return { journey, after: share(after), before: share(before) };
};
const changed = (journey: string) => ({ journey, version: 2, before: 1 });

describe('what guardrails say', () => {
  const say = (all: readonly JourneyFigures[], guardrails = [error], journeys = all.map(({ journey }) => changed(journey))) =>
    findingsOf({ guardrails, journeys }, () => all).map(({ journey, verdict }) => ({ journey, verdict }));

  test('the new version is held against the one before', () => {
    expect(say([figures('a', [10, 5_000], [12, 5_000])])).toEqual([{ journey: 'a', verdict: 'safe' }]);
    expect(say([figures('a', [2_000, 5_000], [12, 5_000])])).toEqual([{ journey: 'a', verdict: 'breached' }]);
    expect(say([figures('a', [20, 90], [12, 5_000])])).toEqual([{ journey: 'a', verdict: 'undecided' }]);
  });

  test('one journey that breaks it is a breach, and all together are safe', () => {
    expect(say([figures('a', [10, 3_000], [10, 3_000]), figures('b', [0, 20], [0, 20])])).toEqual([
      { journey: undefined, verdict: 'safe' },
    ]);
    expect(say([figures('a', [10, 30_000], [10, 30_000]), figures('b', [200, 400], [4, 400])])).toEqual([
      { journey: 'b', verdict: 'breached' },
    ]);
  });

  test('a new journey is held against fixed bounds alone, and one that goes against none', () => {
    const journeys = [{ journey: 'a', version: 1, before: 0 }];
    expect(say([figures('a', [900, 1_000])], [error], journeys)).toEqual([]);
    expect(say([figures('a', [900, 1_000])], [error, { measure: 'fatigue', atMost: 0.1 }], journeys)).toEqual([
      { journey: 'a', verdict: 'breached' },
    ]);
    expect(say([figures('a', [900, 1_000])], [{ measure: 'fatigue', atMost: 0.1 }], [{ journey: 'a', version: 0, before: 1 }])).toEqual([]);
  });
});

describe('what follows', () => {
  const stages = [{ percent: 10, hold: '2d' }, { percent: 100 }] as const;
  const found = (verdict: Finding['verdict']): Finding => ({
    ...findingsOf({ guardrails: [error], journeys: [changed('a')] }, () => [figures('a', [0, 1])])[0]!,
    verdict,
  });
  const move = (now: number, { stage = 0, state = 'running' as 'running' | 'paused', findings = [] as Finding[] } = {}) => {
    const next = nextMove({ stages }, { state, stage }, { now, since: 0, findings });
    return next.action === 'waits' ? next.for : next.action;
  };

  test('a stage is held, then the next one comes, and after the last one everybody', () => {
    expect([move(2 * DAY - 1), move(2 * DAY), move(DAY - 1, { stage: 1 }), move(DAY, { stage: 1 })]).toEqual([
      'hold',
      'advanced',
      'hold',
      'completed',
    ]);
  });

  test('what is undecided at the end waits, and a breach halts at once, also while it is paused', () => {
    expect(move(9 * DAY, { findings: [found('safe'), found('undecided')] })).toBe('guardrail');
    expect(move(9 * DAY, { findings: [found('safe')] })).toBe('advanced');
    expect(move(1, { findings: [found('undecided'), found('breached')] })).toBe('halted');
    expect(move(9 * DAY, { state: 'paused' })).toBe('paused');
    expect(move(1, { state: 'paused', findings: [found('breached')] })).toBe('halted');
  });
});
