/**
 * The engine's evaluator against the hand-written truths, in two ways of arriving: everything at once at the end, in the order of the
 * table, or each event at its own time with wake-ups between them.
 */
import { describe, expect, it } from 'vitest';
import { type Arrival, evaluateHistory } from './engine.ts';
import { answerOf, definitionsOf, entryOf, type Known, ms, type TruthTable } from './notation.ts';
import { tables } from './tables/index.ts';

describe.each([
  { way: 'all late', arrivals: allLate },
  { way: 'as they happen', arrivals: asTheyHappen },
])('$way', ({ arrivals }) => {
  describe.each(tables)('$subject', (table) => {
    const known = new Map<number, Known>();
    it.each(table.truths.map(([says, asks, expected, now], place) => ({ says, asks, expected, now: ms(now ?? table.now), place })))(
      '$says',
      ({ asks, expected, now, place }) => {
        if (!known.has(now)) known.set(now, evaluateHistory(definitionsOf(table), arrivals(table, now), now, table.edges));
        expect(answerOf(asks, place, known.get(now)!)).toEqual(expected);
      },
    );
  });
});

function allLate(table: TruthTable, now: number): Arrival[] {
  return table.events.map((row, place) => ({ at: now, event: entryOf(row, place) }));
}

/** An event up to five minutes ahead of now has arrived by now. */
function asTheyHappen(table: TruthTable, now: number): Arrival[] {
  const events = table.events.map(entryOf).sort((a, b) => a.time - b.time);
  return events.map((event) => ({ at: Math.min(event.time, now), event }));
}
