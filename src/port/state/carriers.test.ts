/** The carriers against each other: whatever is asked of them, also without waiting, they answer alike. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { openLmdbState } from './lmdb.ts';
import { openMemoryState } from './memory.ts';
import { openPostgresState } from './postgres.ts';
import type { Expected, LoadRequest, StateStore, Table, Write } from './state.ts';

const table = fc.constantFrom<Table>('customer', 'identifier', 'timer', 'dedupe', 'hop');
const key = fc.array(fc.constantFrom(0, 1, 97, 255), { minLength: 1, maxLength: 4 }).map((list) => Uint8Array.from(list));
const prefix = fc.array(fc.constantFrom(0, 1, 97, 255), { maxLength: 2 }).map((list) => Uint8Array.from(list));
const value = fc.option(fc.uint8Array({ maxLength: 6 }), { nil: undefined, freq: 3 });
const write: fc.Arbitrary<Write> = fc.record({ table, key, value });
/** Mostly of rows that are as little likely to be there as not. */
const expected: fc.Arbitrary<Expected> = fc.record({ table, key, value: fc.constantFrom(undefined, Uint8Array.of(), Uint8Array.of(0)) });
const commit = fc.record({ writes: fc.array(write, { maxLength: 10 }), expected: fc.array(expected, { maxLength: 2 }) });
const request: fc.Arbitrary<LoadRequest> = fc.record({
  gets: fc.array(fc.record({ table, keys: fc.array(key, { maxLength: 4 }) }), { maxLength: 3 }),
  prefixes: fc.array(fc.record({ table, prefixes: fc.array(prefix, { maxLength: 3 }) }), { maxLength: 3 }),
});
/** Each round: commits that are under way together, then what is loaded when the last of them is applied. */
const rounds = fc.array(fc.record({ commits: fc.array(commit, { minLength: 1, maxLength: 4 }), request }), { maxLength: 8 });

let server: Postgres;
const schema = freshSchema();
let partition = 0;
beforeAll(async () => {
  server = await sharedPostgres();
});
afterAll(async () => {
  await server.drop(schema);
  await server.remove();
});

it('answer every load alike after the same commits (S1, S2, S3, S4, S7)', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async (list) => {
      const path = mkdtempSync(join(tmpdir(), 'volano-carriers-'));
      const postgres = await openPostgresState({ url: server.url, schema, partition: partition++ });
      const stores = [await openLmdbState({ path }), await openMemoryState(), postgres] as const;
      for (const { commits, request: asked } of list) {
        const [disk, memory, remote] = await Promise.all(stores.map((store) => play(store, commits, asked)));
        expect(disk).toEqual(memory);
        expect(remote).toEqual(memory);
      }
      for (const store of stores) await store.close();
      rmSync(path, { recursive: true });
    }),
    { numRuns: 30 },
  );
});

interface Conditional {
  readonly writes: readonly Write[];
  readonly expected: readonly Expected[];
}

/** What the store answers, as plain numbers. */
async function play(store: StateStore, commits: readonly Conditional[], request: LoadRequest): Promise<unknown> {
  const all = commits.map((one) => store.commit(one.writes, one.expected));
  const outcomes = Promise.allSettled(all.map(({ durable }) => durable));
  // Commits apply in order: when the last has, all have, without waiting for them.
  await all.at(-1)!.applied.catch(() => {});
  const { gets, prefixes } = await store.load(request);
  return {
    outcomes: (await outcomes).map(({ status }) => status),
    gets: gets.map((group) => group.map((found) => found && [...found])),
    prefixes: prefixes.map((group) => group.map((pairs) => pairs.map(([name, found]) => [[...name], [...found]]))),
    counts: await Promise.all((['customer', 'identifier', 'timer', 'dedupe', 'hop'] as const).map((name) => store.count(name))),
  };
}
