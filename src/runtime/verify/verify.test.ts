/** Replay is live, or the first thing that is not is named. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeCustomer, wholeRows } from '../../core/index.ts';
import type { Table } from '../../port/state/index.ts';
import { compareStates } from './compare.ts';
import { Folder } from './folder.suite.ts';
import { type VerifyProgress, verify } from './verify.ts';

let folder: Folder;
beforeEach(async () => {
  folder = new Folder();
  await folder.open();
});
afterEach(async () => {
  await folder.close();
  folder.remove();
});

async function firstKey(table: Table): Promise<Uint8Array> {
  const [first] = await folder.state.range(table, { start: Buffer.from([0]), end: Buffer.alloc(8, 0xff), limit: 1 });
  return first![0];
}

describe('a state that is what the log says', () => {
  test('is equal, in batches of any size, while its server holds the folder', async () => {
    await folder.live(150);
    const outcome = await verify({ dataFolder: folder.path, batches: [1, 7, 10_000] });
    expect(outcome).toEqual({ equal: true, entries: folder.engine.position, keys: expect.any(Number), batches: [1, 7, 10_000] });
    expect(outcome.keys).toBeGreaterThan(100);
  });

  test('is replayed in a folder when it is too large for memory', async () => {
    await folder.live(40);
    expect(await verify({ dataFolder: folder.path, batches: [9], memoryBytesMax: 0 })).toMatchObject({ equal: true });
  });

  test('is compared where it was copied, however far it goes on meanwhile', async () => {
    await folder.live(60);
    const working = folder.live(90);
    const outcome = await verify({ dataFolder: folder.path, batches: [5] });
    await working;
    expect(outcome.equal).toBe(true);
    expect(outcome.entries).toBeLessThanOrEqual(folder.engine.position);
    expect(await verify({ dataFolder: folder.path, batches: [5] })).toMatchObject({ equal: true, entries: folder.engine.position });
  });

  test('may be empty', async () => {
    expect(await verify({ dataFolder: folder.path })).toMatchObject({ equal: true, entries: 0, keys: 0 });
  });

  test('tells how far it is', async () => {
    await folder.live(30);
    const seen: VerifyProgress[] = [];
    await verify({ dataFolder: folder.path, batches: [1, 10], onProgress: (progress) => void seen.push(progress) });
    const total = folder.engine.position;
    expect(seen.filter(({ entries }) => entries === total).map(({ batch }) => batch)).toEqual([1, 10]);
    expect(seen.every((progress) => progress.total === total)).toBe(true);
  });
});

describe('a state that is not', () => {
  test.each<Table>(['customer', 'identifier', 'identity', 'timer', 'outbox', 'dedupe', 'meta'])(
    'a row of %s that is gone is named',
    async (table) => {
      await folder.live(120);
      const key = await firstKey(table);
      await folder.state.commit([{ table, key, value: undefined }]).durable;
      const { equal, difference } = await verify({ dataFolder: folder.path, batches: [3] });
      expect(equal).toBe(false);
      expect(difference).toMatchObject({ table, batch: 3, live: undefined, replayed: expect.any(String) });
    },
  );

  test('a row that the log does not lead to is named, too', async () => {
    await folder.live(20);
    await folder.state.commit([{ table: 'identifier', key: Buffer.from('user_id\u0000stranger'), value: Buffer.from('c0') }]).durable;
    const { difference } = await verify({ dataFolder: folder.path, batches: [3] });
    expect(difference).toEqual({ table: 'identifier', key: 'user_id / stranger', live: 'c0', replayed: undefined, batch: 3, partition: 0 });
  });

  test('one trait of one customer is found, and shown from where it begins to differ', async () => {
    await folder.live(120);
    const rows = await folder.state.range('customer', { start: Buffer.from([0]), end: Buffer.alloc(8, 0xff), limit: 10_000 });
    const [key, value] = rows[0]!;
    const customer = decodeCustomer('changed', new Map([['', value]]), folder.engine.plan);
    const [part] = customer.known.parts.all();
    part!.foldedUntil = 1;
    const [, changed] = wholeRows(customer).find(([row]) => row === '')!;
    await folder.state.commit([{ table: 'customer', key, value: changed }]).durable;
    const { difference } = await verify({ dataFolder: folder.path, batches: [1] });
    expect(difference).toMatchObject({
      table: 'customer',
      key: `${Buffer.from(key).toString().replace('\u0000', ' / ')}e${part!.layout.key}`,
    });
    expect(difference!.live).not.toBe(difference!.replayed);
  });

  test('counters in another order are the same counters', async () => {
    await folder.live(30);
    const [first] = await folder.state.range('meta', { start: Buffer.from('counters'), end: Buffer.from('countert'), limit: 1 });
    const counters = JSON.parse(Buffer.from(first![1]).toString()) as unknown[];
    await folder.state.commit([{ table: 'meta', key: first![0], value: Buffer.from(JSON.stringify(counters.reverse())) }]).durable;
    expect(await verify({ dataFolder: folder.path, batches: [2] })).toMatchObject({ equal: true });
  });
});

test('figures of journeys that differ from the customers are named, though a replay would come to the same', async () => {
  await folder.live(60);
  const sides = { live: folder.state, replayed: folder.state, plan: folder.engine.plan, now: Number.MAX_SAFE_INTEGER };
  expect((await compareStates(sides)).difference).toBeUndefined();
  const [[key, value] = []] = await folder.state.range('meta', { start: Buffer.from('journey.'), end: Buffer.from('journey/'), limit: 1 });
  const counts = JSON.parse(Buffer.from(value!).toString()) as { entered: number };
  const spoilt = Buffer.from(JSON.stringify({ ...counts, entered: counts.entered + 1 }));
  await folder.state.commit([{ table: 'meta', key: key!, value: spoilt }]).durable;
  const { entered } = counts;
  expect((await compareStates(sides)).difference).toEqual({
    ...{ table: 'meta', key: Buffer.from(key!).toString() },
    ...{ live: `counted ${entered + 1}`, replayed: `found ${entered}` },
  });
});

describe('what cannot be verified is refused', () => {
  test('a log whose beginning is gone', async () => {
    await folder.live(30);
    await folder.log.trim(0, 5);
    await expect(verify({ dataFolder: folder.path })).rejects.toMatchObject({
      code: 'VOLANO_VERIFY_LOG_TRIMMED',
      details: { position: 5 },
    });
  });

  test('entries of another engine', async () => {
    await folder.live(10);
    await folder.append({ type: 'engine', version: '0' });
    await folder.run();
    await expect(verify({ dataFolder: folder.path })).rejects.toMatchObject({ code: 'VOLANO_VERIFY_VERSION', details: { version: '0' } });
  });

  test('a folder without a state', async () => {
    await expect(verify({ dataFolder: `${folder.path}/nowhere` })).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
  });

  test('a state that stays between two entries', async () => {
    await folder.live(10);
    const [[key, value] = []] = await folder.state.range('meta', {
      start: Buffer.from('progress'),
      end: Buffer.from('progresz'),
      limit: 1,
    });
    const progress = JSON.parse(Buffer.from(value!).toString()) as { position: number };
    const partial = { position: progress.position + 1, ordinal: 3 };
    await folder.state.commit([{ table: 'meta', key: key!, value: Buffer.from(JSON.stringify({ ...progress, partial })) }]).durable;
    await expect(verify({ dataFolder: folder.path, copiesMax: 2 })).rejects.toMatchObject({ code: 'VOLANO_VERIFY_UNFINISHED' });
  });
});
