/** Ticks: wake-ups in (due, customer) order, limits, more of them than one commit takes; runs after releases. */
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../define/index.ts';
import { WAKEUPS_MAX } from './load.ts';
import { RUN_MAX } from './run.ts';
import { NAME, START, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR_2099 = Date.UTC(2099, 0, 1);

const workspace: Definition = { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const condition = (operator: 'performed' | 'notPerformed', last: string) => ({
  combinator: 'and' as const,
  rules: [{ field: 'event.View', operator, value: { within: { last } } }],
});
const fresh: Definition = { kind: 'segment', id: 'fresh', name: NAME, condition: condition('performed', '1d') };
const gone: Definition = { kind: 'segment', id: 'gone', name: NAME, condition: condition('notPerformed', '7d') };

/** Keeps what `gone` reads, so that its release takes effect at once. */
const came: Definition = { kind: 'trait', id: 'came', name: NAME, aggregate: 'count', event: 'View', window: { last: '7d' } };

async function opened(way: { batchMax?: number; cacheMax?: number } = {}): Promise<Trial> {
  const trial = await Trial.open(way);
  await trial.release([workspace, fresh, came]);
  await trial.tick();
  return trial;
}

/** Customers u0, u1, ... who viewed one second apart, so that they leave `fresh` one after the other. */
async function viewers(trial: Trial, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await trial.event(`u${i}`, 'View');
    trial.now += 1_000;
  }
  await trial.run();
}

/** How many customers the state is asked for meanwhile. */
async function reads(trial: Trial, work: () => Promise<void>): Promise<number> {
  const { state } = trial;
  const load = state.load.bind(state);
  let count = 0;
  state.load = (wanted) => {
    for (const { table, keys } of wanted.gets) if (table === 'customer') count += keys.length;
    return load(wanted);
  };
  await work().finally(() => {
    state.load = load;
  });
  return count;
}

const left = async (trial: Trial) => (await trial.facts('segment')).filter(({ action }) => action === 'left');

describe('wake-ups', () => {
  test('a condition that flips by time alone fires exactly at its moment, however late the tick', async () => {
    const trial = await opened();
    await trial.event('u1', 'View');
    await trial.pass(DAY - 1);
    expect(await left(trial)).toEqual([]);
    await trial.pass(5 * HOUR);
    expect(await left(trial)).toMatchObject([{ at: START + DAY, name: 'fresh' }]);
  });

  test('at the very millisecond it is due', async () => {
    const trial = await opened();
    await trial.event('u1', 'View');
    await trial.pass(DAY);
    expect(await left(trial)).toMatchObject([{ at: START + DAY }]);
  });

  test('an entry about a customer runs its own due wake-ups first, each at its own moment, and nobody else', async () => {
    const trial = await opened();
    await viewers(trial, 2);
    trial.now = START + 2 * DAY;
    await trial.event('u1', 'View');
    await trial.run();
    const told = (await trial.facts('segment')).slice(2);
    expect(told.map(({ action, at }) => [action, at])).toEqual([
      ['left', START + 1_000 + DAY],
      ['entered', START + 2 * DAY],
    ]);
    await trial.pass(0);
    expect((await left(trial)).map(({ at }) => at)).toEqual([START + 1_000 + DAY, START + DAY]);
  });

  test('in order of due time, then customer, at most as many as the limit says', async () => {
    const trial = await opened();
    await viewers(trial, 6);
    trial.now = START + 2 * DAY;
    await trial.tick(2);
    await trial.run();
    expect((await left(trial)).map(({ at }) => at)).toEqual([START + DAY, START + DAY + 1_000]);
    await trial.tick(3);
    await trial.run();
    expect(await left(trial)).toHaveLength(5);
    await trial.pass(0);
    const all = await left(trial);
    expect(all.map(({ at }) => at)).toEqual(all.map((_, i) => START + DAY + i * 1_000));
  });

  test('an event dated 2099 fires nothing: only `at` moves time', async () => {
    const trial = await opened();
    await viewers(trial, 3);
    await trial.event('u9', 'View', { time: YEAR_2099 });
    await trial.event('u9', 'Other', { time: YEAR_2099 });
    await trial.tick();
    await trial.run();
    expect(await left(trial)).toEqual([]);
    expect(await trial.engine.nextWakeAt()).toBe(START + DAY);
  });

  test('the next wake-up is told with each batch; undefined when there is none', async () => {
    const trial = await opened();
    expect((await trial.run()).at(-1)!.nextWakeAt).toBeUndefined();
    await trial.event('u1', 'View');
    expect((await trial.run()).at(-1)!.nextWakeAt).toBe(START + DAY);
    await trial.pass(DAY);
    expect(await trial.engine.nextWakeAt()).toBeUndefined();
  });
});

describe('ten thousand wake-ups', () => {
  const count = 10_000;

  async function crowd(): Promise<Trial> {
    const trial = await opened({ cacheMax: 0 });
    for (let i = 0; i < count; i++) {
      await trial.event(`u${i}`, 'View');
      if (i % 7 === 0) trial.now += 1;
    }
    await trial.run();
    trial.now = START + 2 * DAY;
    return trial;
  }

  test('one tick takes several commits; every wake-up runs once, in order, numbered without a gap', async () => {
    const trial = await crowd();
    const ticks = trial.counter('entries:tick');
    await trial.tick();
    const outcomes = await trial.run();
    expect(outcomes.map(({ position }) => position)).toEqual([count + 2, count + 2, count + 3]);
    const flips = await left(trial);
    expect(flips).toHaveLength(count);
    expect(
      flips.every(
        (one, i) => i === 0 || flips[i - 1]!.at < one.at || (flips[i - 1]!.at === one.at && flips[i - 1]!.customer < one.customer),
      ),
    ).toBe(true);
    expect(flips.map(({ ordinal }) => ordinal)).toEqual(flips.map((_, i) => i + 1));
    expect(trial.counter('entries:tick')).toBe(ticks + 1);
  });

  test('a limit beyond one commit is kept over all of them, and a crash between them changes nothing', async () => {
    const trial = await crowd();
    await trial.tick(WAKEUPS_MAX + 500);
    await trial.engine.runBatch();
    await trial.restart({ cacheMax: 0 });
    await trial.run();
    expect(await left(trial)).toHaveLength(WAKEUPS_MAX + 500);
  });

  test('R1. Events before the tick in the same batch change neither their number nor their order', async () => {
    const trial = await crowd();
    for (let i = 0; i < 60; i++) await trial.event(`u${i}`, 'Other');
    await trial.tick(100);
    await trial.event('u5000', 'View');
    await trial.tick();
    await trial.run();
    const cut = await trial.again({ batchMax: 1_000, cacheMax: 0 });
    const { facts: ours, progress: mine } = await trial.remains();
    const { facts: theirs, progress } = await cut.remains();
    expect(theirs).toEqual(ours);
    expect(progress).toEqual(mine);
  }, 60_000);
});

describe('runs', () => {
  const entered = async (trial: Trial) =>
    (await trial.facts('segment')).filter(({ action, name }) => action === 'entered' && name === 'gone');

  async function released(count: number): Promise<Trial> {
    const trial = await opened();
    await viewers(trial, count);
    trial.now = START + 10 * DAY;
    await trial.release([workspace, fresh, came, gone]);
    await trial.run();
    return trial;
  }

  test('a release evaluates nobody by itself; ticks do, paced by their limits, to the end', async () => {
    const trial = await released(7);
    expect(await entered(trial)).toEqual([]);
    expect(trial.engine.meta.run).toBeDefined();
    await trial.tick();
    await trial.run();
    expect(await entered(trial)).toHaveLength(7);
    expect(trial.engine.meta.run).toBeUndefined();
  });

  test('and move on however many wake-ups are due', async () => {
    const trial = await opened();
    await viewers(trial, 40);
    trial.now += 2 * DAY;
    await trial.release([workspace, fresh, gone, came]);
    for (let i = 0; i < 4; i++) await trial.tick(10);
    await trial.run();
    expect(await left(trial)).toHaveLength(20);
    expect(trial.engine.meta.run?.cursor).not.toBe('');
  });

  test('wake-ups come out of the limit before the run does', async () => {
    const trial = await released(7);
    const numbers: number[] = [];
    for (let ticks = 0; ticks < 5; ticks++) {
      await trial.tick(5);
      await trial.run();
      numbers.push((await left(trial)).length + (await entered(trial)).length);
    }
    // A wake-up that runs while the run is open brings the customer up to date; the run then finds nothing left to say.
    expect(numbers.at(-1)).toBe(14);
    expect(trial.engine.meta.run).toBeUndefined();
  });

  test('of a long backlog a tick reads no more customers than it has work for', async () => {
    const trial = await opened({ cacheMax: 0 });
    await viewers(trial, 40);
    trial.now += 2 * DAY;
    const tick = async () => {
      await trial.tick(10);
      await trial.run();
    };
    expect(await reads(trial, tick)).toBe(10);
    await trial.release([workspace, fresh, gone, came]);
    await trial.run();
    expect(await reads(trial, tick)).toBeLessThanOrEqual(20);
  });

  test('who is touched while the run is open is up to date at once', async () => {
    const trial = await released(3);
    await trial.event('u2', 'Other');
    await trial.run();
    expect(await entered(trial)).toMatchObject([{ customer: await trial.customerOf('u2'), at: trial.now }]);
    expect(trial.engine.meta.run).toBeDefined();
  });

  test('more customers than one commit refreshes', async () => {
    const trial = await released(RUN_MAX + 50);
    await trial.tick();
    const outcomes = await trial.run();
    expect(outcomes.at(-1)!.runOpen).toBe(false);
    const told = await entered(trial);
    expect(new Set(told.map(({ customer }) => customer)).size).toBe(RUN_MAX + 50);
    expect(told).toHaveLength(RUN_MAX + 50);
  });

  test('somebody merged away is not woken by it', async () => {
    const trial = await opened();
    await trial.append(trial.entry([['device', 'd1']], 'View'));
    await trial.append(trial.entry([['device', 'd2']], 'View'));
    await trial.append(
      trial.entry(
        [
          ['device', 'd1'],
          ['device', 'd2'],
        ],
        'View',
      ),
    );
    await trial.run();
    trial.now += 10 * DAY;
    await trial.release([workspace, fresh, came, gone]);
    await trial.tick();
    await trial.run();
    expect(await entered(trial)).toHaveLength(1);
    expect(await trial.customers()).toEqual([await trial.customerOf('d1', 'device')]);
    expect(trial.counter('segment:gone')).toBe(1);
  });

  test('a second release while a run is open starts over', async () => {
    const trial = await released(4);
    await trial.tick(1);
    await trial.run();
    await trial.release([workspace, fresh]);
    await trial.run();
    expect(trial.engine.meta.run).toEqual({ cursor: '' });
    await trial.tick();
    await trial.run();
    expect(trial.counter('segment:gone')).toBe(0);
  });
});
