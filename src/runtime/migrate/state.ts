/** The state of a partition from one carrier into another that holds nothing, or what a migration that was cut off has brought. */
import { VolanoError, verbatim } from '../../base/index.ts';
import { compareState, copyState, isCopyUnfinished, type StateReader, type StateStore, TABLES } from '../../port/state/index.ts';
import { said } from '../said.ts';

const CLEARED_AT_ONCE = 2_000;
const END: Uint8Array = new Uint8Array(1_901).fill(0xff);

/** Afterwards both are equal. Rejects with VOLANO_MIGRATION_DIFFERENT. */
export async function bringState(
  from: StateReader,
  to: StateStore,
  { copied, compared }: { readonly copied: (rows: number) => void; readonly compared: (rows: number) => void },
): Promise<void> {
  if ((await rowsIn(to)) > 0 && !(await isCopyUnfinished(to))) {
    if (!(await compareState(from, to, compared))) return;
    // The source has gone on since an earlier run.
    await clearState(to);
  }
  await copyState(from, to, ({ rows }) => copied(rows));
  if (!(await compareState(from, to, compared))) return;
  // It had gone on between the two halves of the copy.
  await clearState(to);
  await copyState(from, to, ({ rows }) => copied(rows));
  await assertEqual(from, to);
}

export async function assertEqual(from: StateReader, to: StateReader): Promise<void> {
  const difference = await compareState(from, to);
  if (!difference) return;
  const { table, key } = difference;
  throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', {
    part: said`state`,
    where: verbatim(`${table} ${Buffer.from(key).toString('hex')}`),
  });
}

export async function rowsIn(state: Pick<StateStore, 'count'>): Promise<number> {
  let rows = 0;
  for (const table of TABLES) rows += await state.count(table);
  return rows;
}

/** Afterwards there is nothing in it. */
export async function clearState(state: StateStore): Promise<void> {
  for (const table of TABLES) {
    for (;;) {
      const pairs = await state.range(table, { start: new Uint8Array(0), end: END, limit: CLEARED_AT_ONCE });
      if (pairs.length === 0) break;
      await state.commit(pairs.map(([key]) => ({ table, key, value: undefined }))).durable;
    }
  }
}
