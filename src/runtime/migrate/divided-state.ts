/** A state that is divided, into stores that hold nothing, or what a migration that was cut off has brought. */
import { VolanoError } from '../../base/index.ts';
import { Pieces, type StateStore, TABLES } from '../../port/state/index.ts';
import { said } from '../said.ts';
import { type DividingSource, dividedState } from './dividing.ts';
import { clearState } from './state.ts';

/** By number of the key space: of each partition, and the one that stages share. */
export type Spaces = ReadonlyMap<number, StateStore>;

/** Rows so far; of one partition's state, and of what each of several has, more. */
export interface Telling {
  readonly copied: (rows: number) => void;
  readonly compared: (rows: number) => void;
}

interface Odd {
  readonly space: number;
  readonly table: string;
  readonly key: Uint8Array;
}

/** Afterwards they hold exactly that. Rejects with VOLANO_MIGRATION_DIFFERENT. */
export async function bringDivided(source: DividingSource, spaces: Spaces, { copied, compared }: Telling): Promise<void> {
  const partitions = spaces.size - 1;
  if (await holdAnything(spaces)) {
    if (!(await differenceIn(source, spaces, compared))) return;
    for (const store of spaces.values()) await clearState(store);
  }
  let rows = 0;
  const open = new Map<number, Promise<void>>();
  for await (const { space, writes } of dividedState(source, partitions)) {
    await open.get(space);
    open.set(space, spaces.get(space)!.commit(writes).durable);
    rows += writes.length;
    copied(rows);
  }
  await Promise.all(open.values());
  const odd = await differenceIn(source, spaces, compared);
  if (!odd) return;
  const where = said`key space ${odd.space}, ${odd.table} ${Buffer.from(odd.key).toString('hex')}`;
  throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`state`, where });
}

async function holdAnything(spaces: Spaces): Promise<boolean> {
  for (const store of spaces.values()) for await (const _ of keysOf(store)) return true;
  return false;
}

/** The first row that is missing, is another one, or should not be there. */
async function differenceIn(source: DividingSource, spaces: Spaces, compared: (rows: number) => void): Promise<Odd | undefined> {
  const counts = new Map<number, number>();
  let rows = 0;
  for await (const { space, writes } of dividedState(source, spaces.size - 1)) {
    const store = spaces.get(space)!;
    for (const [table, some] of Map.groupBy(writes, (write) => write.table)) {
      const values = await store.getMany(
        table,
        some.map(({ key }) => key),
      );
      const odd = some.find(({ value }, i) => values[i] === undefined || Buffer.compare(values[i], value!) !== 0);
      if (odd) return { space, table, key: odd.key };
    }
    counts.set(space, (counts.get(space) ?? 0) + writes.length);
    rows += writes.length;
    compared(rows);
  }
  for (const [space, store] of spaces) {
    let left = counts.get(space) ?? 0;
    for await (const { table, keys } of keysOf(store)) {
      left -= keys.length;
      if (left < 0) return { space, table, key: keys.at(-1)! };
    }
  }
  return undefined;
}

async function* keysOf(store: StateStore): AsyncGenerator<{ readonly table: string; readonly keys: readonly Uint8Array[] }> {
  for (const table of TABLES) {
    const pieces = new Pieces((range) => store.range(table, range));
    for (let pairs = await pieces.next(); pairs.length > 0; pairs = await pieces.next()) yield { table, keys: pairs.map(([key]) => key) };
  }
}
