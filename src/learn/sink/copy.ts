/**
 * Copying rows into the warehouse, each exactly once.
 *
 * C1. Before rows are sent, their bounds are on disk; and shortly before: who has stood still in between records them again, which is refused to who has
 *     lost the seat meanwhile. Who stands still after that is turned away by the warehouse itself (the guard of bounds.ts).
 * C2. Where rows may already be there (a restart, an insert that ended unclearly), nothing is sent until no insert is running, and then
 *     only the rows whose number the warehouse does not have. Neither deduplication tokens nor the largest number prove that: a token is
 *     logged before its part is durable, and an insert may store any part of its rows.
 * C3. A row that the warehouse cannot read never holds up the others: it is stored as unreadable, with its text.
 */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { ownBytes } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { quoted } from '../tables/index.ts';
import type { DecodedBlock, EventStub } from './block.ts';
import type { BoundsKeeper } from './bounds.ts';
import { pastDamage } from './damage.ts';
import { FACT_COLUMNS } from './fact-line.ts';
import { entryOf, joined, type Row, type RowBuffer, unreadableEvent, unreadableFact } from './rows.ts';

/** Instants at which tests kill the process. */
export type Failpoint = 'bounds_written' | 'before_insert' | 'inserting' | 'events_inserted' | 'facts_inserted';

export interface CopyContext {
  readonly partition: number;
  readonly log: Pick<Log, 'get'>;
  readonly warehouse: Warehouse;
  readonly bounds: BoundsKeeper;
  /** Where rows are put together. */
  readonly rows: RowBuffer;
  /** Bytes of one insert. */
  readonly bytesMax: number;
  /** How old the record of the bounds may be when an insert begins, ms. */
  readonly recordMsMax: number;
  readonly failpoint?: (name: Failpoint) => void;
}

/** While the rows of a chunk are sent. */
interface Sending extends CopyContext {
  /** Resolves when the record of the bounds is fresh. Rejects when it cannot be made. */
  readonly recorded: () => Promise<void>;
}

/** Consecutive blocks. */
export interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly events: readonly EventStub[];
  readonly blocks: readonly DecodedBlock[];
}

export function chunkOf(blocks: readonly DecodedBlock[]): Chunk {
  return {
    from: blocks[0]!.from,
    to: blocks[blocks.length - 1]!.to,
    events: blocks.flatMap((block) => block.events),
    blocks,
  };
}

/** Resolves with the number of unreadable rows when all rows are in the warehouse. `unclear`: some of them may be there already. */
export async function copyChunk(context: CopyContext, chunk: Chunk, unclear: boolean): Promise<number> {
  const { bounds, failpoint, recordMsMax } = context;
  if (unclear) await insertsEnded(context.warehouse);
  let recordedAt = Number.NEGATIVE_INFINITY;
  const recorded = async (): Promise<void> => {
    if (performance.now() - recordedAt < recordMsMax) return;
    await bounds.write({ sunk: chunk.from - 1, sending: chunk.to });
    recordedAt = performance.now();
  };
  await recorded();
  failpoint?.('bounds_written');
  const sending = { ...context, recorded };
  const badEvents = await copyEvents(sending, chunk, unclear);
  failpoint?.('events_inserted');
  const badFacts = await copyFacts(sending, chunk, unclear);
  failpoint?.('facts_inserted');
  return badEvents + badFacts;
}

/** Reads a chunk back, whole. Rejects when a row is not there after all: then it is to be copied again, as one whose end is unclear. */
export async function readBack({ warehouse, partition }: CopyContext, { from, to }: Chunk): Promise<void> {
  const counted = (table: Table): Promise<number> =>
    pastDamage(warehouse, async () => {
      const [row] = await warehouse.query<{ rows: number }>(
        `SELECT count() AS rows, sum(cityHash64(*)) AS hash FROM ${table} WHERE partition = ${partition} AND seq BETWEEN ${from} AND ${to}`,
      );
      return Number(row?.rows);
    });
  const rows = (await counted('events')) + (await counted('facts'));
  if (rows !== to - from + 1) throw new Error(`Of the rows from ${from} to ${to} only ${rows} can be read in the warehouse.`);
}

/** How many entries are taken from the log at once. */
const ENTRIES = 1_000;

async function copyEvents(context: Sending, chunk: Chunk, unclear: boolean): Promise<number> {
  const { log, partition, rows, bytesMax } = context;
  const missing = await missingOf(context, 'events', { rows: chunk.events, unclear });
  const fallback = (row: Row): Row => {
    const stub = missing.find(({ seq }) => seq === row.seq)!;
    return { seq: row.seq, row: unreadableEvent(stub, entryOf(stub, row)) };
  };
  let bad = 0;
  for (let start = 0; start < missing.length; ) {
    rows.clear();
    for (; start < missing.length && rows.byteLength < bytesMax; start += ENTRIES) {
      // Whoever waits for the thread, a request or a message, comes between.
      await nextTurn();
      const some = missing.slice(start, start + ENTRIES);
      const positions = some.map((stub) => stub.position);
      const records = await log.get(partition, positions);
      for (const [i, stub] of some.entries()) {
        const entry = records[i]?.value;
        rows.addEvent(stub, entry && ownBytes(entry));
        if (entry === undefined) bad += 1;
      }
    }
    for (const slice of rows.slices(bytesMax)) {
      if (!(await insertRows(context, 'events', slice))) bad += await place(context, { table: 'events', rows: slice.rows(), fallback });
    }
  }
  return bad;
}

