/** R7: the pipelined loop leaves what batch after batch leaves, announces only what is on disk, and forgets what a failed commit took with it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolanoError, verbatim } from '../../base/index.ts';
import { type Commit, openMemoryState, type StateStore, type Write } from '../../port/state/index.ts';
import { compareStates } from '../verify/compare.ts';
import { type BatchOutcome, Engine } from './engine.ts';
import { runPipeline } from './pipeline.ts';
import { FIRST } from './retail.suite.ts';
import { Signal } from './signal.ts';
import { Trial, type Way } from './trial.suite.ts';

const HOUR = 3_600_000;

/** A store whose commits take as many turns of the event loop as they are told, or fail at the end of them. */
class SlowStore {
  readonly #store: StateStore;
  readonly #take: () => { readonly turns: number; readonly fails: boolean };
  readonly stored: { readonly progress: number }[] = [];
  underWay = 0;
  /** Reads while a commit was under way. */
  readsAhead = 0;

  constructor(store: StateStore, take: () => { turns: number; fails: boolean }) {
    this.#store = store;
    this.#take = take;
  }

  open(): StateStore {
    const store = this.#store;
    const seen = <T>(read: Promise<T>): Promise<T> => {
      this.readsAhead += this.underWay;
      return read;
    };
    return {
      getMany: (table, keys) => seen(store.getMany(table, keys)),
      load: (request) => seen(store.load(request)),
      range: (table, range) => store.range(table, range),
      count: (table) => store.count(table),
      close: () => store.close(),
      commit: (writes) => {
        const durable = this.#commit(writes);
        return { applied: durable, durable } satisfies Commit;
      },
    };
  }

