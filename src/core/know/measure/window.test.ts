/** Windows against a naive recomputation from the list of events, at random instants, late events and merges between. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarUnit, periodOf } from '../../../base/index.ts';
import type { Window } from '../../../define/index.ts';
import { planOf, START, Trial, windowed } from '../trial.suite.ts';
import { ROWS_MAX } from './settle.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 'America/New_York';
const WINDOWS: readonly Window[] = [
  { last: '1d' },
  { last: '36h' },
  { this: 'day' },
  { previous: 'day' },
  { this: 'week' },
  { previous: 'week' },
];
const LAST_MS: Record<string, number> = { '1d': DAY, '36h': 36 * HOUR };
const AGGREGATES = ['count', 'sum', 'average', 'min', 'max', 'first', 'last', 'most_frequent', 'distinct_count', 'distinct_list'] as const;

const where = { combinator: 'and', rules: [{ field: 'property.k', operator: '=', value: true }] };
const ids = WINDOWS.flatMap((window, w) => AGGREGATES.map((aggregate) => ({ id: `${aggregate}_${w}`, aggregate, window })));
const plan = planOf(
  ids.map(({ id, aggregate, window }) => windowed(id, aggregate, window, { property: 'n', where })),
  { zone: ZONE },
);

interface Seen {
  readonly time: number;
  readonly id: string;
  readonly n: number;
  readonly k: boolean;
}

function inWindow(time: number, window: Window, now: number): boolean {
  if (window === 'ever') return true;
  if ('last' in window) return time > now - LAST_MS[window.last]! && (window.except === undefined || time <= now - LAST_MS[window.except]!);
  if (!('this' in window || 'previous' in window))
    return time >= Number(window.from ?? Number.NEGATIVE_INFINITY) && time < Number(window.to ?? Number.POSITIVE_INFINITY);
  const unit: CalendarUnit = 'this' in window ? window.this : window.previous;
  return periodOf(time, unit, ZONE) === periodOf(now, unit, ZONE) - ('this' in window ? 0 : 1);
}

function naive(seen: readonly Seen[], aggregate: (typeof AGGREGATES)[number]): unknown {
  const inOrder = [...seen].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const values = inOrder.map(({ n }) => n);
  const sum = values.reduce((a, b) => a + Math.round(b * 10_000), 0);
  if (aggregate === 'count') return values.length;
  if (aggregate === 'sum') return sum / 10_000;
  if (aggregate === 'distinct_count') return new Set(values).size;
  if (values.length === 0) return undefined;
  if (aggregate === 'average') return Math.trunc(sum / values.length) / 10_000;
  if (aggregate === 'min') return Math.min(...values);
  if (aggregate === 'max') return Math.max(...values);
  if (aggregate === 'first') return values[0];
  if (aggregate === 'last') return values.at(-1);
  if (aggregate === 'distinct_list') return [...new Set(values)];
  const often = (value: number) => values.filter((one) => one === value).length;
  return [...new Set(values)].sort((a, b) => often(b) - often(a) || values.lastIndexOf(b) - values.lastIndexOf(a))[0];
}

const step = fc.record({
  wait: fc.constantFrom(0, 1, HOUR, 5 * HOUR, 11 * HOUR, DAY, 4 * DAY),
  age: fc.constantFrom(0, 0, 0, 1, HOUR, DAY, 36 * HOUR, 3 * DAY, -60_000),
  n: fc.constantFrom(1, 2, 2.5, -3, 0),
  k: fc.constantFrom(true, true, false),
  side: fc.boolean(),
  ask: fc.boolean(),
});

test('every aggregate over every window is what its events say, however the cursors got there', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }), fc.nat(60), (steps, mergeAt) => {
      const trial = new Trial(plan, Date.parse('2024-03-08T12:00Z'));
      const other = new Trial(plan, trial.now);
      const seen: Seen[] = [];
      const elsewhere: Seen[] = [];
      steps.forEach(({ wait, age, n, k, side, ask }, i) => {
        for (const one of [trial, other]) one.pass(wait);
        const event = { time: trial.now - age, id: `m${String(i).padStart(6, '0')}`, n, k };
        const apart = side && i < mergeAt;
        (apart ? elsewhere : seen).push(event);
        (apart ? other : trial).event('A', { n, k }, { age, id: event.id });
        if (i === mergeAt) {
          trial.absorb(other);
          seen.push(...elsewhere);
        }
        if (!ask) return;
        for (const { id, aggregate, window } of ids) {
          const counted = seen.filter((one) => one.k && inWindow(one.time, window, trial.now));
          expect({ id, value: trial.trait(id) }).toEqual({ id, value: naive(counted, aggregate) });
        }
      });
    }),
    { numRuns: 150 },
  );
});

describe('P2. beyond ROWS_MAX', () => {
  const last: Window = { last: '30d' };
  const big = planOf([
    windowed('count', 'count', last),
    windowed('sum', 'sum', last, { property: 'n' }),
    windowed('max', 'max', last, { property: 'n' }),
    windowed('top', 'most_frequent', last, { property: 's' }),
    windowed('kinds', 'distinct_count', last, { property: 's' }),
    windowed('first', 'first', last, { property: 's' }),
    windowed('days', 'streak', last),
  ]);
  const COUNT = 1_500;

  function crowded(every = HOUR / 4): Trial {
    const trial = new Trial(big);
    for (let i = 0; i < COUNT; i++) trial.pass(every).event('A', { n: i, s: i < 700 ? 'early' : `s${i % 3}` });
    return trial;
  }

  test('totals stay right while everything is inside the window', () => {
    const trial = crowded();
    expect(['count', 'sum', 'max', 'top', 'kinds', 'first'].map((id) => trial.trait(id))).toEqual([
      COUNT,
      (COUNT * (COUNT - 1)) / 2,
      COUNT - 1,
      'early',
      4,
      'early',
    ]);
    expect(trial.trait('days')).toBe(Math.floor((trial.now - START + 12 * HOUR) / DAY) + 1);
  });

  test('and it is said that they are coarse', () => {
    const trial = crowded();
    const part = trial.known.parts.get('A')!;
    expect([part.rows.length, part.buckets.size > 0]).toEqual([ROWS_MAX, true]);
    const folded = [...part.buckets.values()].map(([count]) => (count?.family === 'number' ? count.count : 0)).reduce((a, b) => a + b, 0);
    expect(folded).toBe(COUNT - ROWS_MAX);
  });

  test('a bucket counts whole until its last moment has left the window, then not at all', () => {
    const trial = crowded();
    const days = [...trial.known.parts.get('A')!.buckets.keys()];
    const end = (Math.min(...days) + 1) * DAY + 30 * DAY;
    trial.until(end - 1);
    const whole = trial.trait('count');
    trial.until(end);
    expect(whole).toBe(COUNT);
    expect(trial.trait('count')).toBeLessThan(COUNT);
  });

  test('P3. buckets go when no window reaches them', () => {
    const trial = crowded();
    trial.pass(60 * DAY).event('A', { n: 1, s: 'new' });
    const part = trial.known.parts.get('A')!;
    expect([part.buckets.size, part.rows.length, trial.trait('count'), trial.trait('top')]).toEqual([0, 1, 1, 'new']);
  });

  test('merging two crowded customers keeps the totals', () => {
    const [one, two] = [crowded(), crowded(HOUR / 5)];
    one.until(START + COUNT * (HOUR / 4));
    two.until(one.now);
    one.absorb(two);
    expect([one.trait('count'), one.trait('sum'), one.trait('kinds')]).toEqual([2 * COUNT, COUNT * (COUNT - 1), 4]);
  });

  test('values that no row holds any more are forgotten', () => {
    const trial = new Trial(big);
    for (let i = 0; i < 800; i++) trial.pass(6 * HOUR).event('A', { n: 1, s: `s${i}` });
    expect(trial.trait('kinds')).toBe(120);
    expect(trial.known.parts.get('A')!.dictionary.length).toBeLessThan(600);
    expect(trial.trait('top')).toBe('s799');
    trial.store();
    expect(trial.load().trait('kinds')).toBe(120);
  });
});

test('a sum that went out of range comes back when what overflowed has left', () => {
  const trial = new Trial(planOf([windowed('sum', 'sum', { last: '2d' }, { property: 'n' })]));
  trial.event('A', { n: 9e11 }).pass(DAY).event('A', { n: 9e11 });
  expect(trial.trait('sum')).toBe(Number.MAX_SAFE_INTEGER / 10_000);
  trial.pass(HOUR).event('A', { n: 1 });
  expect(trial.trait('sum')).toBe(Number.MAX_SAFE_INTEGER / 10_000);
  trial.pass(DAY);
  expect(trial.trait('sum')).toBe(9e11 + 1);
});
