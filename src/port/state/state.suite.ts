/** The contract of the state store (S1 to S5, S7), run against every carrier. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeConditions } from './conditions.suite.ts';
import type { KeyRange, StateStore, Table, Write } from './state.ts';

/** Where a store lives: it can be opened again, as after a restart. */
export interface StatePlace {
  open(options?: { readOnly?: boolean }): Promise<StateStore>;
  /** Everything opened has been closed before. */
  remove(): Promise<void>;
}

/** Runs the contract. `runs`: how many random histories; fewer where each costs disk time. */
export function describeState(name: string, makePlace: () => Promise<StatePlace>, runs: number): void {
  describe(`${name} state`, () => {
    let place: StatePlace;
    let opened: StateStore[];
    beforeEach(async () => {
      place = await makePlace();
      opened = [];
    });
    afterEach(async () => {
      for (const store of opened.reverse()) await store.close();
      await place.remove();
    });
    const open = async (options?: { readOnly?: boolean }): Promise<StateStore> => {
      const store = await place.open(options);
      opened.push(store);
      return store;
    };

    describeCommit(open);
    describeRange(open);
    describeLoad(open);
    describeOpening(open);
    describeConditions(open);

    it('behaves as a plain sorted array under random histories (S1, S3, S4)', async () => {
      await fc.assert(
        fc.asyncProperty(history, async (steps) => {
          const own = await makePlace();
          const handle = { store: await own.open() };
          await follow(steps, handle, () => own.open());
          await handle.store.close();
          await own.remove();
        }),
        { numRuns: runs },
      );
    });
  });
}

type Open = (options?: { readOnly?: boolean }) => Promise<StateStore>;

function describeCommit(open: Open): void {
  it('shows a commit once applied, and not before (S2)', async () => {
    const store = await open();
    const commit = store.commit([put('customer', 'a', '1')]);
    const [before] = await Promise.all([store.getMany('customer', [bytes('a')]), commit.applied]);
    expect(before).toEqual([undefined]);
    expect(await valuesAt(store, 'customer', 'a')).toEqual(['1']);
    await commit.durable;
  });

  it('applies commits in the order of the calls, later writes of a key winning (S2)', async () => {
    const store = await open();
    const commits = Array.from({ length: 50 }, (_, i) => store.commit([put('meta', 'k', String(i)), put('meta', `only ${i}`, 'x')]));
    await Promise.all(commits.map((commit) => commit.durable));
    expect(await valuesAt(store, 'meta', 'k', 'only 0', 'only 49')).toEqual(['49', 'x', 'x']);
    await store.commit([put('meta', 'k', 'a'), remove('meta', 'k'), put('meta', 'k', 'b'), put('meta', 'l', 'c'), remove('meta', 'l')])
      .applied;
    expect(await valuesAt(store, 'meta', 'k', 'l')).toEqual(['b', undefined]);
  });

  it('writes several tables at once, and keeps them apart', async () => {
    const store = await open();
    await store.commit([put('customer', 'k', 'c'), put('timer', 'k', 't'), put('outbox', 'k', 'o')]).applied;
    expect(await valuesAt(store, 'customer', 'k')).toEqual(['c']);
    expect(await valuesAt(store, 'timer', 'k')).toEqual(['t']);
    expect(await valuesAt(store, 'identity', 'k')).toEqual([undefined]);
    await store.commit([remove('timer', 'k'), remove('timer', 'never there')]).applied;
    expect(await valuesAt(store, 'timer', 'k')).toEqual([undefined]);
    expect(await valuesAt(store, 'customer', 'k')).toEqual(['c']);
  });

  it('takes keys of 1 to 1,900 bytes and refuses others before anything is written (S1, S4)', async () => {
    const store = await open();
    const longest = 'x'.repeat(1_900);
    await store.commit([put('fact', longest, 'long'), put('fact', '\u0000', 'short')]).applied;
    expect(await valuesAt(store, 'fact', longest, '\u0000')).toEqual(['long', 'short']);
    expect(() => store.commit([put('fact', 'fine', '1'), put('fact', '', '2')])).toThrow(RangeError);
    expect(() => store.commit([put('fact', 'fine', '1'), put('fact', `${longest}x`, '2')])).toThrow(RangeError);
    expect(() =>
      store.commit([put('fact', 'fine', '1'), { table: 'fact', key: bytes('a'), value: 'text' as unknown as Uint8Array }]),
    ).toThrow(TypeError);
    expect(await valuesAt(store, 'fact', 'fine')).toEqual([undefined]);
  });

  it('stores empty values, large values and every byte (S4)', async () => {
    const store = await open();
    const every = Uint8Array.from({ length: 256 }, (_, i) => i);
    const large = Buffer.alloc(300_000, 7);
    await store.commit([
      { table: 'meta', key: every, value: every },
      { table: 'meta', key: bytes('empty'), value: new Uint8Array() },
      { table: 'meta', key: bytes('large'), value: large },
    ]).applied;
    const [a, b, c] = await store.getMany('meta', [every, bytes('empty'), bytes('large')]);
    expect([...a!]).toEqual([...every]);
    expect(b).toHaveLength(0);
    expect(Buffer.from(c!).equals(large)).toBe(true);
  });

  it('counts pairs', async () => {
    const store = await open();
    expect(await store.count('customer')).toBe(0);
    await store.commit([put('customer', 'a', '1'), put('customer', 'b', '2'), put('timer', 'a', '')]).applied;
    await store.commit([put('customer', 'a', '3')]).applied;
    expect([await store.count('customer'), await store.count('timer')]).toEqual([2, 1]);
    await store.commit([remove('customer', 'a')]).applied;
    expect(await store.count('customer')).toBe(1);
  });

  it('commits some thousand writes, and none', async () => {
    const store = await open();
    await store.commit(Array.from({ length: 5_000 }, (_, i) => put('customer', `c${i}`, String(i)))).durable;
    await store.commit([]).durable;
    expect(await store.count('customer')).toBe(5_000);
    expect(await valuesAt(store, 'customer', 'c0', 'c4999')).toEqual(['0', '4999']);
  });
}

