/** The bytes of a part: read back exactly, small, and refused in another version. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition, Window } from '../../../define/index.ts';
import { all, computed, planOf, START, Trial, windowed } from '../trial.suite.ts';
import { ROWS_MAX } from './settle.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK: Window = { last: '7d' };

/** More filters than fit in a byte, cells of each kind, accumulators of each family and side. */
const definitions: readonly Definition[] = [
  ...Array.from({ length: 9 }, (_, i) => windowed(`of_${i}`, 'sum', WEEK, { property: 'n', where: all(['property.k', '=', i]) })),
  windowed('top', 'most_frequent', WEEK, { property: 's' }),
  windowed('kinds', 'distinct_count', { last: '1d' }, { property: 's' }),
  windowed('listed', 'distinct_list', WEEK, { property: 's' }),
  windowed('newest', 'last', WEEK, { property: 'n' }),
  windowed('oldest', 'first', WEEK),
  windowed('days', 'streak', { this: 'month' }),
  computed('ever_sum', 'sum', { property: 'n' }),
  computed('ever_max', 'max', { property: 'n' }),
  computed('ever_first', 'first', { property: 's' }),
  computed('ever_last', 'last', { property: 's' }),
  computed('ever_since', 'time_since', { unit: 'hour' }),
  computed('ever_at', 'first'),
  computed('ever_top', 'most_frequent', { property: 's' }),
  computed('ever_kinds', 'distinct_count', { property: 's' }),
  computed('ever_listed', 'distinct_list', { property: 's' }),
  computed('ever_days', 'streak'),
];
const plan = planOf(definitions, { zone: 'Asia/Shanghai' });
const values = (trial: Trial) => Object.fromEntries(definitions.map((one) => [one.id, trial.trait(one.id)]));

const properties = fc.record(
  {
    n: fc.oneof(fc.integer({ min: -1_000, max: 1_000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(9e11)),
    s: fc.oneof(fc.constantFrom('a', 'b', '衣', '', true, false, 0, 1.5, '\ud83d'), fc.string({ unit: 'binary', maxLength: 5 })),
    k: fc.nat(9),
  },
  { noNullPrototype: true, requiredKeys: [] },
);
const happening = fc.record({
  properties,
  id: fc.oneof(fc.uuid(), fc.uuid(), fc.string({ maxLength: 4 })),
  age: fc.constantFrom(0, 0, 0, 0, 1, HOUR, 3 * DAY, 9 * DAY),
  wait: fc.constantFrom(0, 1, HOUR, DAY),
});

test('a customer read back knows the same, now and later, and is written alike', () => {
  fc.assert(
    fc.property(fc.uniqueArray(happening, { selector: ({ id }) => id, maxLength: 60, size: 'max' }), (happenings) => {
      const [kept, read] = [new Trial(plan), new Trial(plan)];
      for (const one of happenings) {
        for (const trial of [kept, read]) trial.pass(one.wait).event('A', one.properties as never, { age: one.age, id: one.id });
        read.store();
        read.load();
        expect(values(read)).toEqual(values(kept));
      }
      for (let day = 0; day < 10; day++) {
        for (const trial of [kept, read]) trial.pass(DAY);
        expect(values(read)).toEqual(values(kept));
      }
      expect(read.parts()).toEqual(kept.parts());
    }),
    { numRuns: 60 },
  );
});

test('buckets come back with all they hold', () => {
  const trial = new Trial(plan);
  for (let i = 0; i < ROWS_MAX + 200; i++) trial.pass(60_000).event('A', { n: i / 4, s: `s${i % 7}`, k: i % 9 });
  trial.store();
  const before = values(trial);
  const bytes = trial.parts();
  expect(trial.known.parts.get('A')!.buckets.size).toBeGreaterThan(0);
  expect(values(trial.load())).toEqual(before);
  expect(trial.parts()).toEqual(bytes);
});

describe('size', () => {
  test('of a part with a dozen events is a few hundred bytes', () => {
    const trial = new Trial(plan);
    for (let i = 0; i < 12; i++)
      trial.pass(HOUR).event('A', { n: i * 3.25, s: ['shoes', 'hats', 'bags'][i % 3]!, k: i % 9 }, { id: `m${1_000_000 + i}` });
    trial.store();
    expect(trial.stored.get('eA')!.length).toBeLessThan(500);
  });

  test('does not hold message ids that nobody reads', () => {
    const counted = new Trial(planOf([windowed('count', 'count', WEEK), windowed('kinds', 'distinct_count', WEEK, { property: 's' })]));
    counted.event('A', { s: 'x' }, { id: 'a-long-message-id-of-somebody' });
    counted.store();
    expect(Buffer.from(counted.stored.get('eA')!).includes('somebody')).toBe(false);
  });
});

describe('another version', () => {
  const written = () => {
    const trial = new Trial(plan);
    for (let i = 0; i < 20; i++) trial.event('A', { n: i });
    trial.store();
    return trial;
  };
  const withVersion = (bytes: Uint8Array, version: number) => Uint8Array.from([version, ...bytes.subarray(1)]);

  test.each(['eA', 'cA\u00000'])('of %j is refused', (name) => {
    const trial = written();
    trial.stored.set(name, withVersion(trial.stored.get(name)!, 3));
    expect(() => trial.load().known.parts.openAll()).toThrow(
      expect.objectContaining({ code: 'VOLANO_STATE_VERSION_UNKNOWN', details: { part: name, version: 3 } }),
    );
  });

  test('and so is a chunk that is not there, when the part is read', () => {
    const trial = written();
    trial.stored.delete('cA\u00000');
    trial.load();
    expect(() => trial.known.parts.openAll()).toThrow(expect.objectContaining({ code: 'VOLANO_STATE_VERSION_UNKNOWN' }));
  });

  test('of a part that no definition reads any more is nobody’s business once it is of this version', () => {
    const trial = written();
    trial.load(planOf([computed('other', 'count', { event: 'B' })]));
    expect([trial.known.parts.size, trial.now]).toEqual([0, START]);
  });
});

describe('the time of the last contribution', () => {
  const since = computed('since', 'time_since', { unit: 'hour' });
  const sinceSale = computed('since_sale', 'time_since', { unit: 'hour', where: all(['property.s', '=', 'sale']) });
  const both = planOf([since, sinceSale]);

  test('is none before the first, and is not moved by a late one', () => {
    const trial = new Trial(both);
    trial.event('A', { s: 'x' }).pass(2 * HOUR);
    expect([trial.trait('since'), trial.trait('since_sale')]).toEqual([2, undefined]);
    trial.event('A', { s: 'sale' }, { age: 9 * HOUR });
    expect([trial.trait('since'), trial.trait('since_sale')]).toEqual([2, 9]);
    trial.store();
    trial.load();
    expect([trial.trait('since'), trial.trait('since_sale')]).toEqual([2, 9]);
  });

  test('is carried over to another release by what it is of', () => {
    const trial = new Trial(planOf([sinceSale]));
    trial.event('A', { s: 'sale' }).pass(3 * HOUR);
    trial.store();
    trial.load(both);
    expect([trial.trait('since'), trial.trait('since_sale')]).toEqual([undefined, 3]);
  });

  test('of two customers merged is the later one', () => {
    const [one, two] = [new Trial(both), new Trial(both)];
    one.event('A', { s: 'sale' }).pass(HOUR);
    two.pass(HOUR).event('A', { s: 'x' });
    for (const trial of [one, two]) trial.pass(HOUR);
    one.absorb(two);
    expect([one.trait('since'), one.trait('since_sale')]).toEqual([1, 2]);
  });
});
