/** The part of the contract about conditions on commits (S7). */
import { describe, expect, it } from 'vitest';
import type { Commit, Expected, StateStore, Table, Write } from './state.ts';

export function describeConditions(open: () => Promise<StateStore>): void {
  describe('conditions', () => {
    it('applies a commit whose rows are all as expected, present and absent (S7)', async () => {
      const store = await open();
      await store.commit([row('identifier', 'a', '1'), row('identity', 'empty', '')]).applied;
      const expected = [row('identifier', 'a', '1'), row('identifier', 'b', undefined), row('identity', 'empty', '')];
      await store.commit([row('identifier', 'a', '2'), row('identifier', 'b', '3'), row('meta', 'k', 'x')], expected).durable;
      expect(await valuesAt(store, 'identifier', 'a', 'b')).toEqual(['2', '3']);
      expect(await valuesAt(store, 'meta', 'k')).toEqual(['x']);
    });

    it.each<[string, Expected]>([
      ['a row that is other', row('identifier', 'a', '2')],
      ['a row that is longer', row('identifier', 'a', '')],
      ['a row that is absent', row('identifier', 'b', '')],
      ['a row that is there', row('identifier', 'a', undefined)],
      ['a row of the same key in another table', row('identity', 'a', '1')],
    ])('refuses a commit for %s, and stores nothing of it (S7)', async (_, wrong) => {
      const store = await open();
      await store.commit([row('identifier', 'a', '1')]).applied;
      const commit = store.commit([row('identifier', 'c', '1'), row('identity', 'c', '1')], [row('identifier', 'a', '1'), wrong]);
      await expectConflict(commit);
      expect(await valuesAt(store, 'identifier', 'a', 'b', 'c')).toEqual(['1', undefined, undefined]);
      expect(await valuesAt(store, 'identity', 'a', 'c')).toEqual([undefined, undefined]);
      expect(await store.count('identifier')).toBe(1);
    });

    it('sees the commits before it, also those under way, and none that are refused (S2, S7)', async () => {
      const store = await open();
      const first = store.commit([row('meta', 'n', '1')]);
      const second = store.commit([row('meta', 'n', '2')], [row('meta', 'n', '1')]);
      const refused = store.commit([row('meta', 'n', '9')], [row('meta', 'n', '1')]);
      const third = store.commit([row('meta', 'n', undefined)], [row('meta', 'n', '2')]);
      const fourth = store.commit([row('meta', 'n', '4'), row('meta', 'm', '4')], [row('meta', 'n', undefined)]);
      await Promise.all([expectConflict(refused), first.durable, second.durable, third.durable, fourth.durable]);
      expect(await valuesAt(store, 'meta', 'n', 'm')).toEqual(['4', '4']);
    });

    it('leaves the commits around a refused one alone (S7)', async () => {
      const store = await open();
      const commits = Array.from({ length: 30 }, (_, i) =>
        store.commit([row('meta', `n${i}`, String(i))], i % 3 === 0 ? [row('meta', 'never', '')] : []),
      );
      const outcomes = await Promise.allSettled(commits.map(({ durable }) => durable));
      for (const { applied } of commits) void applied.catch(() => {});
      expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(commits.map((_, i) => i % 3 === 0));
      expect(await store.count('meta')).toBe(20);
    });

    it('lets one of many that expect the same row have it (S7)', async () => {
      const store = await open();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, async (_, i) => {
          const { applied, durable } = store.commit([row('identifier', 'u', String(i))], [row('identifier', 'u', undefined)]);
          await Promise.all([applied, durable]);
          return i;
        }),
      );
      const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      expect(won).toHaveLength(1);
      expect(await valuesAt(store, 'identifier', 'u')).toEqual([String(won[0]!.value)]);
    });

    it('takes conditions alone, and the same one twice', async () => {
      const store = await open();
      await store.commit([row('meta', 'a', '1')]).applied;
      await store.commit([], [row('meta', 'a', '1'), row('meta', 'b', undefined), row('meta', 'a', '1'), row('meta', 'b', undefined)])
        .durable;
      await expectConflict(store.commit([], [row('meta', 'a', '1'), row('meta', 'a', '2')]));
      await expectConflict(store.commit([], [row('meta', 'b', undefined), row('meta', 'b', '')]));
      expect(await valuesAt(store, 'meta', 'a', 'b')).toEqual(['1', undefined]);
    });

    it('refuses a condition on a key that cannot be (S4)', async () => {
      const store = await open();
      expect(() => store.commit([], [row('meta', '', '1')])).toThrow(RangeError);
      expect(() => store.commit([], [row('meta', 'x'.repeat(1_901), undefined)])).toThrow(RangeError);
    });
  });
}

async function expectConflict({ applied, durable }: Commit): Promise<void> {
  const outcomes = await Promise.allSettled([applied, durable]);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'VOLANO_STATE_CONFLICT' } });
}

function row(table: Table, key: string, value: string | undefined): Write {
  return { table, key: Buffer.from(key), value: value === undefined ? undefined : Buffer.from(value) };
}

async function valuesAt(store: StateStore, table: Table, ...keys: string[]): Promise<(string | undefined)[]> {
  const values = await store.getMany(
    table,
    keys.map((key) => Buffer.from(key)),
  );
  return values.map((value) => value && Buffer.from(value).toString());
}
