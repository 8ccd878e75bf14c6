import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import type { QuarantinedCall } from '../quarantine/index.ts';
import type { ReplayRequest } from './replay.ts';
import { badOrder, CAME, CORRECTION, NOW, openWorld, type ReplayWorld, type WorldChanges } from './world.suite.ts';

let folder: string;
let world: ReplayWorld;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-replay-'));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function open(calls: readonly QuarantinedCall[], changes?: WorldChanges): Promise<void> {
  world = await openWorld(folder, changes);
  await world.quarantine.add(calls);
}

const orders = (from: number, to: number): QuarantinedCall[] => Array.from({ length: to - from }, (_, i) => badOrder(from + i));
const ASKED: ReplayRequest = { selection: {}, correction: CORRECTION, dryRun: false, limit: 1_000_000 };

describe('a dry run', () => {
  test('says what would pass, what would not and why, and changes nothing (P4)', async () => {
    const broken = JSON.stringify({ type: 'track', event: 'order completed', userId: 'u', properties: { amount: 'free' } });
    await open([...orders(0, 10), badOrder(10, { raw: broken }), badOrder(11, { form: 'text', raw: '{"type":' })]);
    const result = await world.replayer.replay({ ...ASKED, dryRun: true });
    expect(result).toMatchObject({ selected: 12, passed: 10, repeated: 0, failed: 1, unreadable: 1 });
    expect(result.reasons).toEqual([
      {
        code: 'VOLANO_EVENT_INVALID',
        field: 'order_id',
        count: 1,
        reason: expect.stringContaining('"order_id" is missing; "total" is of another type'),
      },
    ]);
    const [first] = result.samples;
    expect(first).toMatchObject({ passes: true, before: { properties: { amount: '0.50' } }, after: { properties: { total: 0.5 } } });
    expect(result.samples.map(({ passes }) => passes)).toEqual([true, true, true, false, false]);
    expect(await world.events()).toEqual([]);
    expect(await world.quarantine.stats()).toMatchObject({ records: 12, replayed: 0 });
  });

  test('without a correction asks the dictionary of today', async () => {
    await open(orders(0, 3));
    const { correction: _, ...as_they_are } = ASKED;
    // The event that the till names is not defined: nobody objects any more.
    expect(await world.replayer.replay({ ...as_they_are, dryRun: true })).toMatchObject({ passed: 3 });
  });

  test('refuses a correction that cannot be used', async () => {
    await open([]);
    const wrong = { rules: [{ steps: [{ convert: 'properties.at', as: 'time', pattern: 'HH:mm' }] }] };
    expect(() => world.replayer.replay({ ...ASKED, correction: wrong })).toThrow(/rules\[0\]\.steps\[0\].*needs a year/);
  });
});

