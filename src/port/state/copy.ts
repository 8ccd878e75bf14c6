/**
 * A whole state from one carrier into another, in the order of its keys, while nobody writes the first.
 *
 * C1. Each piece is committed together with a mark of how far the copy is, so a copy that was cut off goes on where it was. The mark goes with
 *     the last piece; until then it is among the engine's own rows, where no engine knows it, so none starts on half a state.
 * C2. A copy goes into an empty store or into one that it has begun: it never mixes two states.
 */
import { VolanoError } from '../../base/index.ts';
import { atOnce, nextStart, type Pair, Pieces } from './pieces.ts';
import type { StateReader, StateStore, Table, Write } from './state.ts';
import { TABLES } from './write.ts';

/** What this call has copied so far; what an earlier one had is not counted. */
export interface CopyProgress {
  /** The table that is being copied. */
  readonly table: Table;
  readonly rows: number;
  /** Of keys and values. */
  readonly bytes: number;
}

/** How far a copy is: the next key of a table, in hexadecimal. */
interface Mark {
  readonly table: Table;
  readonly start: string;
}

const MARK: Uint8Array = Buffer.from('copy');

/**
 * Copies everything and calls `progress` when a piece of it is on disk. Called again after it was cut off it goes on. Rejects with
 * VOLANO_STATE_NOT_EMPTY when there is something in `to` that no unfinished copy has brought, and with VOLANO_STATE_COPY_UNFINISHED when `from`
 * is itself half a copy.
 */
export async function copyState(
  from: StateReader,
  to: StateStore,
  progress: (progress: CopyProgress) => void = () => {},
): Promise<CopyProgress> {
  if (await isCopyUnfinished(from)) throw new VolanoError('VOLANO_STATE_COPY_UNFINISHED');
  const mark = await markOf(to);
  if (!mark) await assertEmpty(to);
  let done: CopyProgress = { table: mark?.table ?? TABLES[0]!, rows: 0, bytes: 0 };
  let start: Uint8Array = mark ? Buffer.from(mark.start, 'hex') : new Uint8Array(0);
  for (const table of TABLES.slice(TABLES.indexOf(done.table))) {
    const pieces = new Pieces((range) => from.range(table, range), start);
    let next = pieces.next();
    for (let pairs = await next; pairs.length > 0; pairs = await next) {
      // Read while this one is written.
      next = pieces.next();
      const mark = markWrite({ table, start: Buffer.from(nextStart(pairs.at(-1)![0])).toString('hex') });
      await atOnce([to.commit([...writesOf(table, pairs), mark]).durable, next]);
      done = { table, rows: done.rows + pairs.length, bytes: done.bytes + bytesIn(pairs) };
      progress(done);
    }
    start = new Uint8Array(0);
  }
  await to.commit([{ table: 'meta', key: MARK, value: undefined }]).durable;
  return done;
}

/** Whether a copy into this store was begun and has not been finished. */
export async function isCopyUnfinished(store: StateReader): Promise<boolean> {
  return (await markOf(store)) !== undefined;
}

async function markOf(store: StateReader): Promise<Mark | undefined> {
  const [value] = await store.getMany('meta', [MARK]);
  return value && (JSON.parse(Buffer.from(value).toString()) as Mark);
}

function markWrite(mark: Mark): Write {
  return { table: 'meta', key: MARK, value: Buffer.from(JSON.stringify(mark)) };
}

async function assertEmpty(store: StateStore): Promise<void> {
  for (const table of TABLES) {
    const pairs = await new Pieces((range) => store.range(table, { ...range, limit: 1 })).next();
    if (pairs.length > 0) throw new VolanoError('VOLANO_STATE_NOT_EMPTY', { table });
  }
}

function writesOf(table: Table, pairs: readonly Pair[]): Write[] {
  return pairs.map(([key, value]) => ({ table, key, value }));
}

function bytesIn(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
}
