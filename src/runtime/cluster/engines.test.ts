/** Several engines as one: what is added up, and when all is taken. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { RolloutStanding } from '../../core/index.ts';
import type { BatchListener, EngineStatus } from '../engine/index.ts';
import { Engines } from './engines.ts';
import type { EngineFollower } from './follower.ts';
import type { Stages } from './stages.ts';

/** An engine that goes as far as it is told. */
class Told {
  status: EngineStatus = {
    position: 0,
    at: 0,
    seq: 0,
    nextWakeAt: undefined,
    runOpen: false,
    backfill: undefined,
    effects: new Map(),
    counters: new Map(),
    problem: undefined,
  };
  engineVersion = '1';
  #listeners: BatchListener[] = [];
  #waiting: { readonly position: number; readonly resolve: () => void }[] = [];

  onBatch(listener: BatchListener): void {
    this.#listeners.push(listener);
  }

  reached({ position }: { readonly position: number }): Promise<void> {
    if (position <= this.status.position) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ position, resolve }));
  }

  moves(news: Partial<EngineStatus>, messages: readonly string[] = []): void {
    this.status = { ...this.status, ...news };
    for (const listener of this.#listeners) listener({ ...this.status, entries: 1, messages, hops: 0 }, 1);
    for (const { position, resolve } of this.#waiting) if (position <= this.status.position) resolve();
  }
}

let told: readonly [Told, Told];
let ends: number[];
let eventEnds: number[];
let produced: number[];
let leaving: (number | undefined)[];
let engines: Engines;

beforeEach(() => {
  told = [new Told(), new Told()];
  [ends, eventEnds, produced, leaving] = [
    [0, 0],
    [0, 0],
    [0, 0],
    [undefined, undefined],
  ];
  engines = new Engines({
    engines: told as unknown as readonly EngineFollower[],
    stages: {
      get positions() {
        return produced;
      },
      ends: async () => eventEnds,
      haveProduced: (wanted: readonly number[]) => wanted.every((end, partition) => produced[partition]! >= end),
      onMove: () => undefined,
    } as unknown as Stages,
    ends: async () => ends,
    leaving: async (partition) => leaving[partition],
  });
});

/** Whether it has happened yet, whenever it is asked. */
function watched(promise: Promise<void>): { done: boolean } {
  const state = { done: false };
  void promise.then(() => {
    state.done = true;
  });
  return state;
}
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 120));

test('figures are sums, time is the earliest, and each partition is told apart', () => {
  produced = [5, 7];
  told[0].moves({ position: 10, seq: 3, at: 900, counters: new Map([['customers', 2]]), nextWakeAt: 50 });
  told[1].moves({ position: 20, seq: 4, at: 800, counters: new Map([['customers', 5]]), runOpen: true, problem: 'x' });
  expect(engines.status).toMatchObject({ position: 42, seq: 7, at: 800, nextWakeAt: 50, runOpen: true, problem: 'x' });
  expect(engines.status.counters.get('customers')).toBe(7);
  expect(engines.status.byPartition).toEqual([
    { position: 10, seq: 3 },
    { position: 20, seq: 4 },
  ]);
});

test('a release is in force when it is in force everywhere, as far as the last one is', () => {
  const at = { position: 1, at: 1 };
  told[0].moves({
    effects: new Map([
      [1, { how: 'at_once', ...at }],
      [2, { how: 'backfilled', ...at }],
    ]),
  });
  told[1].moves({ effects: new Map([[1, { how: 'at_once', ...at }]]) });
  expect([...engines.status.effects.keys()]).toEqual([1]);
  told[1].moves({
    effects: new Map([
      [1, { how: 'at_once', ...at }],
      [2, { how: 'in_part', ...at }],
    ]),
  });
  const { effects } = engines.status;
  expect(effects.get(2)?.how).toBe('in_part');
  told[0].moves({ position: 3 });
  expect(engines.status.effects).toBe(effects);
});

