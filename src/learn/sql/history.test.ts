import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, durationMs, HOUR } from '../../base/index.ts';
import type { Definition, Rule } from '../../define/index.ts';
import { historyEvents } from './history.ts';
import { readKnowledge } from './knowledge.ts';
import { openTrial, type TrialEvent } from './trial.suite.ts';

const trial = openTrial();
const now = Date.parse('2024-03-31T12:00:00Z');

function segment(id: string, rule: Rule): Definition {
  return { kind: 'segment', id, name: { en: '-', zh: '-' }, condition: { combinator: 'and', rules: [rule] } };
}

/** Times by event name; a and b stand for the first and the second event of an operator. */
interface Past {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

const duration = fc.constantFrom('1h', '2h', '3h', '1d', '30d');

/** An operator with its meaning, tried on all pairs. */
const operator: fc.Arbitrary<{ rule: Rule; holds(past: Past): boolean }> = fc.oneof(
  fc.tuple(fc.nat(3), fc.nat(3), duration).map(([atLeast, atMost, last]) => ({
    rule: { field: 'event.A', operator: 'performed' as const, value: { atLeast, atMost, within: { last } } },
    holds: ({ a }: Past) => {
      const times = a.filter((time) => time > now - durationMs(last)).length;
      return times >= atLeast && times <= atMost;
    },
  })),
  fc.tuple(duration, duration).map(([within, last]) => ({
    rule: { field: 'event.A', operator: 'performedThen' as const, value: { then: { event: 'B' }, within, last } },
    holds: ({ a, b }: Past) =>
      b.some((then) => then > now - durationMs(last) && a.some((time) => time < then && then <= time + durationMs(within))),
  })),
  fc.tuple(duration, fc.constantFrom('0s', '1h', '2h')).map(([within, after]) => ({
    rule: { field: 'event.A', operator: 'performedWithout' as const, value: { without: { event: 'B' }, within, after } },
    holds: ({ a, b }: Past) => {
      const latest = Math.max(...a);
      return latest > now - durationMs(within) && latest <= now - durationMs(after) && !b.some((time) => time >= latest);
    },
  })),
);

it('8: operators hold exactly when a search through all events finds so', async () => {
  const event = fc.tuple(
    fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'),
    fc.constantFrom('A', 'B'),
    fc.integer({ min: 0, max: 12 }),
    fc.constantFrom(-1, 0, 1),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 10, maxLength: 60 }),
      fc.array(operator, { minLength: 1, maxLength: 8 }),
      async (list, operators) => {
        const events = list.map(([customer, name, hours, step]): TrialEvent => [customer, name, now - hours * HOUR + step]);
        await trial.store(events);
        const found = await readKnowledge(
          trial.warehouse,
          operators.map(({ rule }, index) => segment(`s${index}`, rule)),
          { now },
        );
        for (const { customer, segments } of found) {
          const timesOf = (name: string): number[] => events.filter((one) => one[0] === customer && one[1] === name).map((one) => one[2]);
          const past = { a: timesOf('A'), b: timesOf('B') };
          expect(segments).toEqual(operators.flatMap(({ holds }, index) => (holds(past) ? [`s${index}`] : [])));
        }
      },
    ),
    { numRuns: 12, seed: 10 },
  );
});

describe('the events that an operator reads', () => {
  const where = { combinator: 'and' as const, rules: [] };
  it.each([
    ['performed', {}, [{ event: 'A' }]],
    ['notPerformed', { where }, [{ event: 'A', where }]],
    ['performedThen', { then: { event: 'B' }, within: '1d' }, [{ event: 'A' }, { event: 'B' }]],
    [
      'performedWithout',
      { where, without: { event: 'B', where }, within: '1d' },
      [
        { event: 'A', where },
        { event: 'B', where },
      ],
    ],
  ] as const)('%s', (kind, value, expected) => {
    expect(historyEvents('A', { operator: kind, value })).toEqual(expected);
  });
});

it('8.2: looks back 30 days by default', async () => {
  await trial.store([
    ['c1', 'A', now - 30 * DAY - HOUR],
    ['c1', 'B', now - 30 * DAY],
    ['c2', 'A', now - 30 * DAY - HOUR],
    ['c2', 'B', now - 30 * DAY + 1],
  ]);
  const asked = segment('s', { field: 'event.A', operator: 'performedThen', value: { then: { event: 'B' }, within: '2h' } });
  const found = await readKnowledge(trial.warehouse, [asked], { now });
  expect(found.map(({ segments }) => segments)).toEqual([[], ['s']]);
});
