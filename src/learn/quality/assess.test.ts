import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { assess, breachKey, type Measurement, type QualityInput } from './assess.ts';
import { type HourCounts, NO_COUNTS } from './counts.ts';
import { qualitySettings, WEIGHTS } from './settings.ts';
import { median, robustZ } from './statistics.ts';

const HOUR_AT = Date.UTC(2026, 2, 30, 12);
/** Twenty minutes into the hour after. */
const NOW = HOUR_AT + HOUR + 20 * 60_000;
const settings = qualitySettings();

function hour(more: Partial<HourCounts>): HourCounts {
  return { ...NO_COUNTS, hour: HOUR_AT, source: 'web', event: 'View', ...more };
}

/** The same hour of `days` days before, each with so many events. */
const past = (counts: (day: number) => Partial<HourCounts>, days = 28): HourCounts[] =>
  Array.from({ length: days }, (_, i) => hour({ hour: HOUR_AT - (i + 1) * DAY, ...counts(i) }));

function measured(
  hours: readonly HourCounts[],
  measure: Measurement['measure'],
  more: Partial<QualityInput> = {},
): Measurement | undefined {
  const quality = assess({ now: NOW, hours, expected: [], settings, raised: new Set(), ...more });
  return quality.measurements.find((one) => one.measure === measure && one.source === 'web');
}

describe('robust z', () => {
  const options = { spreadMin: () => 1e-9, pastMin: 3 };

  test('is what the formula says', () => {
    // Median 10, deviations 2 1 0 1 2, MAD 1.
    expect(robustZ(14, [8, 9, 10, 11, 12], options)).toBeCloseTo(4 / 1.4826);
    expect(robustZ(14, [8, 9, 10, 11, 12], { ...options, spreadMin: () => 4 })).toBe(1);
    expect(robustZ(5, [5, 5], options)).toBeUndefined();
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test('one outlier of the past changes little, and it has no unit', () => {
    const values = fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 9, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 200, noNaN: true }), (list, value) => {
        const free = { spreadMin: () => 0.01, pastMin: 1 };
        const z = robustZ(value, list, free)!;
        const scaled = robustZ(
          value * 10,
          list.map((one) => one * 10),
          { ...free, spreadMin: () => 0.1 },
        )!;
        expect(scaled).toBeCloseTo(z, 6);
        expect(Math.sign(z)).toBe(Math.sign(value - median(list)));
      }),
    );
    const steady = [98, 99, 100, 101, 102, 100, 99, 101, 100];
    const spoiled = [...steady.slice(1), 1_000_000];
    expect(robustZ(130, spoiled, options)).toBeGreaterThan(10);
  });
});

describe('rates', () => {
  test.each(['missing', 'invalid', 'range'] as const)('%s: the share of the events that count', (rate) => {
    expect(measured([hour({ events: 200, [rate]: 11 })], rate)).toMatchObject({ value: 0.055, threshold: 0.05, breached: true });
    expect(measured([hour({ events: 200, [rate]: 10 })], rate)).toMatchObject({ value: 0.05, breached: false });
  });

  test('refused and duplicate: the share of all that came', () => {
    expect(measured([hour({ events: 90, refused: 10 })], 'refused')).toMatchObject({ value: 0.1, breached: true });
    expect(measured([hour({ events: 0, refused: 60 })], 'refused')).toMatchObject({ value: 1, breached: true });
    expect(measured([hour({ events: 180, duplicate: 20 })], 'duplicate')).toMatchObject({ value: 0.1, breached: false });
  });

  test('are judged in the running hour once it has events enough, else in the last whole one (Q1)', () => {
    const whole = hour({ events: 100, missing: 50 });
    const running = (events: number): HourCounts => hour({ hour: HOUR_AT + HOUR, events });
    expect(measured([whole, running(49)], 'missing')).toMatchObject({ value: 0.5 });
    expect(measured([whole, running(50)], 'missing')).toMatchObject({ value: 0 });
    expect(measured([hour({ events: 49, missing: 49 })], 'missing')).toBeUndefined();
    expect(measured([hour({ hour: HOUR_AT - HOUR, events: 100, missing: 50 })], 'missing')).toBeUndefined();
  });

  test('against their own past: what is usual there may be far from the limit and yet odd', () => {
    const usual = past((day) => ({ events: 1_000, late: day % 3 }));
    expect(measured([...usual, hour({ events: 1_000, late: 2 })], 'late')).toMatchObject({ breached: false });
    expect(measured([...usual, hour({ events: 1_000, late: 60 })], 'late')).toMatchObject({ value: 0.06, threshold: 0.2, breached: true });
    const noisy = past((day) => ({ events: 1_000, late: (day * 37) % 120 }));
    expect(measured([...noisy, hour({ events: 1_000, late: 60 })], 'late')).toMatchObject({ breached: false });
    expect(measured([...usual.slice(0, 6), hour({ events: 1_000, late: 60 })], 'late')).not.toHaveProperty('z');
  });

  test('limits of the workspace', () => {
    const own = { settings: qualitySettings({ limits: { missing: 0.5 }, eventsMin: 5 }) };
    expect(measured([hour({ events: 5, missing: 2 })], 'missing', own)).toMatchObject({ threshold: 0.5, breached: false });
    expect(measured([hour({ events: 5, invalid: 2 })], 'invalid', own)).toMatchObject({ threshold: 0.05, breached: true });
  });
});