describe('rollouts of a release', () => {
  const running = (nth: number, stage: number, since: number): RolloutStanding => ({ nth, state: 'running', stage, since });
  const halted = (nth: number, stage: number): RolloutStanding => ({ nth, state: 'halted', stage, since: 30 });
  const has = (partition: 0 | 1, rollouts?: Readonly<Record<string, RolloutStanding>>) =>
    told[partition].moves({ effects: new Map([[1, { how: 'at_once', position: 1, at: 1, ...(rollouts && { rollouts }) }]]) });
  const all = () => engines.status.effects.get(1)?.rollouts;

  test('where one has not heard of the release, nothing is said of its rollouts', () => {
    has(0, { a: halted(1, 0) });
    expect([...engines.status.effects]).toEqual([]);
    has(1, { a: halted(1, 0) });
    expect(all()).toEqual({ a: halted(1, 0) });
  });

  test('each has come as far as where it has come least far, whichever partition that is', () => {
    has(0, { a: running(2, 2, 20), b: running(1, 1, 10) });
    has(1, { a: running(1, 1, 11), b: running(3, 2, 25) });
    expect(all()).toEqual({ a: running(1, 1, 11), b: running(1, 1, 10) });
    has(1, { a: running(2, 2, 21), b: running(3, 2, 25) });
    expect(all()).toMatchObject({ a: { nth: 2, stage: 2 }, b: { nth: 1 } });
  });

  test('one of which a partition has heard nothing yet has only begun', () => {
    has(0, { a: running(1, 1, 10), b: running(1, 1, 10) });
    has(1);
    expect(all() ?? {}).toEqual({});
    has(1, { b: running(1, 1, 12) });
    expect(all()).toMatchObject({ b: { nth: 1, stage: 1 } });
    expect(Object.keys(all()!)).toEqual(['b']);
    has(0);
    expect(all() ?? {}).toEqual({});
  });

  test('halted is what is halted everywhere', () => {
    has(0, { a: halted(3, 1) });
    has(1, { a: running(2, 1, 20) });
    expect(all()).toEqual({ a: running(2, 1, 20) });
    has(1, { a: halted(3, 1) });
    expect(all()).toMatchObject({ a: { state: 'halted', nth: 3 } });
  });

  test('where partitions are equally far, the stage has begun when it has everywhere', () => {
    has(0, { a: running(1, 1, 10) });
    has(1, { a: running(1, 1, 40) });
    expect(all()).toEqual({ a: running(1, 1, 40) });
    has(0, { a: running(1, 1, 50) });
    expect(all()).toEqual({ a: running(1, 1, 50) });
  });

  test('the release itself has come when it has everywhere', () => {
    told[0].moves({ effects: new Map([[1, { how: 'in_part', position: 3, at: 30 }]]) });
    told[1].moves({ effects: new Map([[1, { how: 'backfilled', position: 9, at: 70 }]]) });
    expect(engines.status.effects.get(1)).toMatchObject({ how: 'in_part', at: 70 });
  });
});

test('news of each is news of all, with its own messages', () => {
  const heard: unknown[] = [];
  engines.onBatch(({ position, messages }) => heard.push([position, messages]));
  told[1].moves({ position: 4 }, ['m1']);
  told[0].moves({ position: 2 });
  expect(heard).toEqual([
    [4, ['m1']],
    [6, []],
  ]);
});

test('all is taken when stages have produced, engines have come that far, and nothing is between them', async () => {
  [eventEnds, produced] = [
    [2, 0],
    [1, 0],
  ];
  const state = watched(engines.caughtUp());
  await aWhile();
  expect(state.done).toBe(false);
  [produced, ends] = [
    [2, 0],
    [0, 3],
  ];
  await aWhile();
  expect(state.done).toBe(false);
  leaving = [undefined, 3];
  told[1].moves({ position: 3 });
  await aWhile();
  expect(state.done).toBe(false);
  [leaving, ends] = [
    [undefined, undefined],
    [1, 4],
  ];
  told[1].moves({ position: 4 });
  await aWhile();
  expect(state.done).toBe(false);
  told[0].moves({ position: 1 });
  await expect.poll(() => state.done).toBe(true);
});

test('what came after it was asked is not waited for', async () => {
  leaving = [9, undefined];
  ends = [5, 0];
  told[0].moves({ position: 9 });
  await engines.caughtUp();
});

test('an entry of the log of events is taken when all is', async () => {
  eventEnds = [1, 0];
  const state = watched(engines.reached({ log: 'events', partition: 0, position: 1 }));
  await aWhile();
  expect(state.done).toBe(false);
  produced = [1, 0];
  await expect.poll(() => state.done).toBe(true);
});
