/** PostgreSQL goes away and comes back: nothing acknowledged is lost, nothing is stored without what was before it, and work goes on by itself. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import type { StateStore, Write } from './state.ts';

let server: PostgresProcess;
const schema = freshSchema();
let partition = 0;
const opened: StateStore[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
beforeEach(() => {
  partition++;
});
afterEach(async () => {
  for (const store of opened.splice(0).reverse()) await store.close();
});
afterAll(() => server.remove());

it.each(['stop', 'kill'] as const)(
  'goes on after a %s in the middle of commits, from what is stored (S1, S2)',
  async (how) => {
    const store = await open();
    const seen = { acknowledged: 0, lost: 0, running: true };
    // As the engine does: after a failure it forgets, reads what is stored and goes on from there.
    const writing = (async (): Promise<void> => {
      while (seen.running) {
        try {
          let next = (await countOf(store)) + 1;
          expect(next).toBeGreaterThan(seen.acknowledged);
          for (; seen.running; next += 3) {
            const commits = [0, 1, 2].map((i) => store.commit(rows(next + i)).durable);
            const outcomes = await Promise.allSettled(commits);
            const failed = outcomes.findIndex(({ status }) => status === 'rejected');
            expect(outcomes.slice(failed < 0 ? 3 : failed).every(({ status }) => status === 'rejected')).toBe(true);
            seen.acknowledged = next - 1 + (failed < 0 ? 3 : failed);
            if (failed >= 0) await commits[failed];
          }
        } catch (error) {
          expect(error).toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
          seen.lost++;
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
    })();
    for (let round = 0; round < 2; round++) {
      const { acknowledged, lost } = seen;
      await vi.waitUntil(() => seen.acknowledged > acknowledged + 20, 60_000);
      await (how === 'stop' ? server.stop('immediate') : server.kill());
      await vi.waitUntil(() => seen.lost > lost, 60_000);
      await server.start();
    }
    const { acknowledged } = seen;
    await vi.waitUntil(() => seen.acknowledged > acknowledged + 20, 60_000);
    seen.running = false;
    await writing;
    const pairs = await store.range('customer', { start: new Uint8Array(), end: Buffer.alloc(5, 255), limit: 1e9 });
    expect(pairs.map(([, value]) => Number(Buffer.from(value).toString()))).toEqual(pairs.map((_, i) => i + 1));
    expect(pairs.length).toBe(await countOf(store));
    expect(pairs.length).toBeGreaterThanOrEqual(seen.acknowledged);
  },
  180_000,
);

it('decides what became of a commit without an answer before anything is read or written (P2)', async () => {
  const store = await open();
  await store.commit(rows(1)).durable;
  const commits = [store.commit(rows(2)).durable, store.commit(rows(3)).durable].map((one) => one.catch((error: Error) => error));
  await server.kill();
  for (const outcome of await Promise.all(commits)) if (outcome) expect(outcome).toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  await expect(store.commit(rows(9)).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  await expect(countOf(store)).rejects.toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  await server.start();
  const count = await vi.waitFor(() => countOf(store), { timeout: 60_000, interval: 20 });
  expect([1, 3]).toContain(count);
  await store.commit(rows(count + 1)).durable;
  expect(await countOf(store)).toBe(count + 1);
});

it('holds its partition over a restart, and loses it when another took it meanwhile (S5, P3)', async () => {
  const store = await open();
  await store.commit(rows(1)).durable;
  await server.stop();
  await server.start();
  await vi.waitFor(() => store.commit(rows(2)).durable, { timeout: 60_000, interval: 20 });
  await expect(open()).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
  const next = await openPostgresState({ url: server.url, schema, partition, takeOver: true });
  await server.stop('immediate');
  await server.start();
  const old = vi.waitFor(
    async () => {
      await expect(store.commit(rows(3)).durable).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
    },
    { timeout: 60_000, interval: 20 },
  );
  await Promise.all([old, vi.waitFor(() => next.commit(rows(3)).durable, { timeout: 60_000, interval: 20 })]);
  expect(await countOf(next)).toBe(3);
  await next.close();
});

it('waits while the server stands still', async () => {
  const store = await open();
  server.pause();
  let over = false;
  const commit = store.commit(rows(1)).durable.then(() => {
    over = true;
  });
  const read = countOf(store);
  await new Promise((resolve) => setImmediate(resolve));
  expect(over).toBe(false);
  server.resume();
  await Promise.all([commit, read]);
  expect(await countOf(store)).toBe(1);
});

it('reads on after a restart', async () => {
  const store = await open();
  await store.commit(rows(1)).durable;
  const reader = await openPostgresState({ url: server.url, schema, partition, readOnly: true });
  opened.push(reader);
  expect(await countOf(reader)).toBe(1);
  await server.stop('immediate');
  await expect(countOf(reader)).rejects.toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  await server.start();
  expect(await countOf(reader)).toBe(1);
});

it('closes while the server is away', async () => {
  const store = await open();
  await server.stop('immediate');
  await store.close();
  opened.length = 0;
  await expect(open()).rejects.toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE' });
  await server.start();
});

async function open(): Promise<StateStore> {
  const store = await openPostgresState({ url: server.url, schema, partition });
  opened.push(store);
  return store;
}

/** A row of its own, and how many there are. */
function rows(number: number): Write[] {
  const key = Buffer.alloc(4);
  key.writeInt32BE(number);
  const value = Buffer.from(String(number));
  return [
    { table: 'customer', key, value },
    { table: 'meta', key: Buffer.from('count'), value },
  ];
}

async function countOf(store: StateStore): Promise<number> {
  const [value] = await store.getMany('meta', [Buffer.from('count')]);
  return value ? Number(Buffer.from(value).toString()) : 0;
}
