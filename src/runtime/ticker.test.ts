import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry } from '../core/index.ts';
import type { Appender } from './appender.ts';
import type { EngineLink, EngineStatus } from './engine/index.ts';
import { AHEAD_MAX, Ticker } from './ticker.ts';

const START = Date.UTC(2024, 0, 1);
const MONTH = 31 * 86_400_000;

/** An engine whose status the test sets, and which reaches a position when the test lets it. */
class Stage {
  status: Pick<EngineStatus, 'nextWakeAt' | 'runOpen'> = { nextWakeAt: undefined, runOpen: false };
  /** When each tick was appended, since the start. */
  readonly ticks: number[] = [];
  readonly entries: Entry[] = [];
  full = false;
  #listeners: (() => void)[] = [];
  #waiting: { readonly position: number; readonly resolve: () => void }[] = [];
  #position = 0;

  ticker(): Ticker {
    const appender = {
      entries: async (entries: readonly Entry[]) => {
        if (this.full) throw new Error('full');
        this.entries.push(...entries);
        this.ticks.push(Date.now() - START);
        return [{ position: this.ticks.length, at: Date.now() }];
      },
    };
    const engine = {
      stage: this,
      get status() {
        return this.stage.status;
      },
      onBatch: (listener: () => void) => this.#listeners.push(listener),
      reached: ({ position }: { readonly position: number }) =>
        this.#position >= position ? Promise.resolve() : new Promise<void>((resolve) => this.#waiting.push({ position, resolve })),
    };
    return new Ticker(appender as unknown as Appender, engine as unknown as EngineLink, Date.now);
  }

  /** A batch has been committed, which left this behind. */
  async batch(nextWakeAt: number | undefined, runOpen = false): Promise<void> {
    this.status = { nextWakeAt: nextWakeAt === undefined ? undefined : START + nextWakeAt, runOpen };
    for (const listener of this.#listeners) listener();
    await vi.advanceTimersByTimeAsync(0);
  }

  /** So many of the ticks under way are committed, the eldest first. */
  async commitTick(nextWakeAt: number | undefined, runOpen = false, ticks = 1): Promise<void> {
    this.#position = Math.min(this.#position + ticks, this.ticks.length);
    await this.batch(nextWakeAt, runOpen);
    for (const { position, resolve } of this.#waiting) if (position <= this.#position) resolve();
    this.#waiting = this.#waiting.filter(({ position }) => position > this.#position);
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Customers whose time ticks will run that the engine has not come to. */
  get ahead(): number {
    return this.entries.slice(this.#position).reduce((sum, entry) => sum + ((entry.type === 'tick' && entry.limit) || 0), 0);
  }
}

let stage: Stage;
let ticker: Ticker;
beforeEach(() => {
  vi.useFakeTimers({ now: START });
  stage = new Stage();
  ticker = stage.ticker();
});
afterEach(() => {
  ticker.stop();
  vi.useRealTimers();
});

describe('with nothing due', () => {
  test('nothing runs', async () => {
    ticker.start();
    await stage.batch(undefined);
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(MONTH);
    expect(stage.ticks).toEqual([]);
  });
});

describe('the earliest wake-up', () => {
  test('gets its tick when it is due, with a bounded number of wake-ups', async () => {
    stage.status = { nextWakeAt: START + 5_000, runOpen: false };
    ticker.start();
    await vi.advanceTimersByTimeAsync(4_999);
    expect(stage.ticks).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.ticks).toEqual([5_000]);
    expect(stage.entries).toEqual([{ type: 'tick', limit: 256 }]);
  });

  test('that was due before the start gets it at once', async () => {
    stage.status = { nextWakeAt: START - MONTH, runOpen: false };
    ticker.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.ticks).toEqual([0]);
  });

  test('moves when a batch brings an earlier one, or takes it away', async () => {
    ticker.start();
    await stage.batch(9_000);
    await stage.batch(3_000);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(stage.ticks).toEqual([3_000]);
    await stage.commitTick(9_000);
    await stage.batch(undefined);
    await vi.advanceTimersByTimeAsync(MONTH);
    expect(stage.ticks).toEqual([3_000]);
  });

  test('is planned once, however many batches leave it as it is', async () => {
    ticker.start();
    for (let i = 0; i < 5; i++) await stage.batch(1_000);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.ticks).toEqual([1_000]);
  });

  test('may be further ahead than a timer of the platform can be set', async () => {
    ticker.start();
    await stage.batch(2 * MONTH);
    await vi.advanceTimersByTimeAsync(2 * MONTH - 1);
    expect(stage.ticks).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.ticks).toEqual([2 * MONTH]);
  });
});