describe('a replay', () => {
  test('sends what passes with its own time, and keeps the rest as it was (P2, P3)', async () => {
    const late = badOrder(1, { sentAt: CAME - 5_000 });
    await open([badOrder(0), late, badOrder(2, { raw: '{"type":"track","event":"order completed","userId":"u"}' })]);
    expect(await world.replayer.replay(ASKED)).toMatchObject({ selected: 3, passed: 2, failed: 1 });
    const events = await world.events();
    const ids = (await world.quarantine.read({ limit: 10 })).map(({ id }) => id);
    expect(ids).toHaveLength(1);
    expect(events.map(({ event, messageId, source, properties }) => ({ event, messageId, source, properties }))).toEqual([
      { event: 'Order Completed', messageId: 'm-0', source: 'pos', properties: { order_id: 'o-0', total: 0.5 } },
      { event: 'Order Completed', messageId: 'm-1', source: 'pos', properties: { order_id: 'o-1', total: 1.5 } },
    ]);
    // The clock of the batch was five seconds behind.
    expect(events.map(({ time }) => time)).toEqual([CAME, CAME - 1 + 5_000]);
    expect(events.map(({ receivedAt }) => receivedAt)).toEqual([NOW, NOW]);
    expect(new Set(events.map(({ quarantine }) => quarantine)).size).toBe(2);
    expect(await world.quarantine.stats()).toMatchObject({ records: 1, replayed: 2, dropped: 0, removed: 0 });
    expect(await world.replayer.replay(ASKED)).toMatchObject({ selected: 1, passed: 0, failed: 1 });
    expect(await world.events()).toHaveLength(2);
  });

  test('of what is selected: source, event, code, field, time, id', async () => {
    await open([
      badOrder(0),
      badOrder(1, { source: 'web' }),
      badOrder(2, { code: 'VOLANO_CALL_INVALID' }),
      badOrder(3, { field: 'currency' }),
      badOrder(4, { at: CAME - 10 }),
      badOrder(5, { at: CAME + 10 }),
    ]);
    const all = await world.quarantine.read({ limit: 10 });
    const correction = { rules: [{ steps: CORRECTION.rules[0].steps }] };
    const passing = async (selection: ReplayRequest['selection']): Promise<number> =>
      (await world.replayer.replay({ ...ASKED, correction, selection, dryRun: true })).passed;
    expect(await passing({ source: 'web' })).toBe(1);
    expect(await passing({ event: 'order completed' })).toBe(6);
    expect(await passing({ event: 'Order Completed' })).toBe(0);
    expect(await passing({ code: 'VOLANO_CALL_INVALID' })).toBe(1);
    expect(await passing({ field: 'currency' })).toBe(1);
    expect(await passing({ since: CAME })).toBe(5);
    expect(await passing({ until: CAME })).toBe(1);
    expect(await passing({ ids: [all[2]!.id, all[4]!.id] })).toBe(2);
  });

  test('gives a call without a message id one that is its own for good', async () => {
    const anonymous = badOrder(0, { raw: JSON.stringify({ event: 'x', userId: 'u', properties: {} }), route: 'track' });
    const { messageId: _, ...call } = anonymous;
    await open([call]);
    const [record] = await world.quarantine.read({ limit: 1 });
    await world.replayer.replay(ASKED);
    expect((await world.events()).map(({ messageId }) => messageId)).toEqual([`quarantine-${record!.id}`]);
  });

  test('sends a message id once: kept twice, or taken longer ago than dedupe remembers', async () => {
    const asked: string[] = [];
    await open([badOrder(1), badOrder(1), badOrder(2, { at: NOW - 72 * 3_600_000 }), badOrder(3, { at: NOW - 72 * 3_600_000 })], {
      taken: async (ids) => {
        asked.push(...ids);
        return new Set(['m-3']);
      },
    });
    expect(await world.replayer.replay(ASKED)).toMatchObject({ selected: 4, passed: 2, repeated: 2 });
    expect(asked).toEqual(['m-2', 'm-3']);
    expect((await world.events()).map(({ messageId }) => messageId)).toEqual(['m-1', 'm-2']);
    expect(await world.quarantine.stats()).toMatchObject({ records: 0, replayed: 4 });
  });

  test('page by page; two at the same time take turns', async () => {
    await open(orders(0, 1_200));
    const first = await world.replayer.replay({ ...ASKED, limit: 700, dryRun: true });
    expect(first).toMatchObject({ passed: 700, next: expect.any(String) });
    const second = await world.replayer.replay({ ...ASKED, limit: 700, dryRun: true, after: first.next! });
    expect(second.passed).toBe(500);
    expect(second.next).toBeUndefined();
    const both = await Promise.all([world.replayer.replay(ASKED), world.replayer.replay(ASKED)]);
    expect(both.map(({ passed }) => passed)).toEqual([1_200, 0]);
    expect(await world.events()).toHaveLength(1_200);
  });

  test('in event time, in the time of the events', async () => {
    await open(orders(0, 2), { eventTime: () => ({ from: CAME - 1, to: CAME }) });
    await world.replayer.replay(ASKED);
    const records = await world.log.read(0, 0, 10);
    expect(records.map(({ at }) => at)).toEqual([CAME, CAME]);
  });

  test('that the log refuses leaves everything to the next one (P1)', async () => {
    let full = true;
    await open(orders(0, 600), {
      around: async (append) => {
        if (full) throw new Error('the disk is full');
        await append();
      },
    });
    await expect(world.replayer.replay(ASKED)).rejects.toThrow('full');
    expect(await world.quarantine.stats()).toMatchObject({ records: 600, replayed: 0 });
    full = false;
    expect(await world.replayer.replay(ASKED)).toMatchObject({ passed: 600 });
    expect(await world.events()).toHaveLength(600);
  });

  test('whose append fails after it was written is found in the log (P1)', async () => {
    let once = true;
    await open(orders(0, 600), {
      around: async (append) => {
        await append();
        if (once) throw new Error('who knows');
      },
    });
    await expect(world.replayer.replay(ASKED)).rejects.toThrow('who knows');
    once = false;
    expect(await world.replayer.replay(ASKED)).toMatchObject({ passed: 100 });
    expect(new Set((await world.events()).map(({ messageId }) => messageId)).size).toBe(600);
    expect(await world.events()).toHaveLength(600);
  });
});

describe.each(['a folder', 'a cluster'])('a replay of a quarantine in %s', (where) => {
  let server: Postgres | undefined;
  beforeAll(async () => {
    if (where === 'a cluster') server = await sharedPostgres();
  });
  afterAll(() => server?.remove());

  test.each(['before begin', 'begun', 'appended'])('killed %s: each goes into the log once (P1)', async (instant) => {
    const shared = server && { url: server.url, schema: freshSchema() };
    await open(orders(0, 2_000), { shared });
    await world.close();
    const script = fileURLToPath(new URL('./replaying-process.suite.ts', import.meta.url));
    const place = shared ? [JSON.stringify(shared)] : [];
    const child = spawn(process.execPath, ['--conditions=volano-source', script, folder, instant, ...place], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const signal = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
    expect(signal).toBe('SIGKILL');
    world = await openWorld(folder, { shared });
    const before = (await world.events()).length;
    expect(before).toBe(instant === 'appended' ? 1_500 : 1_000);
    await world.replayer.recover();
    expect(await world.quarantine.stats()).toMatchObject({ records: 2_000 - before, replayed: before });
    await world.replayer.replay(ASKED);
    const ids = (await world.events()).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2_000);
    expect(new Set(ids).size).toBe(2_000);
    expect(await world.quarantine.stats()).toMatchObject({ records: 0, replayed: 2_000, dropped: 0, removed: 0 });
  });
});

describe('dropping', () => {
  test('takes what is selected out for good, after a dry run', async () => {
    await open([...orders(0, 5), badOrder(9, { source: 'web' })]);
    const asked = { selection: { source: 'web' }, dryRun: true, limit: 100 };
    expect(await world.replayer.drop(asked)).toEqual({ dropped: 1 });
    expect(await world.quarantine.stats()).toMatchObject({ records: 6, dropped: 0 });
    expect(await world.replayer.drop({ ...asked, dryRun: false })).toEqual({ dropped: 1 });
    expect(await world.quarantine.stats()).toMatchObject({ records: 5, dropped: 1 });
    expect(await world.replayer.replay(ASKED)).toMatchObject({ passed: 5 });
    expect(await readFile(join(folder, 'quarantine', 'settled.jsonl'), 'utf8')).toContain('"as":"dropped"');
  });
});