async function copyFacts(context: Sending, chunk: Chunk, unclear: boolean): Promise<number> {
  const whole = unclear ? 'refused' : await placeWhole(context, chunk);
  if (whole === 'placed') return 0;
  const facts = chunk.blocks.flatMap((block) => block.facts);
  const rows = await missingOf(context, 'facts', { rows: facts, unclear: true });
  const fallback = (row: Row): Row => unreadableFact(context.partition, row);
  let bad = 0;
  context.rows.clear();
  for (const { seq, row } of rows) context.rows.add(seq, row);
  for (const slice of context.rows.slices(context.bytesMax)) {
    if (!(await insertRows(context, 'facts', slice))) bad += await place(context, { table: 'facts', rows: slice.rows(), fallback });
  }
  return bad;
}

/** Facts as their blocks hold them; nobody looks at a single row unless some are refused. */
async function placeWhole(context: Sending, { from, blocks }: Chunk): Promise<'placed' | 'refused'> {
  const { rows, bytesMax } = context;
  rows.clear();
  for (const { factBytes } of blocks) if (factBytes.byteLength > 0) rows.add(from, factBytes);
  for (const slice of rows.slices(bytesMax)) {
    if (!(await insertRows(context, 'facts', { bytes: slice.bytes, columns: FACT_COLUMNS }))) return 'refused';
  }
  return 'placed';
}

interface Placement {
  readonly table: Table;
  readonly rows: readonly Row[];
  /** What to store for a row that cannot be read. */
  readonly fallback: (row: Row) => Row;
}

type Table = 'events' | 'facts';

/** Places rows that were refused, halving them until the unreadable ones stand alone. Resolves with how many those were. */
async function place(context: Sending, { table, rows, fallback }: Placement): Promise<number> {
  const missing = await missingOf(context, table, { rows, unclear: true });
  if (missing.length <= 1) {
    for (const row of missing) {
      await context.recorded();
      await context.warehouse.insert(table, joined([fallback(row)]));
    }
    return missing.length;
  }
  const middle = missing.length >> 1;
  let bad = 0;
  for (const half of [missing.slice(0, middle), missing.slice(middle)]) {
    if (!(await insertRows(context, table, { bytes: joined(half) }))) bad += await place(context, { table, rows: half, fallback });
  }
  return bad;
}

/** Whether they were taken; false when the warehouse cannot read some of them. */
async function insertRows(
  { warehouse, rows, failpoint, recorded }: Sending,
  table: Table,
  { bytes, columns }: { readonly bytes: Uint8Array; readonly columns?: readonly string[] },
): Promise<boolean> {
  await recorded();
  failpoint?.('before_insert');
  try {
    const inserted = warehouse.insert(table, bytes, columns);
    failpoint?.('inserting');
    await inserted;
    return true;
  } catch (error) {
    // Who knows whether the warehouse still reads them.
    rows.letGo();
    if (error instanceof VolanoError && error.code === 'VOLANO_WAREHOUSE_ROWS_REFUSED') return false;
    throw error;
  }
}

/** The rows whose number the table does not have yet. */
async function missingOf<R extends { readonly seq: number }>(
  context: CopyContext,
  table: Table,
  { rows, unclear }: { readonly rows: readonly R[]; readonly unclear: boolean },
): Promise<readonly R[]> {
  if (!unclear || rows.length === 0) return rows;
  const from = rows[0]!.seq;
  const to = rows[rows.length - 1]!.seq;
  const { warehouse, partition } = context;
  const present = await pastDamage(warehouse, () =>
    warehouse.query<{ seq: number }>(`SELECT seq FROM ${table} WHERE partition = ${partition} AND seq BETWEEN ${from} AND ${to}`),
  );
  if (present.length === 0) return rows;
  const seqs = new Set(present.map((row) => row.seq));
  return rows.filter((row) => !seqs.has(row.seq));
}

/** The largest number of the partition in the warehouse, 0 when there is none. */
export async function largestSeq(warehouse: Warehouse, partition: number): Promise<number> {
  const [row] = await pastDamage(warehouse, () =>
    warehouse.query<{ seq: number }>(
      `SELECT max(seq) AS seq FROM (SELECT seq FROM events WHERE partition = ${partition} UNION ALL SELECT seq FROM facts WHERE partition = ${partition})`,
    ),
  );
  return row?.seq ?? 0;
}

const POLL_MS = 20;

/**
 * Resolves when every insert into our tables that is running now has ended: one given up by its client may go on in the server, on a cluster
 * in any of them. Those that begin meanwhile are of other partitions. A server of the cluster that is away is not waited for: what it still
 * inserts finds no quorum.
 */
async function insertsEnded(warehouse: Warehouse): Promise<void> {
  const { cluster } = warehouse;
  const [processes, settings] =
    cluster === undefined
      ? ['system.processes', '']
      : [`clusterAllReplicas(${quoted(cluster)}, system.processes)`, ' SETTINGS skip_unavailable_shards = 1'];
  const sql = `SELECT query_id AS id FROM ${processes} WHERE query_kind = 'Insert' AND match(query, '(?i)^\\s*INSERT INTO (events|facts)\\b')${settings}`;
  const running = async (): Promise<readonly string[]> => (await warehouse.query<{ id: string }>(sql)).map(({ id }) => id);
  let waitedFor = await running();
  while (waitedFor.length > 0) {
    await sleep(POLL_MS);
    const still = new Set(await running());
    waitedFor = waitedFor.filter((id) => still.has(id));
  }
}
