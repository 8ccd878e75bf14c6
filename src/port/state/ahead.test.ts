/** O1: reads over pending writes equal reads of a store that has them, before, while and after the commit is applied. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StateAhead } from './ahead.ts';
import { openMemoryState } from './memory.ts';
import type { LoadRequest, StateReader, StateStore, Table, Write } from './state.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const put = (table: Table, key: string, value: string): Write => ({ table, key: text(key), value: text(value) });
const gone = (table: Table, key: string): Write => ({ table, key: text(key), value: undefined });

async function storeWith(...commits: readonly (readonly Write[])[]): Promise<StateStore> {
  const store = await openMemoryState();
  for (const writes of commits) await store.commit(writes).durable;
  return store;
}

const shown = (pairs: readonly (readonly [Uint8Array, Uint8Array])[]): string[] =>
  pairs.map(([key, value]) => `${Buffer.from(key).toString('latin1')}=${Buffer.from(value).toString('latin1')}`);
const all = { start: bytes(0), end: bytes(255, 255), limit: 100 };

describe('StateAhead', () => {
  test('without pending writes it reads what the store holds', async () => {
    const ahead = new StateAhead(await storeWith([put('timer', 'a', '1')]));
    expect(shown(await ahead.range('timer', all))).toEqual(['a=1']);
    expect(await ahead.getMany('timer', [text('a'), text('b')])).toEqual([bytes(0x31), undefined]);
  });

  test('a pending put, a pending deletion and the last of two writes of a key are seen; other tables are not touched', async () => {
    const ahead = new StateAhead(await storeWith([put('timer', 'a', '1'), put('timer', 'b', '1'), put('meta', 'b', '1')]));
    ahead.add([gone('timer', 'b'), put('timer', 'c', '1'), put('timer', 'a', '2'), gone('timer', 'a'), put('timer', 'a', '3')]);
    expect(shown(await ahead.range('timer', all))).toEqual(['a=3', 'c=1']);
    expect(shown(await ahead.range('meta', all))).toEqual(['b=1']);
    const [a, b, c] = await ahead.getMany('timer', [text('a'), text('b'), text('c')]);
    expect([a && shown([[text('a'), a]]), b, c && shown([[text('c'), c]])]).toEqual([['a=3'], undefined, ['c=1']]);
  });

  test('the limit counts what is left: deletions under way do not shorten the answer', async () => {
    const ahead = new StateAhead(await storeWith(['a', 'b', 'c', 'd'].map((key) => put('timer', key, '1'))));
    ahead.add([gone('timer', 'a'), gone('timer', 'b'), gone('timer', 'x')]);
    expect(shown(await ahead.range('timer', { ...all, limit: 1 }))).toEqual(['c=1']);
    expect(shown(await ahead.range('timer', { ...all, limit: 0 }))).toEqual([]);
    expect(shown(await ahead.range('timer', { ...all, limit: Number.MAX_SAFE_INTEGER }))).toEqual(['c=1', 'd=1']);
  });

  test('a commit under way and what waits for the next one are both seen, the later over the earlier; what is forgotten is not', async () => {
    const ahead = new StateAhead(await storeWith([put('outbox', 'a', '1'), put('outbox', 'd', '1')]));
    ahead.add([gone('outbox', 'a'), put('outbox', 'b', '1')]);
    ahead.begin();
    ahead.add([put('outbox', 'b', '2'), put('outbox', 'c', '1')]);
    expect(shown(await ahead.range('outbox', all))).toEqual(['b=2', 'c=1', 'd=1']);
    expect((await ahead.getMany('outbox', [text('a'), text('b')])).map((value) => value && String.fromCharCode(...value))).toEqual([
      undefined,
      '2',
    ]);
    ahead.forget();
    expect(shown(await ahead.range('outbox', all))).toEqual(['a=1', 'd=1']);
  });

  test('O3. each key is committed once, with its last value', async () => {
    const ahead = new StateAhead(await storeWith());
    ahead.add([put('outbox', 'a', '1'), put('timer', 'a', '1')]);
    ahead.add([gone('outbox', 'a'), put('outbox', 'b', '2')]);
    const writes = ahead.begin();
    expect(writes.map(({ table: of, key: name, value }) => `${of} ${Buffer.from(name)} ${value && Buffer.from(value)}`).sort()).toEqual([
      'outbox a undefined',
      'outbox b 2',
      'timer a 1',
    ]);
    expect(ahead.begin()).toEqual([]);
  });

  test('a commit that is in the store is not pending any more', async () => {
    const store = await storeWith([put('outbox', 'a', '1')]);
    const ahead = new StateAhead(store);
    ahead.add([gone('outbox', 'a')]);
    await store.commit(ahead.begin()).durable;
    ahead.settled();
    await store.commit([put('outbox', 'a', '3')]).durable;
    expect(shown(await ahead.range('outbox', all))).toEqual(['a=3']);
  });
});

const key = fc.array(fc.constantFrom(0, 1, 127, 128, 255), { minLength: 1, maxLength: 3 }).map((values) => Uint8Array.from(values));
const bound = fc.array(fc.constantFrom(0, 0, 1, 127, 128, 255), { maxLength: 3 }).map((values) => Uint8Array.from(values));
const table = fc.constantFrom<Table>('customer', 'timer');
const write: fc.Arbitrary<Write> = fc.record({ table, key, value: fc.option(bound, { nil: undefined }) });
const range = fc.record({ start: bound, end: bound, limit: fc.nat({ max: 6 }), reverse: fc.boolean() });

describe('O1', () => {
  test('any reads over any pending writes equal those of a store that has them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(write, { maxLength: 25 }),
        fc.array(write, { maxLength: 25 }),
        fc.array(key, { maxLength: 6 }),
        fc.array(bound, { maxLength: 4 }),
        fc.array(range, { maxLength: 5 }),
        fc.array(write, { maxLength: 25 }),
        async (before, first, keys, prefixes, ranges, second) => {
          const request: LoadRequest = { gets: [{ table: 'timer', keys }], prefixes: [{ table: 'customer', prefixes }] };
          const read = async (reader: StateReader) => ({
            many: await reader.getMany('customer', keys),
            loaded: await reader.load(request),
            ranges: await Promise.all(ranges.map((one) => reader.range('timer', one))),
          });
          const plain = (value: unknown) =>
            JSON.parse(JSON.stringify(value, (_, one) => (ArrayBuffer.isView(one) ? Buffer.from(one as Uint8Array).toString('hex') : one)));
          const wanted = plain(await read(await storeWith(before, first, second)));
          const store = await storeWith(before);
          const ahead = new StateAhead(store);
          ahead.add(first);
          const { durable } = store.commit(ahead.begin());
          ahead.add(second);
          expect(plain(await read(ahead))).toEqual(wanted);
          await durable;
          expect(plain(await read(ahead))).toEqual(wanted);
          ahead.settled();
          expect(plain(await read(ahead))).toEqual(wanted);
          await store.commit(ahead.begin()).durable;
          expect(plain(await read(ahead))).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });
});