describe('what falls due shortly after a tick', () => {
  test('waits a moment for company', async () => {
    ticker.start();
    await stage.batch(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await stage.commitTick(1_001);
    await vi.advanceTimersByTimeAsync(49);
    expect(stage.ticks).toEqual([1_000]);
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.ticks).toEqual([1_000, 1_050]);
    await stage.commitTick(1_200);
    await vi.advanceTimersByTimeAsync(150);
    expect(stage.ticks).toEqual([1_000, 1_050, 1_200]);
  });

  test('does not wait when the tick itself left it over', async () => {
    ticker.start();
    await stage.batch(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await stage.commitTick(1_000);
    expect(stage.ticks.slice(0, 2)).toEqual([1_000, 1_000]);
  });
});

describe('one tick is under way at a time while there is no backlog', () => {
  test('the next one waits for its commit', async () => {
    ticker.start();
    await stage.batch(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    for (let i = 0; i < 3; i++) await stage.batch(500);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stage.ticks).toEqual([1_000]);
    await stage.commitTick(61_020);
    await vi.advanceTimersByTimeAsync(20);
    expect(stage.ticks).toEqual([1_000, 61_020]);
  });

  test('with nothing left over, though more falls due meanwhile', async () => {
    ticker.start();
    await stage.batch(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    await stage.commitTick(1_030);
    await stage.batch(1_020);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(stage.ticks).toEqual([1_000, 1_050]);
  });
});

describe('of a backlog', () => {
  test('an open pass over all customers goes on to its end, some ticks ahead of the engine', async () => {
    ticker.start();
    await stage.batch(undefined, true);
    expect(stage.ticks).toHaveLength(4);
    await stage.commitTick(undefined, true);
    await stage.commitTick(undefined, true, 2);
    expect(stage.ticks).toHaveLength(7);
    expect(stage.entries).toEqual(new Array(7).fill({ type: 'tick', limit: 500 }));
    await stage.commitTick(undefined, false, 4);
    await vi.advanceTimersByTimeAsync(MONTH);
    expect(stage.ticks).toHaveLength(7);
  });

  test('what a tick has left over is run some ticks ahead, until one leaves nothing', async () => {
    ticker.start();
    await stage.batch(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stage.ticks).toHaveLength(1);
    await stage.commitTick(1_000);
    expect(stage.ticks).toHaveLength(5);
    await stage.commitTick(1_000);
    expect(stage.ticks).toHaveLength(6);
    await stage.commitTick(9_000, false, 4);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(stage.ticks).toHaveLength(6);
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.ticks).toHaveLength(7);
  });

  test('that a log without room refuses is tried again each second', async () => {
    ticker.start();
    stage.full = true;
    await stage.batch(undefined, true);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(stage.ticks).toEqual([]);
    stage.full = false;
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(0);
    expect(stage.ticks).toHaveLength(4);
  });

  test('Z1. A live entry is never behind more than so many customers, whatever the engine is doing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 40 }), async (happenings) => {
        const here = new Stage();
        const its = here.ticker();
        its.start();
        for (const { due, runOpen, ticks, pass } of happenings) {
          await here.commitTick(due === undefined ? undefined : Date.now() - START + due, runOpen, ticks);
          expect(here.ahead).toBeLessThanOrEqual(AHEAD_MAX);
          await vi.advanceTimersByTimeAsync(pass);
          expect(here.ahead).toBeLessThanOrEqual(AHEAD_MAX);
        }
        // Whatever has happened, a backlog is worked off.
        for (let passes = 0; passes < 12; passes++) await here.commitTick(undefined, true);
        expect(here.ahead).toBe(AHEAD_MAX);
        its.stop();
      }),
      { numRuns: 100 },
    );
  });
});

const happening = fc.record({
  due: fc.constantFrom(undefined, -5_000, -1, 0, 20, 3_000),
  runOpen: fc.boolean(),
  ticks: fc.integer({ min: 0, max: 5 }),
  pass: fc.constantFrom(0, 1, 49, 50, 4_000),
});

test('a tick that could not be appended is tried again a second later', async () => {
  ticker.start();
  stage.full = true;
  await stage.batch(1_000);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(stage.ticks).toEqual([]);
  stage.full = false;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(stage.ticks).toHaveLength(1);
});

describe('stopped', () => {
  test('it leaves no timer, and batches that still end do not wake it', async () => {
    ticker.start();
    await stage.batch(1_000);
    ticker.stop();
    expect(vi.getTimerCount()).toBe(0);
    await stage.batch(500);
    await vi.advanceTimersByTimeAsync(MONTH);
    expect(stage.ticks).toEqual([]);
  });

  test('while a tick is under way, it plans no other', async () => {
    ticker.start();
    await stage.batch(0);
    ticker.stop();
    await stage.commitTick(0, true);
    await vi.advanceTimersByTimeAsync(MONTH);
    expect(stage.ticks).toEqual([0]);
  });
});
