/** What is kept of the log, and of states. K1, K2. */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snapshotLmdbState } from '../../port/state/index.ts';
import { assertKept } from '../kept-entries.ts';
import { Folder } from '../verify/folder.suite.ts';
import { verify } from '../verify/index.ts';
import { Keeper, type KeeperOptions } from './keeper.ts';
import { Snapshots } from './snapshots.ts';

const HOUR = 3_600_000;
let folder: Folder;
let now: number;
beforeEach(async () => {
  folder = new Folder();
  now = 1_000 * HOUR;
  await folder.open();
});
afterEach(async () => {
  await folder.close();
  folder.remove();
});

function keeper(options: Partial<KeeperOptions> = {}): Keeper {
  const { log, state, path } = folder;
  return new Keeper({
    snapshots: new Snapshots({ path: join(path, 'snapshots'), partition: 0 }),
    takeState: () => snapshotLmdbState(join(path, 'state'), join(path, 'copies')),
    partition: 0,
    log,
    state,
    now: () => now,
    onError: (error) => {
      throw error;
    },
    ...options,
  });
}

/** All that was concluded is in the warehouse. */
async function sunk(): Promise<void> {
  folder.engine.sunk(folder.engine.meta.progress.seq);
  await folder.live(1);
}

const first = async (): Promise<number> => (await folder.log.read(0, 0, 1))[0]!.position;

describe('the log', () => {
  test('is kept whole without a retention, however many snapshots there are', async () => {
    const kept = keeper();
    for (let i = 0; i < 3; i++) {
      await folder.live(40);
      await sunk();
      await kept.snapshot();
    }
    expect(await first()).toBe(1);
  });

  test('has a snapshot by itself where a replay could begin nowhere, and none where it is whole', async () => {
    const path = join(folder.path, 'snapshots');
    const list = () => new Snapshots({ path, partition: 0 }).list();
    await folder.live(40);
    await sunk();
    const kept = keeper();
    kept.start();
    await kept.stop();
    expect(await list()).toEqual([]);
    await folder.log.trim(0, 20);
    await expect(verify({ dataFolder: folder.path })).rejects.toMatchObject({ code: 'VOLANO_VERIFY_LOG_TRIMMED' });
    kept.start();
    await expect.poll(list).toHaveLength(1);
    await kept.stop();
    await folder.live(10);
    expect(await verify({ dataFolder: folder.path })).toMatchObject({ equal: true, from: (await list())[0]!.position });
    kept.start();
    await kept.stop();
    expect(await list()).toHaveLength(1);
  });

  test('goes up to the oldest kept snapshot, never beyond, and verify begins there', async () => {
    const kept = keeper({ retentionMs: 0 });
    const taken: number[] = [];
    for (let i = 0; i < 4; i++) {
      await folder.live(40);
      await sunk();
      taken.push((await kept.snapshot()).position);
    }
    expect(await kept.kept()).toMatchObject({ first: taken[2]! + 1, snapshots: [{ position: taken[2] }, { position: taken[3] }] });
    await folder.live(20);
    expect(await verify({ dataFolder: folder.path, batches: [7] })).toMatchObject({ equal: true, from: taken[3] });
  });

  test('keeps what is younger than the retention', async () => {
    const kept = keeper({ retentionMs: 6 * HOUR });
    for (let i = 0; i < 3; i++) {
      await folder.live(40);
      await sunk();
      await kept.snapshot();
    }
    const records = await folder.log.read(0, 0, 10_000);
    expect(records[0]!.position).toBeGreaterThan(1);
    const last = records.at(-1)!;
    expect(last.at - records[0]!.at).toBeLessThanOrEqual(6 * HOUR);
    // The one before was older.
    expect(last.at - records[0]!.at).toBeGreaterThan(6 * HOUR - 15 * 60_000);
  });

  test('keeps what rows on their way to the warehouse are made of', async () => {
    const kept = keeper({ retentionMs: 0 });
    await folder.live(20);
    await kept.snapshot();
    await folder.live(20);
    await kept.snapshot();
    expect(await first()).toBeLessThan(5);
  });

  test('stays while an entry behind the oldest snapshot parts a profile', async () => {
    const kept = keeper({ retentionMs: 0 });
    await folder.live(20);
    await sunk();
    await kept.snapshot();
    await folder.append({ type: 'unmerge', customer: 'c1', from: ['c2'], by: 'staff', positions: [1], upTo: 3 });
    await folder.live(20);
    await sunk();
    await kept.snapshot();
    expect(await first()).toBe(1);
    for (let i = 0; i < 2; i++) {
      await folder.live(20);
      await sunk();
      await kept.snapshot();
    }
    expect(await first()).toBeGreaterThan(20);
  });

  test('that has let go of an entry is not read for it', async () => {
    await folder.live(20);
    await folder.log.trim(0, 10);
    const world = { log: folder.log, partition: 0 };
    await assertKept([10, 15], world);
    await assertKept([], world);
    await expect(assertKept([12, 9], world)).rejects.toMatchObject({ code: 'VOLANO_LOG_SHORTENED', details: { position: 9, first: 10 } });
  });
});

describe('by itself', () => {
  test('it takes a snapshot after so many entries, and after so long', async () => {
    const kept = keeper({ retentionMs: 9_000 * HOUR, everyEntries: 30, everyMs: 24 * HOUR });
    const count = async (): Promise<number> => (await kept.kept()).snapshots.length;
    await folder.live(5);
    await kept.check();
    expect(await count()).toBe(1);
    await folder.live(10);
    await kept.check();
    expect(await count()).toBe(1);
    now += 25 * HOUR;
    await kept.check();
    expect(await count()).toBe(2);
    await folder.live(60);
    await kept.check();
    expect((await kept.kept()).snapshots.at(-1)!.position).toBe(folder.engine.position);
  });

  test('it takes one when the engine has another version, and none else', async () => {
    await folder.live(5);
    const calm = keeper();
    calm.start();
    await calm.stop();
    expect((await calm.kept()).snapshots).toEqual([]);
    const changed = keeper();
    changed.start({ reached: Promise.resolve() });
    await expect.poll(async () => (await changed.kept()).snapshots.length).toBe(1);
    await changed.stop();
  });
});
