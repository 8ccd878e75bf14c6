import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, fromScaled, HOUR, periodOf, toScaled } from '../../base/index.ts';
import type { AggregateKind, ComputedTrait } from '../../define/index.ts';
import { knowledgeSql, readKnowledge } from './knowledge.ts';
import { openTrial, type TrialEvent } from './trial.suite.ts';

const trial = openTrial();
const now = Date.parse('2024-03-31T12:00:00Z');

function trait(aggregate: AggregateKind, rest: Partial<ComputedTrait> = {}): ComputedTrait {
  return { kind: 'trait', id: aggregate, name: { en: '-', zh: '-' }, aggregate, event: 'E', ...rest };
}

describe('definitions that cannot be', () => {
  const asked: AggregateKind[] = ['sum', 'average', 'min', 'max', 'most_frequent', 'distinct_count', 'distinct_list'];
  it.each(asked)('4: %s needs a property', (aggregate) => {
    expect(() => knowledgeSql([trait(aggregate)], { now })).toThrow(/needs a "property"/);
  });

  it('4.5: time since has no unit month', () => {
    expect(() => knowledgeSql([trait('time_since', { unit: 'month' })], { now })).toThrow(/use minute, hour, day or week/);
  });
});

describe('many customers at once', () => {
  /** Computed the long way, from all events of one customer in order of (time, place). */
  function expected(events: readonly TrialEvent[]): Record<string, unknown> {
    const mine = events.map((event, place) => ({ event, place })).sort((a, b) => a.event[2] - b.event[2] || a.place - b.place);
    const values = mine.map(({ event }) => event[3]?.v).filter((value) => value !== undefined && value !== null);
    const scaled = values.flatMap((value) => (typeof value === 'number' ? [toScaled(value)!] : []));
    const sum = scaled.reduce((total, one) => total + one, 0);
    const days = new Set(mine.map(({ event }) => periodOf(event[2], 'day', 'UTC')));
    const today = periodOf(now, 'day', 'UTC');
    let streak = 0;
    for (let day = days.has(today) ? today : today - 1; days.has(day); day--) streak += 1;
    const counts = [...new Set(values)].map((value) => {
      const places = mine.flatMap(({ event }, place) => (event[3]?.v === value ? [place] : []));
      return { value, count: places.length, latest: places.at(-1)! };
    });
    counts.sort((a, b) => b.count - a.count || b.latest - a.latest);
    const known = {
      count: mine.length,
      sum: fromScaled(sum),
      average: scaled.length === 0 ? undefined : Math.trunc(sum / scaled.length) / 10_000,
      min: scaled.length === 0 ? undefined : fromScaled(Math.min(...scaled)),
      max: scaled.length === 0 ? undefined : fromScaled(Math.max(...scaled)),
      first: values[0],
      last: values.at(-1),
      most_frequent: counts[0]?.value,
      distinct_count: counts.length,
      distinct_list: values.length === 0 ? undefined : [...new Set(values)],
      streak,
      time_since: mine.length === 0 ? undefined : Math.floor((now - mine.at(-1)!.event[2]) / HOUR),
    };
    return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  }

  it('4: every aggregate of every customer', async () => {
    const definitions = [
      ...(['sum', 'average', 'min', 'max', 'first', 'last', 'most_frequent', 'distinct_count', 'distinct_list'] as const).map((kind) =>
        trait(kind, { property: 'v' }),
      ),
      trait('count'),
      trait('streak'),
      trait('time_since', { unit: 'hour' }),
    ];
    const value = fc.constantFrom(1, 2, 2.5, -3, 'a', 'b', '1', true, null);
    const event = fc.tuple(
      fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'),
      fc.constantFrom('E', 'E', 'F'),
      fc.nat(60),
      fc.oneof(fc.record({ v: value }), fc.constant({})),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 40, maxLength: 160 }), async (list) => {
        const events = list.map(([customer, name, age, data]): TrialEvent => [customer, name, now - age * (DAY / 4), data]);
        await trial.store(events);
        const found = await readKnowledge(trial.warehouse, definitions, { now });
        const customers = [...new Set(events.map(([customer]) => customer))].sort();
        expect(found.map(({ customer }) => customer)).toEqual(customers);
        for (const { customer, traits } of found) {
          expect(traits).toEqual(expected(events.filter((one) => one[0] === customer && one[1] === 'E')));
        }
      }),
      { numRuns: 6, seed: 9 },
    );
  });
});
