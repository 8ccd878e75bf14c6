import { describe, expect, test } from 'vitest';
import { encodeIdentity, identifierKey as identifierText } from '../core/index.ts';
import { openMemoryState, type StateReader, type StateStore, type Write } from '../port/state/index.ts';
import { identifierKey, identityKey, metaKey } from './engine/index.ts';
import { type KnownRows, readKnownRows } from './known-rows.ts';

const learnt = { at: 1, partition: 0, position: 1, source: '' };
const live = (id: string, ...values: readonly string[]): Write[] => [
  {
    table: 'identity',
    key: identityKey(id),
    value: encodeIdentity({
      state: 'live',
      links: values.map((value) => ({ identifier: ['user_id', value] as const, first: id, ...learnt })),
      merges: [{ from: `${id}-before`, into: id, ...learnt }],
    }),
  },
  { table: 'identity', key: identityKey(`${id}-before`), value: encodeIdentity({ state: 'merged', into: id }) },
  ...values.map(
    (value): Write => ({ table: 'identifier', key: identifierKey(identifierText(['user_id', value])), value: Buffer.from(id) }),
  ),
];
const progress = (position: number): Write => ({
  table: 'meta',
  key: metaKey('progress'),
  value: Buffer.from(JSON.stringify({ position, at: 900, seq: 7, eventHash: 0, factHash: 0, partial: { position, ordinal: 1, done: 2 } })),
});
const part = (id: string, text: string): Write => ({ table: 'past', key: Buffer.from(id), value: Buffer.from(text) });

async function filled(...writes: readonly Write[]): Promise<StateStore> {
  const state = await openMemoryState();
  await state.commit(writes).durable;
  return state;
}

const shown = ({ rows }: KnownRows): string[] =>
  rows.map(({ table, key }) => `${table} ${Buffer.from(key).toString().replaceAll('\u0000', ':')}`);

describe('of one partition', () => {
  test('has who the customer is and was, what is known of it, and what the engine keeps beside it', async () => {
    const state = await filled(...live('c1', 'ada', 'a'), ...live('c2', 'ben'), part('c1', 'mine'), part('c2', 'other'), progress(41));
    const known = (await readKnownRows({ customer: 'c1-before' }, { state, homeOf: () => state, now: () => 1_000 }))!;
    expect(known).toMatchObject({ customer: 'c1', at: 1_000, behind: { position: 41, at: 900 } });
    expect(shown(known).slice(0, -1)).toEqual([
      ...['identity c1', 'identity c1-before', 'identifier user_id:ada', 'identifier user_id:a', 'past c1', 'meta progress'],
    ]);
    // A tick that was half done is not in the log of whoever begins with it.
    const [row] = known.rows.filter(({ table }) => table === 'meta');
    expect(JSON.parse(Buffer.from(row!.value!).toString())).toMatchObject({ position: 41, seq: 7, partial: null });
  });

  test('C1: who changes while it is read is read again', async () => {
    const state = await filled(...live('c1', 'ada'), progress(41));
    let loads = 0;
    const changing: StateReader = {
      getMany: (table, keys) => state.getMany(table, keys),
      range: (table, range) => state.range(table, range),
      load: async (request) => {
        const loaded = await state.load(request);
        loads += 1;
        if (loads < 3) await state.commit([...live('c1', 'ada', `more${loads}`), progress(41 + loads)]).durable;
        return loaded;
      },
    };
    const known = (await readKnownRows({ namespace: 'user_id', value: 'ada' }, { state: changing, homeOf: () => changing, now: () => 0 }))!;
    expect(known).toMatchObject({ at: 900, behind: { position: 43 } });
    expect(shown(known)).toContain('identifier user_id:more2');
    expect(shown(known)).not.toContain('identifier user_id:more1');
  });
});

test('of several partitions who is who is read where all share it, the rest where the customer lives', async () => {
  const shared = await filled(...live('c1', 'ada'));
  const homes = { c1: await filled(part('c1', 'mine'), progress(5)), c2: await filled(part('c1', 'not mine'), progress(6)) };
  const known = (await readKnownRows({ customer: 'c1' }, { state: shared, homeOf: (id) => homes[id as 'c1'], now: () => 0 }))!;
  expect(known.behind.position).toBe(5);
  expect(known.rows.filter(({ table }) => table === 'past').map(({ value }) => Buffer.from(value!).toString())).toEqual(['mine']);
  expect(shown(known)).toEqual(expect.arrayContaining(['identity c1', 'identifier user_id:ada', 'meta progress']));
});
