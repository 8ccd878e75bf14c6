import { describe, expect, test } from 'vitest';
import type { Definition, Release } from '../../define/index.ts';
import { type StandingWorld, standingOf } from './standing.ts';

const tag = (id: string): Definition => ({
  kind: 'tag',
  id,
  name: { en: id, zh: id },
  owner: 'crm',
  rule: { combinator: 'and', rules: [] },
});
const release = (number: number, versions: Readonly<Record<string, number>>): Release => ({
  number,
  definitions: Object.entries(versions).map(([id, version]) => ({ version, definition: tag(id) })),
});
const effect = (how: 'at_once' | 'in_part' | 'backfilled', position: number) => ({ how, position, at: 0 });
const RELEASES = [release(1, { a: 1, b: 1 }), release(2, { a: 1, b: 2 }), release(3, { a: 1, b: 2, c: 1 })];

function world(more: Partial<StandingWorld> = {}): StandingWorld {
  const effects = new Map([
    [1, effect('at_once', 10)],
    [2, effect('backfilled', 25)],
    [3, effect('at_once', 30)],
  ]);
  const engine = { backfill: undefined, effects, runOpen: false };
  return {
    releases: RELEASES,
    plan: { preparation: undefined },
    engine,
    progress: undefined,
    lag: { entries: 0, rows: 0 },
    isBrought: true,
    ...more,
  };
}

const BACKFILL = { since: 3, position: 30, at: 0, seq: 9, chunks: 2, customers: 40, cursor: 'c9' };
const waiting = (progress: StandingWorld['progress']): StandingWorld =>
  world({
    plan: { preparation: { since: 3, definitions: [{ version: 1, definition: tag('c') }] } },
    engine: { backfill: BACKFILL, effects: new Map([[1, effect('at_once', 10)]]), runOpen: true },
    progress,
  });

describe('what is in force', () => {
  test('says since which release and position, version by version', () => {
    const { definitions, state, preparing } = standingOf(world());
    expect(definitions.map(({ id, release, since, state }) => [id, release, since, state])).toEqual([
      ['a', 1, 10, 'live'],
      ['b', 2, 25, 'live'],
      ['c', 3, 30, 'live'],
    ]);
    expect([state, preparing]).toEqual(['live', undefined]);
  });

  test('is nothing before the first release', () => {
    expect(standingOf(world({ releases: [] }))).toMatchObject({ release: 0, state: 'live', definitions: [] });
  });
});

describe('what is in preparation', () => {
  test('says how far its past has come', () => {
    const standing = standingOf(waiting({ state: 'reading', since: 3, events: 30, eventsAll: 120, attempts: 0 }));
    expect(standing).toMatchObject({ state: 'preparing', evaluating: true });
    expect(standing.preparing).toEqual({
      since: 3,
      step: 'reading',
      progress: 0.25,
      events: 30,
      eventsAll: 120,
      customers: 40,
      attempts: 0,
    });
    expect(standing.definitions.map(({ id, state, since }) => [id, state, since])).toEqual([
      ['a', 'live', 10],
      ['b', 'live', 0],
      ['c', 'preparing', undefined],
    ]);
  });

  test('says why it fails', () => {
    const standing = standingOf(waiting({ state: 'failed', since: 3, events: 0, eventsAll: 0, attempts: 2, problem: 'no answer' }));
    expect(standing).toMatchObject({ state: 'failed', preparing: { attempts: 2, problem: 'no answer', progress: 0 } });
    expect(standing.definitions.at(-1)).toMatchObject({ id: 'c', state: 'failed' });
  });

  test('waits where nobody brings it', () => {
    expect(standingOf({ ...waiting(undefined), isBrought: false })).toMatchObject({
      state: 'preparing',
      isBrought: false,
      preparing: { step: 'waiting', progress: 0 },
    });
  });
});
