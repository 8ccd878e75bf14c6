import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import { openPostgresSnapshot } from './postgres-snapshot.ts';
import type { StateReader, StateStore } from './state.ts';

let server: PostgresProcess;
let store: StateStore;
const schema = freshSchema();
beforeAll(async () => {
  server = await startPostgres();
  store = await openPostgresState({ url: server.url, schema, partition: 0 });
}, 120_000);
afterAll(async () => {
  await store?.close().catch(() => undefined);
  await server?.remove();
});

const key = Buffer.from('k');
const put = (value: string) => store.commit([{ table: 'meta', key, value: Buffer.from(value) }]).durable;
const read = async (state: StateReader) => Buffer.from((await state.getMany('meta', [key]))[0] ?? '').toString();

test('shows one instant, however much is committed meanwhile', async () => {
  await put('before');
  const snapshot = await openPostgresSnapshot({ url: server.url, schema, partition: 0 });
  expect(await read(snapshot)).toBe('before');
  await put('after');
  await store.commit([{ table: 'timer', key, value: new Uint8Array() }]).durable;
  expect(await read(snapshot)).toBe('before');
  expect(await snapshot.range('timer', { start: new Uint8Array(0), end: Buffer.from([0xff]), limit: 9 })).toEqual([]);
  await snapshot.close();
  const next = await openPostgresSnapshot({ url: server.url, schema, partition: 0 });
  expect(await read(next)).toBe('after');
  await next.close();
});

test('says so when there is no such partition', async () => {
  await expect(openPostgresSnapshot({ url: server.url, schema, partition: 7 })).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
});

test('is gone with its connection: what would be of another instant is not read', async () => {
  const snapshot = await openPostgresSnapshot({ url: server.url, schema, partition: 0 });
  await read(snapshot);
  await server.stop('immediate');
  await server.start();
  await expect(read(snapshot)).rejects.toThrow();
  await snapshot.close();
});
