import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Accumulator,
  addEdge,
  addNumber,
  addPeriod,
  addValue,
  elementMark,
  emptyAccumulator,
  type Family,
  mergeAccumulator,
  messageOf,
  precedes,
  type Side,
  VALUES_MAX,
} from './accumulator.ts';

interface One {
  readonly time: number;
  readonly mark: string;
  readonly value: number;
}

interface Kind {
  readonly family: Family;
  readonly side?: Side;
}

const KINDS: readonly Kind[] = [
  { family: 'number' },
  { family: 'edge', side: 'first' },
  { family: 'edge', side: 'last' },
  { family: 'edge' },
  { family: 'values', side: 'first' },
  { family: 'values', side: 'last' },
  { family: 'values' },
  { family: 'periods' },
];
/** Few times, marks and values, so that ties and repetitions are common. No two contributions have the same (time, mark). */
const contributions = fc.uniqueArray(
  fc.record({ time: fc.nat(5), mark: fc.constantFrom('a', 'b', 'é', '😀', '￿'), value: fc.integer({ min: -3, max: 12 }) }),
  { selector: ({ time, mark }) => `${time} ${mark}`, maxLength: 20 },
);

function add(to: Accumulator, one: One, side: Side): void {
  if (to.family === 'number') addNumber(to, one.value);
  else if (to.family === 'edge') addEdge(to, one, side);
  else if (to.family === 'values') addValue(to, one, side);
  else addPeriod(to, one.value);
}

function of({ family, side }: Kind, ones: readonly One[]): Accumulator {
  const accumulator = emptyAccumulator(family);
  for (const one of ones) add(accumulator, one, side);
  return accumulator;
}

function merged(...parts: readonly Accumulator[]): Accumulator {
  const total = emptyAccumulator(parts[0]!.family);
  for (const part of parts) mergeAccumulator(total, part);
  return total;
}

/** Equality of what can be read: a value map has no order of its own. */
function readable(accumulator: Accumulator): unknown {
  return accumulator.family === 'values'
    ? { ...accumulator, values: new Map([...accumulator.values].sort(([a], [b]) => Number(a) - Number(b))) }
    : accumulator;
}

describe.each(KINDS)('M1. $family ($side) is a commutative monoid', (kind) => {
  const { family, side } = kind;

  test('any order of the same contributions gives the same', () => {
    fc.assert(
      fc.property(contributions, fc.infiniteStream(fc.nat()), (ones, keys) => {
        const shuffled = ones.map((one) => [keys.next().value as number, one] as const).sort(([a], [b]) => a - b);
        expect(
          readable(
            of(
              kind,
              shuffled.map(([, one]) => one),
            ),
          ),
        ).toEqual(readable(of(kind, ones)));
      }),
    );
  });

  test('merging parts is adding everything, however they are grouped', () => {
    fc.assert(
      fc.property(contributions, fc.infiniteStream(fc.nat(2)), (ones, shares) => {
        const parts: One[][] = [[], [], []];
        for (const one of ones) parts[shares.next().value as number]!.push(one);
        const [x, y, z] = parts.map((part) => of(kind, part)) as [Accumulator, Accumulator, Accumulator];
        const whole = readable(of(kind, ones));
        expect(readable(merged(merged(x, y), z))).toEqual(whole);
        expect(readable(merged(x, merged(y, z)))).toEqual(whole);
        expect(readable(merged(z, x, y))).toEqual(whole);
      }),
    );
  });

  test('the empty one adds nothing, to nothing and to something', () => {
    fc.assert(
      fc.property(contributions, (ones) => {
        const one = of(kind, ones);
        expect(readable(merged(one, emptyAccumulator(family)))).toEqual(readable(one));
        expect(readable(merged(emptyAccumulator(family), one))).toEqual(readable(one));
      }),
    );
    expect(merged(emptyAccumulator(family), emptyAccumulator(family))).toEqual(emptyAccumulator(family));
  });

  test('merging leaves what it takes in as it was', () => {
    fc.assert(
      fc.property(contributions, contributions, (a, b) => {
        const from = of(kind, b);
        const before = structuredClone(from);
        const to = of(kind, a);
        mergeAccumulator(to, from);
        for (const one of a) add(to, { ...one, time: one.time + 10 }, side);
        expect(from).toEqual(before);
      }),
    );
  });
});

