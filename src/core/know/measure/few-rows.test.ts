/** Windows over few rows are added up on the spot: what comes out must be what cursors and whole accumulators give. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Definition, Window } from '../../../define/index.ts';
import { all, planOf, START, Trial, windowed } from '../trial.suite.ts';
import type { EventPart } from './event-part.ts';
import { addUp, countFew, distinctFew, found, hasFewRows, latestRow, mostFrequentFew, NO_VALUE, oldestLeavesAt, TIED } from './few-rows.ts';
import type { Query } from './layout.ts';
import { accumulated, contentChangesAt, countIn, distinctIn, extremumIn, mostFrequentIn, sumIn } from './window.ts';

const HOUR = 3_600_000;
const WINDOWS: readonly Window[] = [{ last: '1d' }, { last: '36h' }, { this: 'day' }, { previous: 'day' }, { this: 'week' }];
const big = all(['property.n', '>', 2]);

const definitions: Definition[] = WINDOWS.flatMap((window, i) => [
  windowed(`sum_${i}`, 'sum', window, { property: 'n' }),
  windowed(`big_${i}`, 'sum', window, { property: 'n', where: big }),
  windowed(`top_${i}`, 'most_frequent', window, { property: 's' }),
]);
const plan = planOf(definitions, { zone: 'Europe/London' });

const happening = fc.record({
  n: fc.constantFrom(-3.5, 0, 1, 2, 7.25, undefined),
  s: fc.constantFrom('a', 'b', 'c', undefined),
  age: fc.constantFrom(0, 0, HOUR, 25 * HOUR, 30 * HOUR),
  pass: fc.constantFrom(0, 1, 5 * HOUR, 13 * HOUR),
});

interface Case {
  readonly part: EventPart;
  readonly now: number;
  readonly queries: readonly Query[];
}

/** Asks about every query after each of some events. */
function always(check: (one: Case) => void): void {
  const [layout] = plan.layouts.values();
  const queries = layout!.spans.flatMap((span) => span.queries);
  fc.assert(
    fc.property(fc.array(happening, { minLength: 1, maxLength: 20 }), (happenings) => {
      const trial = new Trial(plan);
      for (const { n, s, age, pass } of happenings) {
        trial.event('A', { ...(n !== undefined && { n }), ...(s !== undefined && { s }) }, { age }).pass(pass);
        check({ part: trial.known.parts.get('A')!, now: trial.now, queries });
      }
    }),
    { numRuns: 60 },
  );
}

describe('of few rows', () => {
  test('numbers are those of the cursors', () => {
    always(({ part, now, queries }) => {
      for (const query of queries.filter(({ of }) => of.family === 'number')) {
        addUp(part, query, now);
        const extrema = (['min', 'max'] as const).map((which) => extremumIn(part, query, { now, which }));
        expect(found).toEqual({ count: countIn(part, query, now), sum: sumIn(part, query, now), min: extrema[0], max: extrema[1] });
        expect(countFew(part, query, now)).toBe(countIn(part, query, now));
      }
    });
  });

  test('different values, and the one used most often, unless only marks can tell', () => {
    let told = 0;
    always(({ part, now, queries }) => {
      for (const query of queries.filter(({ of }) => of.family === 'values')) {
        expect(distinctFew(part, query, now)).toBe(distinctIn(part, query, now));
        const most = mostFrequentFew(part, query, now);
        if (most === TIED) continue;
        told++;
        expect(most === NO_VALUE ? undefined : part.dictionary[most]).toBe(mostFrequentIn(part, query, now));
      }
    });
    expect(told).toBeGreaterThan(0);
  });

  test('the oldest leaves a rolling window when its content changes', () => {
    always(({ part, now, queries }) => {
      for (const query of queries.filter(({ span }) => span.kind === 'rolling'))
        expect(oldestLeavesAt(part, query, now)).toBe(contentChangesAt(part, query, now));
    });
  });

  test('the n-th latest row, as long as there are so many', () => {
    always(({ part, now, queries }) => {
      for (const query of queries) {
        const count = countFew(part, query, now);
        const rows = Array.from({ length: count }, (_, i) => latestRow(part, query, { now, n: i + 1 }));
        expect(rows.every((row, i) => row >= 0 && (i === 0 || row < rows[i - 1]!))).toBe(true);
        expect(latestRow(part, query, { now, n: count + 1 })).toBe(-1);
      }
    });
  });
});

test('a value that was used as often at the same moment is left to marks', () => {
  const trial = new Trial(planOf([windowed('top', 'most_frequent', { last: '1d' }, { property: 's' })]));
  trial.event('A', { s: 'y' }, { id: 'm2' }).event('A', { s: 'x' }, { id: 'm1' });
  const part = trial.known.parts.get('A')!;
  const query = part.layout.spans[0]!.queries[0]!;
  expect([mostFrequentFew(part, query, trial.now), trial.trait('top')]).toEqual([TIED, 'y']);
  trial.event('A', { s: 'x' });
  expect([part.dictionary[mostFrequentFew(part, query, trial.now)], trial.trait('top')]).toEqual(['x', 'x']);
});

test('what one customer has used is forgotten before the next', () => {
  const top = planOf([windowed('top', 'most_frequent', { last: '1d' }, { property: 's' })]);
  const asked = ['a', 'b', 'b'].map((s) => {
    const trial = new Trial(top).event('A', { s });
    const part = trial.known.parts.get('A')!;
    const query = part.layout.spans[0]!.queries[0]!;
    return [distinctFew(part, query, trial.now), part.dictionary[mostFrequentFew(part, query, trial.now)]];
  });
  expect(asked).toEqual([
    [1, 'a'],
    [1, 'b'],
    [1, 'b'],
  ]);
});

test('many rows are left to the cursors, and so are folded ones', () => {
  const few = new Trial(plan);
  for (let i = 0; i < 32; i++) few.event('A', { n: 1 });
  const part = few.known.parts.get('A')!;
  expect([hasFewRows(part), hasFewRows({ ...part, buckets: new Map([[1, []]]) })]).toEqual([true, false]);
  few.event('A', { n: 1 });
  expect(hasFewRows(part)).toBe(false);
  expect([few.trait('sum_0'), accumulated(part, part.layout.spans[0]!.queries[0]!, START)]).toMatchObject([33, { count: 33 }]);
});