function describeRange(open: Open): void {
  const all = { start: new Uint8Array(), end: Uint8Array.of(255, 255), limit: 100 };
  const filled = async (): Promise<StateStore> => {
    const store = await open();
    await store.commit(['b', 'd', 'a', 'c'].map((key) => put('timer', key, key.toUpperCase()))).applied;
    return store;
  };

  it('goes from start (inclusive) to end (exclusive) in key order (S4)', async () => {
    const store = await filled();
    expect(await texts(store, all)).toEqual(['aA', 'bB', 'cC', 'dD']);
    expect(await texts(store, { start: bytes('b'), end: bytes('d'), limit: 9 })).toEqual(['bB', 'cC']);
    expect(await texts(store, { start: bytes('aa'), end: bytes('b'), limit: 9 })).toEqual([]);
  });

  it('goes backwards over the same pairs', async () => {
    const store = await filled();
    expect(await texts(store, { ...all, reverse: true })).toEqual(['dD', 'cC', 'bB', 'aA']);
    expect(await texts(store, { start: bytes('a'), end: bytes('c'), limit: 9, reverse: true })).toEqual(['bB', 'aA']);
    expect(await texts(store, { start: bytes('a'), end: bytes('cc'), limit: 2, reverse: true })).toEqual(['cC', 'bB']);
  });

  it('stops at the limit, and takes an empty or reversed range as empty', async () => {
    const store = await filled();
    expect(await texts(store, { ...all, limit: 2 })).toEqual(['aA', 'bB']);
    expect(await texts(store, { ...all, limit: 0 })).toEqual([]);
    expect(await texts(store, { start: bytes('b'), end: bytes('b'), limit: 9 })).toEqual([]);
    expect(await texts(store, { start: bytes('d'), end: bytes('a'), limit: 9, reverse: true })).toEqual([]);
    expect(await texts(store, { start: new Uint8Array(), end: new Uint8Array(), limit: 9 })).toEqual([]);
  });

  it('orders keys by their bytes, not as text or numbers (S4)', async () => {
    const store = await open();
    const keys = [[0], [0, 0], [0, 1], [1], [9], [10], [127], [128], [200, 1], [255], [255, 0], [255, 255]].map((key) =>
      Uint8Array.from(key),
    );
    await store.commit(keys.toReversed().map((key): Write => ({ table: 'fact', key, value: key }))).applied;
    const found = await store.range('fact', { start: new Uint8Array(), end: Uint8Array.of(255, 255, 255), limit: 99 });
    expect(found.map(([key]) => [...key])).toEqual(keys.map((key) => [...key]));
    expect(found.map(([, value]) => [...value])).toEqual(keys.map((key) => [...key]));
  });

  async function texts(store: StateStore, range: KeyRange): Promise<string[]> {
    return (await store.range('timer', range)).map(([key, value]) => text(key) + text(value));
  }
}

