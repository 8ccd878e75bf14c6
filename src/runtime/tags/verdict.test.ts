import { describe, expect, test } from 'vitest';
import { DAY } from '../../base/index.ts';
import type { TagHealth } from './health.ts';
import { SILENT_MS, type TagFinding, type VerdictWorld, verdictOf } from './verdict.ts';

const NOW = 1_000 * DAY;
const share = (count: number, of: number) => ({ count, of, share: count / of, low: 0, high: 1 });
const SOUND: TagHealth = { id: 'vip', name: { en: 'VIP', zh: '贵宾' }, version: 1, owner: 'crm', state: 'live', holders: 40, inputs: [] };
const WORLD: VerdictWorld = {
  ...{ now: NOW, reads: ['Order', 'View'], takenAt: undefined, usedBy: ['journey.cart'], contradictedBy: [] },
  lastAt: new Map([
    ['Order', NOW - SILENT_MS + 1],
    ['View', NOW],
  ]),
};

const found = (tag: Partial<TagHealth> = {}, world: Partial<VerdictWorld> = {}): readonly TagFinding[] =>
  verdictOf({ ...SOUND, ...tag }, { ...WORLD, ...world }).findings;

test('one that is held, fed and used is good', () => {
  expect(verdictOf(SOUND, WORLD)).toEqual({ state: 'good', findings: [], usedBy: ['journey.cart'] });
});

test('one that nothing reads is good all the same, and it is said', () => {
  expect(verdictOf(SOUND, { ...WORLD, usedBy: [] })).toEqual({
    state: 'good',
    findings: [{ finding: 'unused', severity: 'note' }],
    usedBy: [],
  });
});

describe('events that do not come', () => {
  test('some of them are to be looked at, all of them is bad', () => {
    const old = NOW - SILENT_MS;
    expect(
      found(
        {},
        {
          lastAt: new Map([
            ['View', NOW],
            ['Order', old],
          ]),
        },
      ),
    ).toEqual([{ finding: 'silent', severity: 'look', events: [{ event: 'Order', lastAt: old }] }]);
    expect(found({}, { lastAt: new Map([['Order', old]]) })).toEqual([
      { finding: 'silent', severity: 'bad', events: [{ event: 'Order', lastAt: old }, { event: 'View' }] },
    ]);
  });

  test('of a rule that reads none nothing is missing', () => {
    expect(found({}, { reads: [], lastAt: new Map() })).toEqual([]);
  });
});

describe('figures', () => {
  test.each([
    ['untold', { inputs: ['city'], completeness: share(0, 200) }, { severity: 'bad', inputs: ['city'] }],
    ['overdue', { freshness: { touched: share(9, 9), overdue: 2 } }, { severity: 'bad', customers: 2 }],
    ['contradicted', { contradicted: share(1, 40) }, { severity: 'look', customers: 1, share: 0.025, tags: [] }],
    ['contradicted', { contradicted: share(2, 40) }, { severity: 'bad', customers: 2, share: 0.05, tags: [] }],
    ['stale', { freshness: { touched: share(9, 9), stale: share(6, 9), overdue: 0 } }, { severity: 'look', share: 6 / 9 }],
    ['never', { holders: 0 }, { severity: 'look' }],
  ] as const)('%s %j', (finding, tag, rest) => {
    expect(found(tag as Partial<TagHealth>)).toEqual([{ finding, ...rest }]);
  });

  test.each([
    { completeness: share(1, 200) },
    { contradicted: share(0, 40) },
    { freshness: { touched: share(10, 10), stale: share(5, 10), overdue: 0 } },
  ])('%j is no fault', (tag) => expect(found(tag)).toEqual([]));
});

test('what nobody holds any more is told with when it was taken from the last one', () => {
  expect(found({ holders: 0 }, { takenAt: NOW - DAY })).toEqual([{ finding: 'nobody', severity: 'look', since: NOW - DAY }]);
});

test('the gravest stands first and is the state', () => {
  const verdict = verdictOf({ ...SOUND, holders: 0, freshness: { touched: share(1, 1), overdue: 1 } }, { ...WORLD, usedBy: [] });
  expect(verdict.state).toBe('bad');
  expect(verdict.findings.map(({ finding }) => finding)).toEqual(['overdue', 'never', 'unused']);
});

test('while its past is being filled in it is not judged (V2)', () => {
  expect(verdictOf({ ...SOUND, state: 'preparing', holders: 0 }, WORLD)).toEqual({
    state: 'preparing',
    findings: [],
    usedBy: ['journey.cart'],
  });
});
