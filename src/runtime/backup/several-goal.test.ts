import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '../engine/index.ts';
import { type Manifest, type Point, sinceOf } from './format.ts';
import { severalGoalOf } from './several-goal.ts';

const FILE = { bytes: 1, rawBytes: 1, sha256: '' };
const span = (first: number, last: number) => ({ first, last, firstAt: 0, lastAt: 0, entries: last - first + 1 });

/** Two partitions of customers, one of events; `at` is 100 times the position. */
function point(position: number, end: number): Point {
  const head = (own: number) => ({ engine: ENGINE_VERSION, position: own, at: own * 100, reaches: own, seq: own * 2, sunk: own });
  const last = (own: number) => ({ position: own, at: own * 100, digest: '' });
  return {
    ...head(position * 2),
    takenAt: position,
    version: '1',
    files: [{ ...FILE, path: `state/${position}/0.zst`, part: 'identity' }],
    several: {
      customers: [head(position), head(position - 1)],
      sure: [last(position), last(position)],
      events: [{ position, at: position * 100 }],
    },
    ends: { customers: [last(end), last(end)], events: [last(end)] },
  };
}

const manifest: Manifest = {
  product: 'volano',
  format: 2,
  partition: 0,
  partitions: 2,
  end: { position: 60, at: 3_000, digest: '' },
  log: [
    { ...FILE, ...span(1, 12), path: 'log/1/0.zst', part: 'customers-0' },
    { ...FILE, ...span(13, 30), path: 'log/2/0.zst', part: 'customers-0' },
    { ...FILE, ...span(1, 12), path: 'log/1/1.zst', part: 'events-0' },
  ],
  points: [point(10, 12), point(25, 30)],
  warehouse: [10, 25].map((to) => ({ ...FILE, path: `warehouse/${to}`, part: 'customers-0', table: 'events', from: 0, to, rows: 1 })),
  files: [],
};

test('without a time it is the newest, with all that was copied with it', () => {
  const goal = severalGoalOf(manifest, {});
  expect(goal).toMatchObject({ point: manifest.points[1], time: undefined });
  expect([goal.log.length, goal.warehouse.length, goal.state]).toEqual([3, 2, manifest.points[1]!.files]);
  expect(severalGoalOf(manifest, { time: 9_999 })).toMatchObject({ point: manifest.points[1], time: undefined });
});

test('an earlier one has the files that were there, and what was taken until the time that is asked for', () => {
  const goal = severalGoalOf(manifest, { time: 1_100 });
  expect(goal).toMatchObject({ point: manifest.points[0], time: 1_100 });
  expect(goal.log.map(({ path }) => path)).toEqual(['log/1/0.zst', 'log/1/1.zst']);
  expect(goal.warehouse.map(({ path }) => path)).toEqual(['warehouse/10']);
});

const isoOf = (...stretches: readonly [from: number, to: number][]): string =>
  stretches.map((stretch) => stretch.map((ms) => new Date(ms).toISOString()).join(' to ')).join(', ');

test.each([
  [{ time: 999 }, /^What it was before is not there/],
  [{ time: 1_201 }, /^Of what lay between two runs/],
  [{ time: 2_499 }, /^Of what lay between two runs/],
  [{ position: 11 }, /^A position of one of its partitions/],
])('%o is none of its moments, and it says why, and which there are', (question, why) => {
  expect(() => severalGoalOf(manifest, question)).toThrow(
    expect.objectContaining({
      code: 'VOLANO_RESTORE_MOMENT',
      details: expect.objectContaining({
        why: expect.objectContaining({ en: expect.stringMatching(why) }),
        moments: expect.objectContaining({ en: isoOf([1_000, 1_200], [2_500, 3_000]) }),
      }),
    }),
  );
});

/** As above, where the copies of later runs have trails that begin there. */
function trailing(points: readonly Point[], ...from: readonly number[]): Manifest {
  const [first, ...later] = points;
  const others = later.map((one, i): Point => {
    const several = { ...one.several!, events: one.several!.events.map((stage) => ({ ...stage, trail: from[i]! })) };
    return { ...one, several };
  });
  return { ...manifest, points: [first!, ...others] };
}

test('where trails lead from one run to the next any time between is restored from the one before, with the copies of the one behind', () => {
  const all = trailing(manifest.points, 10);
  for (const time of [1_000, 1_100, 1_201, 2_499]) {
    const goal = severalGoalOf(all, { time });
    expect(goal).toMatchObject({ point: all.points[0], time, ends: all.points[1]!.ends, sure: [25, 25], state: all.points[0]!.files });
    expect(goal.trail.map(({ path }) => path)).toEqual(['state/25/0.zst']);
    expect(goal.log).toHaveLength(3);
    expect(goal.warehouse.map(({ path }) => path)).toEqual(['warehouse/10']);
  }
  expect(severalGoalOf(all, { time: 2_500 })).toMatchObject({ point: all.points[1], trail: [] });
});

test('a trail that begins behind the run before does not lead there', () => {
  const late = trailing([...manifest.points, point(40, 50)], 11, 25);
  expect(severalGoalOf(late, { time: 3_500 })).toMatchObject({ point: late.points[1], time: 3_500 });
  expect(() => severalGoalOf(late, { time: 1_201 })).toThrow(
    expect.objectContaining({
      details: expect.objectContaining({ moments: expect.objectContaining({ en: isoOf([1_000, 1_200], [2_500, 5_000]) }) }),
    }),
  );
});

test('a run is told from where on trails are wanted: from the run before the last, which it may replace', () => {
  const resolvedOf = (points: readonly Point[]) => sinceOf({ ...manifest, points, ends: points.at(-1)!.ends! }).several!.events;
  expect(resolvedOf([point(10, 12)])).toMatchObject([{ resolved: 10 }]);
  expect(resolvedOf([point(10, 12), point(25, 30)])).toMatchObject([{ resolved: 10 }]);
  expect(resolvedOf([point(10, 12), point(25, 30), point(40, 50)])).toMatchObject([{ resolved: 25 }]);
});

test('a state of another version of the engine is refused', () => {
  const points = manifest.points.map((one) => ({ ...one, engine: '0' }));
  expect(() => severalGoalOf({ ...manifest, points }, {})).toThrow(expect.objectContaining({ code: 'VOLANO_RESTORE_VERSION' }));
});
