import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Guardrail } from '../../define/index.ts';
import { breakKey, type DiagnosisInput, diagnose, type RaisedBreak, type StepMeasurement } from './diagnose.ts';
import type { StepFigures } from './figures.ts';
import { recoveryOf } from './recovery.ts';
import type { DiagnosedStep } from './steps.ts';

const START = Date.UTC(2025, 0, 1);

const step = (guardrails: readonly Guardrail[] = []): DiagnosedStep => ({
  journey: 'j',
  step: 's',
  hasGoal: true,
  hands: true,
  stayMs: 0,
  times: { flow: HOUR, error: HOUR, fatigue: HOUR },
  guardrails,
  hasFallback: true,
});

/** A uniform generator from a seed (mulberry32). */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Truth {
  readonly perDay: number;
  readonly conversion: number;
  readonly error: number;
}

/** One row a day, at noon. */
function dayOf(day: number, { perDay, conversion, error }: Truth, draw: () => number): StepFigures {
  const came = Math.round(perDay * (0.7 + 0.6 * draw()));
  // From one who counts to the next, geometric steps: as many draws as count.
  const drawn = (share: number): number => {
    if (share <= 0) return 0;
    let [count, at] = [-1, 0];
    for (; at <= came; count++) at += 1 + Math.floor(Math.log(1 - draw()) / Math.log(1 - share));
    return count;
  };
  const converted = drawn(conversion);
  const erred = drawn(error);
  const rest = { wentOn: came, dropped: 0, stalled: 0, failed: 0, fatigued: 0 };
  return { journey: 'j', version: 1, step: 's', hour: START + day * DAY + 12 * HOUR, came, converted, messages: came, erred, ...rest };
}

/** As measured at the end of a day. */
function measured(hours: readonly StepFigures[], day: number, more: Partial<DiagnosisInput> = {}): StepMeasurement[] {
  const now = START + (day + 1) * DAY + HOUR;
  return diagnose({ now, steps: [step()], hours: hours.filter(({ hour }) => hour < now), raised: new Map(), ...more });
}
const broken = (all: readonly StepMeasurement[]) => all.filter(({ breached }) => breached).map(({ measure }) => measure);
const series = (truth: (day: number) => Truth, days: number, seed = 1): StepFigures[] => {
  const draw = drawing(seed);
  return Array.from({ length: days }, (_, day) => dayOf(day, truth(day), draw));
};
const HEALTHY: Truth = { perDay: 300, conversion: 0.2, error: 0.01 };

describe('against its own past', () => {
  test('of 1,000 healthy steps over 60 days fewer than 1 in 200 ever raise an alert (B2)', () => {
    let alarms = 0;
    for (let seed = 1; seed <= 1_000; seed++) {
      const draw = drawing(seed * 7_919);
      const truth = { perDay: 120 + 400 * draw(), conversion: 0.02 + 0.5 * draw(), error: 0.03 * draw() };
      const hours = Array.from({ length: 60 }, (_, day) => dayOf(day, truth, draw));
      let raised = false;
      for (let day = 8; day < 60 && !raised; day += 3)
        raised = broken(measured(hours.slice(Math.max(0, day - 30), day + 1), day)).length > 0;
      if (raised) alarms++;
    }
    expect(alarms).toBeLessThan(5);
  });

  test.each<[string, Truth, readonly string[]]>([
    ['nothing has changed', HEALTHY, []],
    ['conversion collapses', { ...HEALTHY, conversion: 0.05 }, ['conversion']],
    ['conversion rises', { ...HEALTHY, conversion: 0.5 }, []],
    ['the channel fails', { ...HEALTHY, error: 0.9 }, ['error']],
    ['both', { ...HEALTHY, error: 0.9, conversion: 0 }, ['conversion', 'error']],
    ['too few came', { ...HEALTHY, perDay: 60, conversion: 0 }, []],
  ])('%s', (_, then, expected) => {
    const hours = series((day) => (day < 29 ? HEALTHY : then), 30);
    expect(broken(measured(hours, 29))).toEqual(expected);
  });

  test('a new step has none', () => {
    const hours = series((day) => (day < 5 ? HEALTHY : { ...HEALTHY, conversion: 0 }), 6);
    expect(broken(measured(hours, 5))).toEqual([]);
    expect(measured(hours, 5)[0]).not.toHaveProperty('z');
  });

  test('says what it saw', () => {
    const hours = series((day) => (day < 29 ? HEALTHY : { ...HEALTHY, error: 0.9 }), 30);
    const error = measured(hours, 29).find(({ measure }) => measure === 'error')!;
    expect(error).toMatchObject({ by: 'history', from: START + 29 * DAY, to: START + 30 * DAY, breached: true });
    expect(error.value).toBeGreaterThan(0.8);
    expect(error.threshold).toBeLessThan(0.02);
    expect(error.z).toBeGreaterThan(50);
  });
});

describe('against its guardrail', () => {
  const guarded = step([{ measure: 'error', atMost: 0.05 }]);
  test('from the first day on', () => {
    const [hours] = [series(() => ({ ...HEALTHY, error: 0.4 }), 1)];
    const error = measured(hours, 0, { steps: [guarded] }).find(({ measure }) => measure === 'error')!;
    expect(error).toMatchObject({ by: 'guardrail', threshold: 0.05, verdict: 'breached', breached: true });
  });

  test('what is odd but within it is no break', () => {
    const wide = step([{ measure: 'error', atMost: 0.5 }]);
    const hours = series((day) => (day < 29 ? HEALTHY : { ...HEALTHY, error: 0.2 }), 30);
    expect(broken(measured(hours, 29, { steps: [wide] }))).toEqual([]);
    expect(broken(measured(hours, 29))).toEqual(['error']);
  });
});

describe('what is raised (B3)', () => {
  const raised = new Map<string, RaisedBreak>([
    [
      breakKey({ journey: 'j', step: 's', measure: 'error' }),
      { alert: 'a', at: START + 30 * DAY, broken: { count: 270, of: 300 }, usual: 0.01 },
    ],
  ]);
  const later = (truth: Truth, days: number) =>
    measured(
      series((day) => (day < 29 ? HEALTHY : day < 30 ? { ...HEALTHY, error: 0.9 } : truth), 30 + days),
      29 + days,
      { raised },
    ).find(({ measure }) => measure === 'error')!;

  test('stays while nobody comes, and while it is broken, and goes with few who fare well', () => {
    expect(later({ ...HEALTHY, perDay: 0 }, 3)).toMatchObject({ breached: true, recovery: 0 });
    expect(later({ ...HEALTHY, perDay: 15, error: 0.9 }, 10)).toMatchObject({ breached: true });
    expect(later({ ...HEALTHY, perDay: 15 }, 1)).toMatchObject({ breached: false, recovery: 1 });
  });

  test('a step that is still broken is rarely taken for recovered', () => {
    let wrong = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const draw = drawing(seed);
      const since = Array.from({ length: 50 }, () => ({ count: Array.from({ length: 4 }, draw).filter((one) => one < 0.1).length, of: 4 }));
      if (recoveryOf({ since, broken: { count: 30, of: 300 }, usual: 0.3 }).recovered) wrong++;
    }
    // 200 customers where one in 1,000 at most ends it on average.
    expect(wrong / 300).toBeLessThan(0.2);
  });
});
