/** A state as bytes, and back. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { blockKey } from '../../learn/index.ts';
import { type StateReader, type StateStore, TABLES, type Table, type Write } from '../../port/state/index.ts';
import { readMeta } from '../engine/index.ts';
import { decodeRows, encodeRows } from './rows.ts';

/** Where a state is in the log. */
export interface StateHead {
  /** Version of the engine that made it. */
  readonly engine: string;
  /** Last entry that it has applied. */
  readonly position: number;
  /** Of that entry, ms. */
  readonly at: number;
  /** Last entry that it has begun: beyond `position` in the middle of a tick that takes several commits. */
  readonly reaches: number;
  /** Last number of a fact or event. */
  readonly seq: number;
  /** Rows up to this number are in the warehouse; the state holds the others. */
  readonly sunk: number;
}

const ROWS = 1_000;
const COMMIT_BYTES = 4 * 1024 ** 2;
const FIRST: Uint8Array = Uint8Array.of(0);
const AFTER_ALL: Uint8Array = Buffer.alloc(64, 0xff);

export async function stateHead(state: StateReader, partition: number): Promise<StateHead> {
  const { progress, engineVersion } = await readMeta(state);
  const { position, at, seq, partial } = progress;
  const blocks = { start: blockKey(partition, 0), end: blockKey(partition + 1, 0), limit: 1 };
  const [first] = await state.range('fact', blocks);
  const sunk = first ? Number(Buffer.from(first[0]).readBigUInt64BE(2)) - 1 : seq;
  return { engine: engineVersion, position, at, reaches: Math.max(position, partial?.position ?? 0), seq, sunk };
}

/** Whether a row is to be copied. */
export type IsWanted = (table: Table, key: Uint8Array) => boolean;

/** Its rows, table by table, page by page; whoever waits for the thread comes between. Behind a header (`rowsHeader`), where a file begins. */
export async function* statePages(state: StateReader, isWanted: IsWanted = () => true): AsyncGenerator<Buffer> {
  for (const [table, name] of TABLES.entries()) {
    for (let start = FIRST; ; ) {
      const page = await state.range(name, { start, end: AFTER_ALL, limit: ROWS });
      const last = page.at(-1);
      if (!last) break;
      const wanted = page.filter(([key]) => isWanted(name, key));
      if (wanted.length > 0) yield encodeRows(table, wanted);
      start = Buffer.concat([last[0], FIRST]);
      await nextTurn();
    }
  }
}

/** Writes the rows of one file into a state, or those that are wanted. `path`: for what goes wrong. */
export async function fillState(
  state: StateStore,
  {
    path,
    chunks,
    onBytes,
    isWanted = () => true,
  }: {
    readonly path: string;
    readonly chunks: AsyncIterable<Uint8Array>;
    readonly onBytes?: (bytes: number) => void;
    readonly isWanted?: IsWanted;
  },
): Promise<void> {
  let waiting: Write[] = [];
  let bytes = 0;
  const commit = async (): Promise<void> => {
    if (waiting.length > 0) await state.commit(waiting).durable;
    onBytes?.(bytes);
    waiting = [];
    bytes = 0;
  };
  for await (const writes of decodeRows(chunks, path)) {
    for (const write of writes) bytes += write.key.length + (write.value?.length ?? 0);
    for (const write of writes) if (isWanted(write.table, write.key)) waiting.push(write);
    if (bytes > COMMIT_BYTES) await commit();
  }
  if (bytes > 0) await commit();
}
