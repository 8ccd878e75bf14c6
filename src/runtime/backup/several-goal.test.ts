import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '../engine/index.ts';
import type { Manifest, Point } from './format.ts';
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

test.each([{ time: 999 }, { time: 1_201 }, { time: 2_499 }, { position: 11 }])(
  '%o is none of its moments, and it says which there are',
  (question) => {
    const moments = '1970-01-01T00:00:01.000Z to 1970-01-01T00:00:01.200Z, 1970-01-01T00:00:02.500Z to 1970-01-01T00:00:03.000Z';
    expect(() => severalGoalOf(manifest, question)).toThrow(
      expect.objectContaining({
        code: 'VOLANO_RESTORE_MOMENT',
        details: expect.objectContaining({ moments: expect.objectContaining({ en: moments }) }),
      }),
    );
  },
);

test('a state of another version of the engine is refused', () => {
  const points = manifest.points.map((one) => ({ ...one, engine: '0' }));
  expect(() => severalGoalOf({ ...manifest, points }, {})).toThrow(expect.objectContaining({ code: 'VOLANO_RESTORE_VERSION' }));
});