describe('volume', () => {
  const usual = past((day) => ({ events: 400 + ((day * 17) % 40) }));

  test.each([
    [0, true],
    [250, true],
    [400, false],
    [450, false],
    [700, true],
  ])('%i where 400 to 440 are usual: %s (Q2)', (events, breached) => {
    expect(measured([...usual, ...(events === 0 ? [] : [hour({ events })])], 'volume')).toMatchObject({ value: events, breached });
  });

  test('a source that is new, or small, is not odd', () => {
    expect(measured([...usual.slice(0, 6), hour({ events: 9_000 })], 'volume')).toBeUndefined();
    const small = past((day) => ({ events: day % 3 }));
    expect(measured([...small, hour({ events: 5 })], 'volume')).toMatchObject({ breached: false });
  });

  test('hours of its past without events are hours with none', () => {
    const daily = past(() => ({ events: 400 }));
    const nightly = [hour({ hour: HOUR_AT - 27 * DAY, events: 1 }), hour({ events: 400 })];
    expect(measured([...daily, hour({ events: 400 })], 'volume')).toMatchObject({ z: 0 });
    expect(measured(nightly, 'volume')).toMatchObject({ z: 400, breached: true });
  });

  test('fewer than expected', () => {
    const expected = [{ source: 'web', event: 'View', per: '1h', atLeast: 3, count: 2 }];
    expect(measured([], 'expected', { expected })).toEqual({
      measure: 'expected',
      source: 'web',
      event: 'View',
      value: 2,
      threshold: 3,
      breached: true,
    });
    expect(measured([], 'expected', { expected: [{ ...expected[0]!, count: 3 }] })).toMatchObject({ breached: false });
  });
});

describe('what is raised stays until it is clearly better (Q3)', () => {
  test.each([
    ['missing', hour({ events: 1_000, missing: 45 }), hour({ events: 1_000, missing: 40 })],
    ['volume', hour({ events: 315 }), hour({ events: 350 })],
  ] as const)('%s', (measure, between, better) => {
    const usual = past((day) => ({ events: 400 + (day % 2) * 2 }));
    const raised = new Set([breachKey({ measure, source: 'web', event: 'View' })]);
    const at = (one: HourCounts, up: boolean): boolean | undefined =>
      measured(measure === 'volume' ? [...usual, one] : [one], measure, up ? { raised } : {})?.breached;
    expect([at(between, false), at(between, true), at(better, true)]).toEqual([false, true, false]);
  });
});

describe('score', () => {
  const scoreOf = (hours: readonly HourCounts[]): number | undefined =>
    assess({ now: NOW, hours, expected: [], settings, raised: new Set() }).sources[0]?.score;

  test('is 100 without a fault, and 0 when everything is at fault', () => {
    expect(scoreOf([hour({ events: 100 })])).toBe(100);
    const all = { events: 100, missing: 100, invalid: 100, range: 100, unplanned: 100, late: 100, duplicate: 100, refused: 100 };
    expect(scoreOf([...past(() => ({ events: 900 })), hour(all)])).toBe(0);
    expect(Object.values(WEIGHTS).reduce((a, b) => a + b)).toBe(100);
  });

  test("loses a rate's weight at its limit, in proportion below, over all events of the source", () => {
    expect(scoreOf([hour({ events: 100, missing: 5 })])).toBe(80);
    expect(scoreOf([hour({ events: 200, missing: 5 })])).toBe(90);
    expect(scoreOf([hour({ events: 100, missing: 5 }), hour({ event: 'Order', events: 100 })])).toBe(90);
    expect(scoreOf([hour({ events: 10 })])).toBeUndefined();
  });

  test('below the threshold is a breach of the source', () => {
    expect(measured([hour({ events: 100, missing: 5, invalid: 4 })], 'score')).toMatchObject({
      event: '',
      value: 64,
      threshold: 70,
      breached: true,
    });
    expect(measured([hour({ events: 100, missing: 5 })], 'score')).toMatchObject({ breached: false });
  });

  test('never leaves 0 to 100', () => {
    const count = fc.nat(500);
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        count,
        count,
        count,
        count,
        (events, missing, invalid, range, unplanned, late, duplicate, refused) => {
          const kept = { missing, invalid, range, unplanned, late };
          const within = Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, Math.min(value, events)]));
          const score = scoreOf([hour({ events, ...within, duplicate, refused })]);
          if (score !== undefined) expect(score >= 0 && score <= 100).toBe(true);
        },
      ),
    );
  });
});
