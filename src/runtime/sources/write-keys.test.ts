import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { Desk, type DeskStore, openMemoryState } from '../../port/state/index.ts';
import { openWriteKeys, type WriteKeys } from './write-keys.ts';

const NOON = Date.UTC(2026, 4, 1, 12);
const KEEPING = { configured: { sources: [{ id: 'till', writeKey: 'till-key-1' }], place: 'sources.json' } };
const own = { id: 'console', writeKey: 'wk_console' };

let store: Awaited<ReturnType<typeof openMemoryState>>;
let now: number;
let keys: WriteKeys;

beforeEach(async () => {
  now = NOON;
  store = await openMemoryState();
  keys = await opened();
});
afterEach(() => vi.useRealTimers());

function opened(shared = false): Promise<WriteKeys> {
  // Who closes leaves the store to the others.
  const view: DeskStore = {
    getMany: (...of) => store.getMany(...of),
    range: (...of) => store.range(...of),
    commit: (...of) => store.commit(...of),
    close: async () => {},
  };
  return openWriteKeys({ ...KEEPING, desk: new Desk(view, 'write-keys'), shared, own, now: () => now });
}

async function rows(): Promise<string> {
  const pairs = await store.range('desk', { start: new Uint8Array(0), end: new Uint8Array([255]), limit: 100 });
  return pairs.map(([key, value]) => Buffer.concat([key, value]).toString()).join('\n');
}

describe('a key that is made', () => {
  test('is of its source, and told once: what is kept is its hash (W1)', async () => {
    const { secret, key } = await keys.make({ source: 'web', name: 'Shop pages', by: 'ada' });
    expect(secret).toMatch(/^wk_[\w-]{43}$/);
    expect(keys.sourceOf(secret)).toBe('web');
    expect(key).toEqual({
      ...{ id: expect.any(String), source: 'web', name: 'Shop pages', last: secret.slice(-4) },
      ...{ createdAt: NOON, createdBy: 'ada', lately: 0 },
    });
    expect(await rows()).toContain(key.id);
    expect(await rows()).not.toContain(secret);
    expect(JSON.stringify(await keys.list())).not.toContain(secret.slice(0, 20));
  });

  test('makes its source one of those that there are', async () => {
    expect(keys.sources()).toEqual(['till']);
    await keys.make({ source: 'web', by: 'ada' });
    await keys.make({ source: 'till', by: 'ada' });
    expect([...keys.sources()].sort()).toEqual(['till', 'web']);
  });

  test('is there after a restart', async () => {
    const { secret } = await keys.make({ source: 'web', by: 'ada' });
    expect((await opened()).sourceOf(secret)).toBe('web');
  });
});

describe('a key that is replaced', () => {
  test('is taken until its end and not after, beside its successor (W2)', async () => {
    const first = await keys.make({ source: 'web', name: 'Shop pages', by: 'ada' });
    const { secret, key, old } = await keys.rotate(first.key.id, { until: NOON + DAY, by: 'ben' });
    expect(key).toMatchObject({ source: 'web', name: 'Shop pages', createdBy: 'ben' });
    expect(old).toMatchObject({ id: first.key.id, endsAt: NOON + DAY, endedBy: 'ben' });
    now = NOON + DAY - 1;
    expect([first.secret, secret].map((one) => keys.sourceOf(one))).toEqual(['web', 'web']);
    now = NOON + DAY;
    expect([first.secret, secret].map((one) => keys.sourceOf(one))).toEqual([undefined, 'web']);
    expect([first.secret, secret].map((one) => keys.hasEnded(one))).toEqual([true, false]);
  });

  test('ends no later than it would have, and never before now', async () => {
    const { key } = await keys.make({ source: 'web', by: 'ada' });
    await keys.rotate(key.id, { until: NOON + HOUR, by: 'ada' });
    expect((await keys.rotate(key.id, { until: NOON + DAY, by: 'ada' })).old.endsAt).toBe(NOON + HOUR);
    expect((await keys.rotate(key.id, { until: 0, by: 'ada' })).old.endsAt).toBe(NOON);
    await expect(keys.rotate(key.id, { until: NOON, by: 'ada' })).rejects.toMatchObject({ code: 'VOLANO_WRITE_KEY_ENDED' });
  });

  test('of two who replace it at once each gets a successor that is taken', async () => {
    const { key } = await keys.make({ source: 'web', by: 'ada' });
    const other = await opened();
    const made = await Promise.all([keys, other].map((one) => one.rotate(key.id, { until: NOON + HOUR, by: 'ada' })));
    await keys.look();
    expect(made.map(({ secret }) => keys.sourceOf(secret))).toEqual(['web', 'web']);
  });
});