function describeLoad(open: Open): void {
  it('answers lookups and prefixes in the order of the request', async () => {
    const store = await open();
    await store.commit([
      put('customer', 'c1/a', '1'),
      put('customer', 'c1/b', '2'),
      put('customer', 'c10/a', '3'),
      put('customer', 'c2/a', '4'),
      put('identifier', 'u', 'c1'),
      { table: 'customer', key: Uint8Array.of(255, 255, 1), value: bytes('5') },
    ]).applied;
    const { gets, prefixes } = await store.load({
      gets: [
        { table: 'identifier', keys: [bytes('v'), bytes('u')] },
        { table: 'customer', keys: [] },
      ],
      prefixes: [
        { table: 'customer', prefixes: [bytes('c2/'), bytes('c1/'), bytes('c3/')] },
        { table: 'customer', prefixes: [Uint8Array.of(255, 255), new Uint8Array()] },
      ],
    });
    expect(gets.map((group) => group.map((value) => value && text(value)))).toEqual([[undefined, 'c1'], []]);
    expect(prefixes.map((group) => group.map((pairs) => pairs.map(([, value]) => text(value))))).toEqual([
      [['4'], ['1', '2'], []],
      [['5'], ['1', '2', '3', '4', '5']],
    ]);
  });

  it('is one snapshot while commits go on (S3)', async () => {
    const store = await open();
    const tables: readonly Table[] = ['customer', 'identity', 'timer'];
    let running = true;
    const writer = (async (): Promise<void> => {
      for (let i = 0; i < 200; i++) await store.commit(tables.map((table) => put(table, 'n', String(i)))).applied;
      running = false;
    })();
    let reads = 0;
    while (running) {
      const { gets, prefixes } = await store.load({
        gets: tables.map((table) => ({ table, keys: [bytes('n')] })),
        prefixes: [{ table: 'customer', prefixes: [bytes('n')] }],
      });
      const seen = [...gets.map(([value]) => value && text(value)), prefixes[0]![0]![0] && text(prefixes[0]![0]![0]![1])];
      expect(new Set(seen).size).toBe(1);
      reads++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writer;
    expect(reads).toBeGreaterThan(0);
  });
}

function describeOpening(open: Open): void {
  it('keeps everything over a restart', async () => {
    const store = await open();
    await store.commit([put('customer', 'a', '1'), put('meta', 'position', '77')]).durable;
    await store.close();
    const again = await open();
    expect(await valuesAt(again, 'customer', 'a')).toEqual(['1']);
    expect(await valuesAt(again, 'meta', 'position')).toEqual(['77']);
  });

  it('finishes what was asked for before it closes', async () => {
    const store = await open();
    const commit = store.commit([put('meta', 'a', '1')]);
    await store.close();
    await commit.durable;
    expect(await valuesAt(await open(), 'meta', 'a')).toEqual(['1']);
  });

  it('refuses a second writer, naming the process, until the first has closed (S5)', async () => {
    const store = await open();
    await expect(open()).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED', details: { pid: process.pid } });
    await store.close();
    await expect(open()).resolves.toBeDefined();
  });

  it('shows a reader opened beside it each applied commit, and lets it write nothing (S3, S5)', async () => {
    const store = await open();
    const reader = await open({ readOnly: true });
    await store.commit([put('outbox', 'm', '1')]).durable;
    expect(await valuesAt(reader, 'outbox', 'm')).toEqual(['1']);
    await store.commit([put('outbox', 'm', '2')]).durable;
    expect(await valuesAt(reader, 'outbox', 'm')).toEqual(['2']);
    expect(() => reader.commit([put('outbox', 'm', '3')])).toThrow(TypeError);
  });

  it('says so when there is nothing to read', async () => {
    await expect(open({ readOnly: true })).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
  });

  it('answers no more once closed, and closes twice without harm', async () => {
    const store = await open();
    await store.close();
    await store.close();
    await expect(store.getMany('meta', [bytes('a')])).rejects.toThrow(TypeError);
    await expect(store.count('meta')).rejects.toThrow(TypeError);
    expect(() => store.commit([put('meta', 'a', '1')])).toThrow(TypeError);
  });
}

interface HistoryWrite {
  readonly key: string;
  readonly value: string | undefined;
}
type Step =
  | { readonly do: 'commit'; readonly writes: readonly HistoryWrite[] }
  | { readonly do: 'range'; readonly start: string; readonly end: string; readonly limit: number; readonly reverse: boolean }
  | { readonly do: 'prefix'; readonly prefix: string }
  | { readonly do: 'reopen' };

/** Few letters, so that keys meet and prefixes match; the last is the highest byte. */
const key = fc.string({ unit: fc.constantFrom('\u0000', 'a', 'b', '\u00ff'), minLength: 1, maxLength: 4 });
const edge = fc.string({ unit: fc.constantFrom('\u0000', 'a', 'b', '\u00ff'), maxLength: 4 });
const write: fc.Arbitrary<HistoryWrite> = fc.record({ key, value: fc.option(fc.string({ maxLength: 3 }), { nil: undefined, freq: 3 }) });
const history: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ do: fc.constant('commit' as const), writes: fc.array(write, { maxLength: 8 }) }), weight: 4 },
    {
      arbitrary: fc.record({ do: fc.constant('range' as const), start: edge, end: edge, limit: fc.nat(6), reverse: fc.boolean() }),
      weight: 4,
    },
    { arbitrary: fc.record({ do: fc.constant('prefix' as const), prefix: edge }), weight: 2 },
    { arbitrary: fc.record({ do: fc.constant('reopen' as const) }), weight: 1 },
  ),
  { maxLength: 25 },
);

