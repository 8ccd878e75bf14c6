/** R2 on a full disk: a commit that is refused leaves nothing behind, in memory neither; the same batch, run again, counts once. */
import { expect, test } from 'vitest';
import { VolanoError, verbatim } from '../../base/index.ts';
import { type Commit, openMemoryState, type StateStore, type Write } from '../../port/state/index.ts';
import { compareStates } from '../verify/compare.ts';
import { Engine } from './engine.ts';
import { FIRST } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const HOUR = 3_600_000;

/** The trial's own store, which now and then has no room, as a disk does. */
class TightStore {
  readonly #store: StateStore;
  full = false;
  refused = 0;

  constructor(store: StateStore) {
    this.#store = store;
  }

  open(): StateStore {
    const store = this.#store;
    return {
      getMany: (table, keys) => store.getMany(table, keys),
      load: (request) => store.load(request),
      range: (table, range) => store.range(table, range),
      count: (table) => store.count(table),
      close: () => store.close(),
      commit: (writes) => this.#commit(writes),
    };
  }

  #commit(writes: readonly Write[]): Commit {
    if (!this.full) return this.#store.commit(writes);
    this.refused += 1;
    const refused = Promise.reject(new VolanoError('VOLANO_DISK_FULL', { path: 'here', reason: verbatim('No space left') }));
    return { applied: refused, durable: refused };
  }
}

test.each([
  { batchMax: 1, cacheMax: 1_000 },
  { batchMax: 3, cacheMax: 1_000 },
  { batchMax: 1_000, cacheMax: 0 },
])('refused three times each, then let through: equal to a run without (%o)', async (way) => {
  const plain = await Trial.open({ batchMax: 1, cacheMax: 0 });
  await plain.release(FIRST);
  for (let i = 0; i < 12; i++) {
    await plain.append(
      plain.entry(
        i % 5 === 4
          ? [
              ['device', `d${i % 3}`],
              ['user_id', 'u1'],
            ]
          : [['device', `d${i % 3}`]],
        i % 4 === 3 ? 'Order' : 'View',
      ),
    );
    plain.now += 2 * HOUR;
    await plain.tick();
  }
  await plain.run();

  const state = await openMemoryState();
  const tight = new TightStore(state);
  const engine = await Engine.open({ partition: 0, log: plain.log, state: tight.open(), ...way });
  for (;;) {
    tight.full = true;
    const ended = await engine.runBatch().then(
      (outcome) => outcome === undefined,
      (error: VolanoError) => {
        expect(error.code).toBe('VOLANO_DISK_FULL');
        return false;
      },
    );
    if (ended) break;
    await expect(engine.runBatch()).rejects.toMatchObject({ code: 'VOLANO_DISK_FULL' });
    tight.full = false;
    engine.sunk(engine.meta.progress.seq);
    await engine.runBatch();
  }
  expect(tight.refused).toBeGreaterThan(2);
  expect(engine.meta.progress).toEqual(plain.engine.meta.progress);
  const { plan } = engine;
  expect(await compareStates({ live: plain.state, replayed: state, plan, now: plain.now })).not.toHaveProperty('difference');
  expect(await state.count('fact')).toBeLessThanOrEqual(2);
});
