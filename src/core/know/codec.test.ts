/** C1 and what follows from it: reading back what was written is the customer, after any number of partial encodings. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { encodeKnown, touchAll } from './index.ts';
import { CHUNK_ROWS } from './measure/rows.ts';
import { ROWS_MAX } from './measure/settle.ts';
import { all, computed, declared, planOf, START, segment, Trial, tag, windowed } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const definitions: readonly Definition[] = [
  computed('orders', 'count'),
  computed('total', 'sum', { property: 'n' }),
  computed('first', 'first', { property: 's' }),
  computed('skus', 'distinct_list', { property: 'l[].s' }),
  computed('days', 'streak', { event: 'B' }),
  windowed('week_sum', 'sum', { last: '7d' }, { property: 'n' }),
  windowed('week_last', 'last', { last: '7d' }, { property: 's' }),
  windowed('week_top', 'most_frequent', { last: '7d' }, { property: 'l[].s' }),
  windowed('month_max', 'max', { this: 'month' }, { property: 'n', where: all(['property.s', '=', 'a']) }),
  windowed('others', 'count', { last: '2d' }, { event: '*' }),
  declared('city', 'string'),
  declared('labels', 'list'),
  tag('rich', all(['trait.week_sum', '>', 20]), { expiry: '3d' }),
  segment('active', all(['event.B', 'performed', { within: { last: '1d' } }])),
];
const plan = planOf(definitions, { zone: 'America/New_York' });
const TRAITS = definitions.flatMap((one) => (one.kind === 'trait' ? [one.id] : []));

const values = (trial: Trial) => Object.fromEntries(TRAITS.map((id) => [id, trial.trait(id)]));

const text = fc.constantFrom('a', 'b', 'ü', '');
const happening = fc.record({
  event: fc.constantFrom('A', 'B', '$identify'),
  properties: fc.record(
    { n: fc.constantFrom(0, 1.5, -2, 30), s: text, l: fc.array(fc.record({ s: text }), { maxLength: 3 }) },
    { noNullPrototype: true },
  ),
  age: fc.constantFrom(0, 0, 0, HOUR, 3 * DAY, 8 * DAY),
  wait: fc.constantFrom(0, 1, HOUR, DAY, 5 * DAY),
  traits: fc.record({ city: text, labels: fc.array(text, { maxLength: 2 }) }, { noNullPrototype: true }),
  store: fc.boolean(),
  load: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function happen(trial: Trial, { event, properties, age, wait, traits }: Happening): void {
  trial.pass(wait);
  trial.event(event, event === '$identify' ? {} : properties, { age, ...(event === '$identify' && { traits }) });
}

test('C1. However often it is written and read on the way, it ends with the same bytes and the same values', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 80, size: 'max' }), (happenings) => {
      const [straight, stored] = [new Trial(plan), new Trial(plan)];
      for (const one of happenings) {
        happen(straight, one);
        happen(stored, one);
        if (one.store) stored.store();
        if (one.store && one.load) stored.load();
      }
      stored.store();
      stored.load();
      expect(stored.parts()).toEqual(straight.parts());
      expect(values(stored)).toEqual(values(straight));
      expect(stored.holds()).toEqual(straight.holds());
      expect(stored.wakeups(20 * DAY)).toEqual(straight.wakeups(20 * DAY));
      expect(values(stored)).toEqual(values(straight));
      expect(stored.told()).toEqual(straight.told());
    }),
    { numRuns: 60 },
  );
});

test('reading and writing again gives the same bytes', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 20 }), (happenings) => {
      const trial = new Trial(plan);
      for (const one of happenings) happen(trial, one);
      trial.store();
      const before = new Map(trial.stored);
      trial.load();
      touchAll(trial.known);
      trial.store();
      expect(trial.stored).toEqual(before);
    }),
  );
});

describe('chunks', () => {
  const one = planOf([windowed('sum', 'sum', { last: '10d' }, { property: 'n' })]);
  const filled = (count: number): Trial => {
    const trial = new Trial(one);
    for (let i = 0; i < count; i++) {
      trial.pass(HOUR / 4);
      trial.event('A', { n: 1 });
    }
    trial.store();
    return trial;
  };
  const chunks = (trial: Trial) =>
    [...trial.stored.keys()].filter((name) => name.startsWith('c')).map((name) => Number(name.split('\u0000')[1]));

  test('an event rewrites the head and the last rows, not the full chunks', () => {
    const trial = filled(3 * CHUNK_ROWS + 10);
    expect(chunks(trial)).toEqual([0, 1, 2]);
    trial.event('A', { n: 1 });
    expect(trial.store()).toEqual(['eA']);
  });

  test('a late event rewrites the chunks from its own place on', () => {
    const trial = filled(3 * CHUNK_ROWS + 10);
    trial.event('A', { n: 1 }, { age: (1.5 * CHUNK_ROWS + 10) * (HOUR / 4) });
    expect(trial.store()).toEqual(['cA\u00001', 'cA\u00002', 'eA']);
  });

  test('chunks that no window reaches are deleted; a chunk half reached is read in part', () => {
    const trial = filled(3 * CHUNK_ROWS + 10);
    const gone = CHUNK_ROWS + 5;
    trial.now = START + 10 * DAY + gone * (HOUR / 4);
    trial.event('A', { n: 1 });
    trial.store();
    expect(chunks(trial)).toEqual([1, 2]);
    const expected = trial.trait('sum');
    expect(expected).toBe(3 * CHUNK_ROWS + 10 - gone + 1);
    expect(trial.load().trait('sum')).toBe(expected);
    expect(trial.wakeups(5 * HOUR)).toEqual([]);
    expect(trial.trait('sum')).toBe((expected as number) - 20);
  });

  test('beyond ROWS_MAX, buckets are parts of their own and come back', () => {
    const trial = new Trial(one);
    for (let i = 0; i < ROWS_MAX + 300; i++) {
      trial.pass(HOUR / 8);
      trial.event('A', { n: 2 });
      if (i % 50 === 0) trial.store();
    }
    trial.store();
    expect([...trial.stored.keys()].filter((name) => name.startsWith('b')).length).toBeGreaterThan(0);
    const expected = trial.trait('sum');
    const bytes = trial.parts();
    expect(trial.load().trait('sum')).toBe(expected);
    expect(trial.parts()).toEqual(bytes);
    trial.now += 30 * DAY;
    trial.event('A', { n: 2 });
    trial.store();
    expect([...trial.stored.keys()].filter((name) => name.startsWith('b') || name.startsWith('c'))).toEqual([]);
  });
});

describe('another release', () => {
  const sum = computed('sum', 'sum', { property: 'n' });
  const week = windowed('week', 'sum', { last: '7d' }, { property: 'n' });
  const texts = windowed('texts', 'distinct_list', { last: '7d' }, { property: 's' });

  function storedUnder(...first: readonly Definition[]): Trial {
    const trial = new Trial(planOf(first));
    for (const [n, s] of [
      [1, 'x'],
      [2, 'y'],
      [4, 'x'],
    ] as const) {
      trial.pass(HOUR);
      trial.event('A', { n, s });
    }
    trial.store();
    return trial;
  }

  test('what both keep is carried over, wherever it now stands', () => {
    const trial = storedUnder(sum, week, texts);
    const later = planOf([
      computed('ever_max', 'max', { property: 'm' }),
      texts,
      windowed('m', 'sum', { last: '1d' }, { property: 'm' }),
      week,
      sum,
    ]);
    trial.load(later);
    expect([trial.trait('sum'), trial.trait('week'), trial.trait('texts')]).toEqual([7, 7, ['x', 'y']]);
    trial.event('A', { n: 10, s: 'z', m: 5 });
    expect([trial.trait('sum'), trial.trait('week'), trial.trait('texts'), trial.trait('m'), trial.trait('ever_max')]).toEqual([
      17,
      17,
      ['x', 'y', 'z'],
      5,
      5,
    ]);
  });

  test('what is new starts empty', () => {
    const trial = storedUnder(week);
    trial.load(planOf([week, sum, texts]));
    expect([trial.trait('week'), trial.trait('sum'), trial.trait('texts')]).toEqual([7, 0, undefined]);
    trial.event('A', { n: 8, s: 'z' });
    expect([trial.trait('week'), trial.trait('sum'), trial.trait('texts')]).toEqual([15, 8, ['z']]);
  });

  test('what is gone is forgotten, and its flips with it', () => {
    const lapsed = segment('lapsed', all(['event.A', 'notPerformed', { within: { last: '1d' } }]));
    const trial = storedUnder(week, lapsed);
    expect(Number.isFinite(trial.known.roll.nextFlip)).toBe(true);
    trial.load(planOf([sum])).refresh();
    expect([trial.known.roll.nextFlip, trial.trait('sum'), trial.trait('week')]).toEqual([Number.POSITIVE_INFINITY, 0, undefined]);
  });

  test('what was carried over is written whole, and reads back alike', () => {
    const trial = storedUnder(week);
    for (let i = 0; i < 200; i++) trial.event('A', { n: 1, s: 's' });
    trial.store();
    const later = planOf([week, texts]);
    trial.load(later).event('A', { n: 1, s: 'new' });
    trial.store();
    const bytes = trial.parts();
    trial.load(later);
    expect(trial.parts()).toEqual(bytes);
    expect([trial.trait('week'), trial.trait('texts')]).toEqual([208, ['new']]);
  });
});

test('nothing changed, nothing written', () => {
  const trial = new Trial(plan);
  trial.event('A', { n: 1 });
  expect(trial.store().length).toBeGreaterThan(0);
  expect(encodeKnown(trial.known)).toEqual([]);
  trial.load();
  expect(encodeKnown(trial.known)).toEqual([]);
});