/** The model: one array of pairs, sorted by key. */
async function follow(steps: readonly Step[], handle: { store: StateStore }, reopen: () => Promise<StateStore>): Promise<void> {
  let model: (readonly [string, string])[] = [];
  for (const step of steps) {
    if (step.do === 'reopen') {
      await handle.store.close();
      handle.store = await reopen();
    } else if (step.do === 'commit') {
      await handle.store.commit(
        step.writes.map(({ key, value }) => ({ table: 'timer', key: latin(key), value: value === undefined ? undefined : bytes(value) })),
      ).applied;
      for (const { key, value } of step.writes) {
        model = model.filter(([existing]) => existing !== key);
        if (value !== undefined) model.push([key, value]);
      }
      model.sort(([a], [b]) => (a < b ? -1 : 1));
    } else if (step.do === 'range') {
      const inside = model.filter(([key]) => key >= step.start && key < step.end);
      const expected = (step.reverse ? inside.toReversed() : inside).slice(0, step.limit);
      const { limit, reverse } = step;
      expect(plain(await handle.store.range('timer', { start: latin(step.start), end: latin(step.end), limit, reverse }))).toEqual(
        expected,
      );
    } else {
      const { prefixes } = await handle.store.load({ gets: [], prefixes: [{ table: 'timer', prefixes: [latin(step.prefix)] }] });
      expect(plain(prefixes[0]![0]!)).toEqual(model.filter(([key]) => key.startsWith(step.prefix)));
    }
    const found = await handle.store.getMany(
      'timer',
      model.map(([key]) => latin(key)),
    );
    expect(found.map((value) => value && text(value))).toEqual(model.map(([, value]) => value));
    expect(await handle.store.count('timer')).toBe(model.length);
  }
}

function plain(pairs: readonly (readonly [Uint8Array, Uint8Array])[]): (readonly [string, string])[] {
  return pairs.map(([key, value]) => [Buffer.from(key).toString('latin1'), text(value)]);
}

function put(table: Table, key: string, value: string): Write {
  return { table, key: bytes(key), value: bytes(value) };
}

function remove(table: Table, key: string): Write {
  return { table, key: bytes(key), value: undefined };
}

async function valuesAt(store: StateStore, table: Table, ...keys: string[]): Promise<(string | undefined)[]> {
  return (await store.getMany(table, keys.map(bytes))).map((value) => value && text(value));
}

function bytes(value: string): Uint8Array {
  return Buffer.from(value);
}

function latin(value: string): Uint8Array {
  return Buffer.from(value, 'latin1');
}

function text(value: Uint8Array): string {
  return Buffer.from(value).toString();
}