describe('a key that is revoked', () => {
  test('is refused at once, and remembered for 90 days (W4)', async () => {
    const { secret, key } = await keys.make({ source: 'web', by: 'ada' });
    expect(await keys.revoke(key.id, 'ben')).toMatchObject({ endsAt: NOON, endedBy: 'ben' });
    expect(keys.sourceOf(secret)).toBeUndefined();
    expect(keys.hasEnded(secret)).toBe(true);
    expect(keys.sources()).toEqual(['till']);
    now += HOUR;
    expect(await keys.revoke(key.id, 'eve')).toMatchObject({ endsAt: NOON, endedBy: 'ben' });
    now = NOON + 91 * DAY;
    await keys.make({ source: 'web', by: 'ada' });
    expect((await keys.list()).map(({ id }) => id)).not.toContain(key.id);
    expect(keys.hasEnded(secret)).toBe(false);
  });

  test('is refused by other processes within about a second, and a new one taken (W2)', async () => {
    vi.useFakeTimers();
    const other = await opened(true);
    const { secret, key } = await keys.make({ source: 'web', by: 'ada' });
    expect(other.sourceOf(secret)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(other.sourceOf(secret)).toBe('web');
    await keys.revoke(key.id, 'ada');
    await vi.advanceTimersByTimeAsync(1_100);
    expect(other.sourceOf(secret)).toBeUndefined();
    expect(other.hasEnded(secret)).toBe(true);
  });

  test('stays so while the desk cannot be read, and what is known stays known (W2)', async () => {
    vi.useFakeTimers();
    const other = await opened(true);
    const { secret } = await keys.make({ source: 'web', by: 'ada' });
    await vi.advanceTimersByTimeAsync(1_100);
    const failing = vi.spyOn(store, 'range').mockRejectedValue(new Error('gone'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(other.sourceOf(secret)).toBe('web');
    failing.mockRestore();
    const next = await keys.make({ source: 'app', by: 'ada' });
    await vi.advanceTimersByTimeAsync(1_100);
    expect(other.sourceOf(next.secret)).toBe('app');
  });
});

describe('keys of the configuration', () => {
  test('are valid, listed first with their place, and changed there alone (W3)', async () => {
    await keys.make({ source: 'web', by: 'ada' });
    const [fixed, made] = await keys.list();
    expect(fixed).toEqual({ id: expect.any(String), source: 'till', last: 'ey-1', place: 'sources.json', lately: 0 });
    expect(made).not.toHaveProperty('place');
    expect(keys.sourceOf('till-key-1')).toBe('till');
    const refused = { code: 'VOLANO_WRITE_KEY_FIXED', message: expect.stringContaining('sources.json') };
    await expect(keys.revoke(fixed!.id, 'ada')).rejects.toMatchObject(refused);
    await expect(keys.rotate(fixed!.id, { until: NOON, by: 'ada' })).rejects.toMatchObject(refused);
  });

  test('that of the process is valid and not listed', async () => {
    expect(keys.sourceOf('wk_console')).toBe('console');
    keys.used('wk_console', 3);
    expect(await keys.list()).toHaveLength(1);
  });
});

test.each(['', 'wk_', 'till-key-2', 'TILL-KEY-1'])('"%s" is no key', async (key) => {
  await keys.make({ source: 'web', by: 'ada' });
  expect(keys.sourceOf(key)).toBeUndefined();
  expect(keys.hasEnded(key)).toBe(false);
});

test('a key that there is not is said to be none', async () => {
  for (const asked of [keys.revoke('x', 'ada'), keys.rotate('x', { until: NOON, by: 'ada' })])
    await expect(asked).rejects.toMatchObject({ code: 'VOLANO_RESOURCE_UNKNOWN' });
});

describe('what is sent with a key', () => {
  test('is counted over 24 hours, upon what other processes have counted', async () => {
    const other = await opened();
    const { secret, key } = await keys.make({ source: 'web', by: 'ada' });
    await other.look();
    keys.used(secret, 3);
    other.used(secret, 4);
    other.used('till-key-1', 1);
    await other.close();
    now += HOUR;
    keys.used(secret, 10);
    const useOf = async (id: string) => (await keys.list()).find((one) => one.id === id);
    expect(await useOf(key.id)).toMatchObject({ lately: 17, usedAt: now });
    expect((await keys.list())[0]).toMatchObject({ source: 'till', lately: 1, usedAt: NOON });
    now = NOON + 24 * HOUR;
    expect(await useOf(key.id)).toMatchObject({ lately: 10 });
    now += 2 * DAY;
    expect(await useOf(key.id)).toMatchObject({ lately: 0, usedAt: NOON + HOUR });
  });

  test('is noted when it ends, and by itself some seconds later', async () => {
    vi.useFakeTimers();
    const { secret, key } = await keys.make({ source: 'web', by: 'ada' });
    keys.used(secret, 2);
    await vi.advanceTimersByTimeAsync(6_000);
    keys.used(secret, 5);
    await keys.close();
    expect((await (await opened()).list()).find(({ id }) => id === key.id)).toMatchObject({ lately: 7 });
  });
});