  async #commit(writes: readonly Write[]): Promise<void> {
    expect(this.underWay, 'one commit at a time').toBe(0);
    this.underWay += 1;
    const { turns, fails } = this.#take();
    for (let i = 0; i < turns; i++) await turn();
    if (!fails) {
      await this.#store.commit(writes).durable;
      const progress = writes.findLast(({ table, key }) => table === 'meta' && Buffer.from(key).toString() === 'progress');
      this.stored.push({ progress: (JSON.parse(Buffer.from(progress!.value!).toString()) as { position: number }).position });
    }
    this.underWay -= 1;
    if (fails) throw new VolanoError('VOLANO_DISK_FULL', { path: 'here', reason: verbatim('No space left') });
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A log with merges, wake-ups, an unreadable entry, an entry that fails, repeated messages and two releases. */
async function history(): Promise<Trial> {
  const trial = await Trial.open({ batchMax: 1, cacheMax: 0 });
  await trial.release(FIRST);
  for (let i = 0; i < 24; i++) {
    const device: [string, string] = ['device', `d${i % 5}`];
    const entry = trial.entry(i % 7 === 6 ? [device, ['user_id', `u${i % 2}`]] : [device], i % 4 === 3 ? 'Order' : 'View');
    await trial.append(i % 11 === 10 ? { ...entry, time: 1e17 } : entry);
    if (i % 6 === 5) await trial.append(entry);
    if (i % 8 === 7) await trial.appendBytes(Buffer.from('{'));
    trial.now += 2 * HOUR;
    if (i % 3 === 2) await trial.tick();
    if (i === 12) await trial.release([...FIRST]);
  }
  await trial.tick();
  await trial.run();
  return trial;
}

interface Went {
  readonly engine: Engine;
  readonly state: StateStore;
  readonly slow: SlowStore;
  readonly outcomes: BatchOutcome[];
  readonly problems: unknown[];
}

/** Runs the loop over a trial's log until it has announced the log's end. */
async function pipelined(trial: Trial, way: Way, take: () => { turns: number; fails: boolean }): Promise<Went> {
  const state = await openMemoryState();
  const slow = new SlowStore(state, take);
  const engine = await Engine.open({ partition: 0, log: trial.log, state: slow.open(), ...way });
  const outcomes: BatchOutcome[] = [];
  const problems: unknown[] = [];
  let going = true;
  await runPipeline(engine, {
    going: () => going,
    done: (outcome) => {
      expect(slow.stored.at(-1)!.progress, 'R4: on disk before it is announced').toBe(outcome.position);
      outcomes.push(outcome);
      engine.sunk(outcome.seq);
      going = outcome.position < trial.engine.position;
    },
    problem: (error) => problems.push(error),
    signal: new Signal(),
    retryMs: 0,
    commitMin: () => 1,
  });
  return { engine, state, slow, outcomes, problems };
}

async function expectEqual(trial: Trial, { engine, state }: Went): Promise<void> {
  expect(engine.meta.progress).toEqual(trial.engine.meta.progress);
  expect([...engine.meta.counters].sort()).toEqual([...trial.engine.meta.counters].sort());
  const { plan } = engine;
  expect(await compareStates({ live: trial.state, replayed: state, plan, now: trial.now })).not.toHaveProperty('difference');
}

const way = fc.record({
  batchMax: fc.constantFrom(1, 2, 5, 40),
  cacheMax: fc.constantFrom(0, 4, 1_000),
  recentMax: fc.constantFrom(2, 9, 1_000),
});

describe('R7', () => {
  test('in whatever batches, however long commits take: the same state, in order', async () => {
    const trial = await history();
    const turns = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(way, turns, async (one, times) => {
        let commits = 0;
        const went = await pipelined(trial, one, () => ({ turns: times[commits++ % times.length]!, fails: false }));
        expect(went.problems).toEqual([]);
        const positions = went.outcomes.map(({ position }) => position);
        expect(positions).toEqual(went.slow.stored.map(({ progress }) => progress));
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        await expectEqual(trial, went);
      }),
      { numRuns: 25 },
    );
  });

  test('commits that fail now and then leave no trace', async () => {
    const trial = await history();
    const fates = fc.array(fc.record({ turns: fc.nat({ max: 6 }), fails: fc.boolean() }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(way, fates, async (one, fate) => {
        let commits = 0;
        const went = await pipelined(trial, one, () => {
          const next = fate[commits++ % fate.length]!;
          // Every seventh goes through, else a history of failures alone would never end.
          return { turns: next.turns, fails: next.fails && commits % 7 !== 0 };
        });
        for (const problem of went.problems) expect(problem).toMatchObject({ code: 'VOLANO_DISK_FULL' });
        expect(went.outcomes.map(({ position }) => position)).toEqual(went.slow.stored.map(({ progress }) => progress));
        await expectEqual(trial, went);
      }),
      { numRuns: 25 },
    );
  });

  test('the next batch is read and stepped while a commit is under way', async () => {
    const trial = await history();
    const went = await pipelined(trial, { batchMax: 3, cacheMax: 0 }, () => ({ turns: 50, fails: false }));
    expect(went.slow.readsAhead).toBeGreaterThan(went.outcomes.length);
    await expectEqual(trial, went);
  });

  test('who is behind commits many batches at once, who has caught up commits what there is', async () => {
    const trial = await history();
    const slow = new SlowStore(await openMemoryState(), () => ({ turns: 0, fails: false }));
    const engine = await Engine.open({ partition: 0, log: trial.log, state: slow.open(), batchMax: 2 });
    const entries: number[] = [];
    let going = true;
    await runPipeline(engine, {
      going: () => going,
      done: (outcome) => {
        entries.push(outcome.entries);
        going = outcome.position < trial.engine.position;
      },
      problem: (error) => expect(error).toBeUndefined(),
      signal: new Signal(),
      retryMs: 0,
      commitMin: () => 10,
    });
    expect(Math.min(...entries.slice(0, -1))).toBeGreaterThanOrEqual(10);
    expect(entries.length).toBeGreaterThan(1);
  });

  test('who has read the log to its end commits what there is, though more could be prepared', async () => {
    const trial = await history();
    const slow = new SlowStore(await openMemoryState(), () => ({ turns: 0, fails: false }));
    const engine = await Engine.open({ partition: 0, log: trial.log, state: slow.open(), batchMax: 1_000 });
    const entries: number[] = [];
    let going = true;
    await runPipeline(engine, {
      going: () => going,
      done: (outcome) => {
        entries.push(outcome.entries);
        going = outcome.position < trial.engine.position;
      },
      problem: (error) => expect(error).toBeUndefined(),
      signal: new Signal(),
      retryMs: 0,
      commitMin: () => 1_000_000,
    });
    // The release ends its batch.
    expect(entries[0]).toBe(1);
  });

  test('told to stop, it ends the commit it has begun and announces it', async () => {
    const trial = await history();
    const slow = new SlowStore(await openMemoryState(), () => ({ turns: 20, fails: false }));
    const engine = await Engine.open({ partition: 0, log: trial.log, state: slow.open(), batchMax: 4 });
    const announced: number[] = [];
    let asked = 0;
    await runPipeline(engine, {
      going: () => ++asked < 3,
      done: ({ position }) => announced.push(position),
      problem: (error) => expect(error).toBeUndefined(),
      signal: new Signal(),
      retryMs: 0,
      commitMin: () => 1,
    });
    expect(announced).toEqual(slow.stored.map(({ progress }) => progress));
    expect(announced.length).toBeGreaterThan(0);
    expect(slow.underWay).toBe(0);
  });
});

describe('an engine', () => {
  test('commits together what it has prepared, and only that', async () => {
    const trial = await history();
    const engine = await Engine.open({ partition: 0, log: trial.log, state: await openMemoryState(), batchMax: 2 });
    await expect(engine.commit()).rejects.toThrow('No prepared batch');
    for (let batch = 0; batch < 3; batch++) expect(await engine.prepare()).toBe(true);
    const { entries, position } = await engine.commit();
    expect([engine.waiting, engine.position]).toEqual([0, position]);
    expect(entries).toBeGreaterThan(2);
    await expect(engine.commit()).rejects.toThrow('No prepared batch');
  });

  test('that is told to forget goes on from what is stored', async () => {
    const trial = await history();
    const engine = await Engine.open({ partition: 0, log: trial.log, state: await openMemoryState(), batchMax: 3 });
    const { position } = (await engine.runBatch())!;
    await engine.prepare();
    const dropped = engine.position;
    expect(dropped).toBeGreaterThan(position);
    engine.forget();
    await expect(engine.commit()).rejects.toThrow('No prepared batch');
    await engine.prepare();
    expect(engine.position).toBe(dropped);
    expect(await engine.commit()).toMatchObject({ position: dropped });
  });
});
