/** Where the log's beginning is gone, the newest snapshot that it leads on from is the beginning. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { snapshotLmdbState } from '../../port/state/index.ts';
import { Snapshots, type StoredState } from '../snapshots/index.ts';
import { Folder } from './folder.suite.ts';
import { verify } from './verify.ts';

let folder: Folder;
let snapshots: Snapshots;
beforeEach(async () => {
  folder = new Folder();
  await folder.open();
  snapshots = new Snapshots({ path: join(folder.path, 'snapshots'), partition: 0 });
});
afterEach(async () => {
  await folder.close();
  folder.remove();
});

function take(keep = 2): Promise<StoredState> {
  const source = () => snapshotLmdbState(join(folder.path, 'state'), join(folder.path, 'copies'));
  return snapshots.take(source, { keep, now: 7 });
}

describe('a log without its beginning', () => {
  test('is replayed from the newest snapshot, and the outcome says so', async () => {
    await folder.live(60);
    await take();
    await folder.live(40);
    const { position } = await take();
    await folder.live(50);
    await folder.log.trim(0, position - 20);
    const outcome = await verify({ dataFolder: folder.path, batches: [1, 50] });
    expect(outcome).toMatchObject({ equal: true, from: position, entries: folder.engine.position - position });
    expect(outcome.keys).toBeGreaterThan(50);
  });

  test('and a state that is not what it says is found as ever', async () => {
    await folder.live(60);
    const { position } = await take();
    await folder.live(50);
    await folder.log.trim(0, position);
    const [[key] = []] = await folder.state.range('identifier', { start: Buffer.from([0]), end: Buffer.alloc(8, 0xff), limit: 1 });
    await folder.state.commit([{ table: 'identifier', key: key!, value: undefined }]).durable;
    expect(await verify({ dataFolder: folder.path, batches: [9] })).toMatchObject({
      equal: false,
      from: position,
      difference: { table: 'identifier' },
    });
  });

  test('is refused where no snapshot leads on, and where the one that does is damaged', async () => {
    await folder.live(60);
    const { position } = await take();
    await folder.live(50);
    await folder.log.trim(0, position + 10);
    await expect(verify({ dataFolder: folder.path })).rejects.toMatchObject({ code: 'VOLANO_VERIFY_LOG_TRIMMED' });
    const { file } = await take();
    const path = join(folder.path, 'snapshots', file.path);
    writeFileSync(path, readFileSync(path).fill(0, 20, 40));
    await expect(verify({ dataFolder: folder.path })).rejects.toMatchObject({ code: 'VOLANO_BACKUP_DAMAGED', details: { path } });
  });

  test('is replayed from its beginning while that is there', async () => {
    await folder.live(30);
    await take();
    await folder.live(10);
    expect(await verify({ dataFolder: folder.path, batches: [20] })).not.toHaveProperty('from');
  });
});

describe('snapshots', () => {
  test('of the newest states are kept, whole ones only', async () => {
    await folder.live(10);
    const taken: number[] = [];
    for (let i = 0; i < 4; i++) {
      await folder.live(5);
      taken.push((await take()).position);
    }
    expect((await snapshots.list()).map(({ position }) => position)).toEqual(taken.slice(-2));
    // Rows without their document are what a kill leaves.
    writeFileSync(join(folder.path, 'snapshots', '999999.zst'), 'half');
    expect(await snapshots.list()).toHaveLength(2);
    const before = await take();
    expect(before.position).toBe(taken.at(-1));
    expect(readdirSync(join(folder.path, 'snapshots')).sort()).toEqual(
      taken
        .slice(-2)
        .flatMap((position) => [`${position}.json`, `${position}.zst`])
        .sort(),
    );
  });
});