describe('against what they stand for', () => {
  test('count, sum and extrema', () => {
    fc.assert(
      fc.property(contributions, (ones) => {
        const values = ones.map(({ value }) => value);
        expect(of({ family: 'number' }, ones)).toEqual({
          family: 'number',
          count: values.length,
          sum: values.reduce((a, b) => a + b, 0),
          min: Math.min(...values),
          max: Math.max(...values),
        });
      }),
    );
  });

  test('M2. first and last by time, then by code points of the mark', () => {
    fc.assert(
      fc.property(contributions, (ones) => {
        const inOrder = [...ones].sort((a, b) => a.time - b.time || Buffer.compare(Buffer.from(a.mark), Buffer.from(b.mark)));
        const markOf = (one: One | undefined) => one && [one.time, one.mark, one.value];
        expect(of({ family: 'edge', side: 'first' }, ones)).toEqual({ family: 'edge', first: markOf(inOrder[0]), last: undefined });
        expect(of({ family: 'edge', side: 'last' }, ones)).toEqual({ family: 'edge', first: undefined, last: markOf(inOrder.at(-1)) });
        const time = inOrder.at(-1)?.time;
        expect(of({ family: 'edge' }, ones)).toEqual({
          family: 'edge',
          first: undefined,
          last: time === undefined ? undefined : [time, '', null],
        });
      }),
    );
  });

  test.each(['first', 'last', undefined] as const)('values with their number and %s use', (side) => {
    fc.assert(
      fc.property(contributions, (ones) => {
        const found = of({ family: 'values', side }, ones);
        if (found.family !== 'values') throw new Error(found.family);
        expect([...found.values.keys()].sort()).toEqual([...new Set(ones.map(({ value }) => value))].sort());
        for (const [value, { count, firstTime, firstMark, lastTime, lastMark }] of found.values) {
          const same = ones.filter((one) => one.value === value);
          expect(count).toBe(same.length);
          const inOrder = same.sort((a, b) => (precedes([a.time, a.mark], [b.time, b.mark]) ? -1 : 1));
          const [first, last] = [inOrder[0]!, inOrder.at(-1)!];
          expect([firstTime, firstMark]).toEqual(side === 'first' ? [first.time, first.mark] : [Infinity, '']);
          expect([lastTime, lastMark]).toEqual(side === 'last' ? [last.time, last.mark] : [-Infinity, '']);
        }
      }),
    );
  });

  test('periods as spans that neither touch nor overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 30 })), (periods) => {
        const found = emptyAccumulator('periods');
        if (found.family !== 'periods') throw new Error(found.family);
        for (const period of periods) addPeriod(found, period);
        const listed: number[] = [];
        for (let i = 0; i < found.spans.length; i += 2)
          for (let period = found.spans[i]!; period <= found.spans[i + 1]!; period++) listed.push(period);
        expect(listed).toEqual([...new Set(periods)].sort((a, b) => a - b));
        for (let i = 2; i < found.spans.length; i += 2) expect(found.spans[i]!).toBeGreaterThan(found.spans[i - 1]! + 1);
      }),
    );
  });
});

describe('a value map that is full', () => {
  const full = () =>
    of(
      { family: 'values' },
      Array.from({ length: VALUES_MAX }, (_, value) => ({ time: value, mark: 'm', value })),
    );

  test('is exact up to VALUES_MAX different values', () => {
    expect(full()).toMatchObject({ coarse: false });
  });

  test('goes on counting the values it has, leaves out others, and says that it is coarse', () => {
    const map = full();
    if (map.family !== 'values') throw new Error(map.family);
    addValue(map, { time: 5_000, mark: 'later', value: 5 }, 'last');
    expect([map.values.get(5)?.count, map.coarse]).toEqual([2, false]);
    addValue(map, { time: 5_000, mark: 'm', value: 'another' }, 'last');
    expect([map.values.size, map.values.has('another'), map.coarse]).toEqual([VALUES_MAX, false, true]);
  });

  test('hands its coarseness on', () => {
    const map = full();
    if (map.family !== 'values') throw new Error(map.family);
    addValue(map, { time: 0, mark: 'm', value: 'another' }, 'last');
    expect(merged(emptyAccumulator('values'), map)).toMatchObject({ coarse: true });
  });
});

describe('marks', () => {
  test('of list elements sort by place, after and before those of other messages as the messages do', () => {
    const marks = [
      elementMark('a', 0),
      elementMark('a', 2),
      elementMark('a', 10),
      elementMark('a', 99_999),
      elementMark('aa', 0),
      elementMark('b', 0),
    ];
    expect(marks.every((mark, i) => i === 0 || precedes([1, marks[i - 1]!], [1, mark]))).toBe(true);
  });

  test('know their message', () => {
    expect([messageOf(elementMark('m-1', 7)), messageOf('m-1'), messageOf('')]).toEqual(['m-1', 'm-1', '']);
  });

  test('time comes before the mark; nothing precedes itself', () => {
    expect([
      precedes([1, 'z'], [2, 'a']),
      precedes([2, 'a'], [1, 'z']),
      precedes([1, 'a'], [1, 'a']),
      precedes([1, 'a'], [1, 'b']),
    ]).toEqual([true, false, false, true]);
  });
});
