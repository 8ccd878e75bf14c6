/**
 * Reads an installation through its ports, as frames, while it goes on. The order makes it whole:
 *
 * B1. First the state, as one commit at position S left it; then the log, up to its end, which is S or later; then the warehouse, up to the
 *     first row that the state still holds: rows before it had all been copied when the state was taken, and what was copied never changes.
 * B2. Other files last: they know at least of the messages that the log says were handed over.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { type StoredColumns, storedColumns } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateReader, StateSnapshot, TakeStateSnapshot } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { said } from '../said.ts';
import { encodeEntries, endOf, type IsWanted, type LogEnd, rowsHeader, type StateHead, stateHead, statePages } from '../snapshots/index.ts';
import type { LogSpan, RowSpan, Since } from './format.ts';
import type { BackupHead, Frame } from './frames.ts';

/** A file beside log, state and warehouse. */
export interface OtherFile {
  /** Below the data folder. */
  readonly name: string;
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

export interface BackupSource {
  /** Of the product. */
  readonly version: string;
  readonly partition: number;
  readonly log: Pick<Log, 'partitions' | 'read' | 'get' | 'end'>;
  readonly snapshot: TakeStateSnapshot;
  readonly warehouse: Pick<Warehouse, 'query'>;
  /** As they are when they are asked for. */
  readonly otherFiles: () => AsyncIterable<OtherFile>;
}

export interface BackupQuestion {
  /** What the folder has already; absent: nothing. */
  readonly since?: Since;
  /** Only says what would come. */
  readonly dryRun?: boolean;
}

type RowSource = Pick<BackupSource, 'warehouse' | 'partition'>;

const ENTRIES = 1_000;
/** Numbers of rows that one query of the warehouse answers. */
const SEQS = 50_000;
/** Before compression. */
const FILE_BYTES = 128 * 1024 ** 2;

/**
 * The frames of a backup. Throws VOLANO_BACKUP_OTHER and VOLANO_BACKUP_GAP where what the folder has does not lead on to this log, and
 * VOLANO_BACKUP_WAREHOUSE.
 */
export async function* framesOf(source: BackupSource, { since, dryRun = false }: BackupQuestion): AsyncGenerator<Frame> {
  const { log, partition, version } = source;
  const after = await continuing(source, since);
  const snapshot = await source.snapshot();
  try {
    const state = await stateHead(snapshot.state, partition);
    const end = await log.end(partition);
    yield { type: 'head', head: await headOf(source, { snapshot, state, after, end, sunk: since?.sunk ?? 0, version }) };
    if (dryRun) return;
    yield* stateFrames(snapshot.state);
    const last = yield* logFrames(source, { after, end });
    yield* warehouseFrames(source, { from: since?.sunk ?? 0, to: state.sunk });
    for await (const file of source.otherFiles()) {
      yield { type: 'file', kind: 'file', name: file.name };
      for await (const bytes of file.read()) yield { type: 'data', bytes };
      yield { type: 'close' };
    }
    yield { type: 'end', end: last ?? (await endAt(source, end)) };
  } finally {
    await snapshot.close();
  }
}

/** Entries after this position are to be copied. */
export async function continuing({ log, partition }: Pick<BackupSource, 'log' | 'partition'>, since: Since | undefined): Promise<number> {
  const [first] = await log.read(partition, 0, 1);
  if (!since) return (first?.position ?? 1) - 1;
  const { position, digest } = since;
  if (position === 0) return (first?.position ?? 1) - 1;
  const [record] = await log.get(partition, [position]);
  if (record && endOf(record).digest === digest) return position;
  if (!record && (await log.end(partition)) > position && first && first.position > position)
    throw new VolanoError('VOLANO_BACKUP_GAP', { position, first: first.position });
  throw new VolanoError('VOLANO_BACKUP_OTHER', { position });
}

interface HeadParts {
  readonly snapshot: StateSnapshot;
  readonly state: StateHead;
  readonly after: number;
  readonly end: number;
  readonly sunk: number;
  readonly version: string;
}

async function headOf(source: BackupSource, { snapshot, state, after, end, sunk, version }: HeadParts): Promise<BackupHead> {
  let fileBytes = 0;
  for await (const { bytes } of source.otherFiles()) fileBytes += bytes;
  return {
    ...state,
    version,
    partition: source.partition,
    partitions: source.log.partitions,
    estimate: { stateBytes: snapshot.bytes, entries: end - after, rows: Math.max(0, state.sunk - sunk), fileBytes },
  };
}

export async function* stateFrames(state: StateReader, isWanted?: IsWanted): AsyncGenerator<Frame> {
  let written = Number.POSITIVE_INFINITY;
  let isOpen = false;
  for await (const bytes of statePages(state, isWanted)) {
    if (written > FILE_BYTES) {
      if (isOpen) yield { type: 'close' };
      yield { type: 'file', kind: 'state', name: '' };
      yield { type: 'data', bytes: rowsHeader() };
      isOpen = true;
      written = 0;
    }
    written += bytes.length;
    yield { type: 'data', bytes };
  }
  if (isOpen) yield { type: 'close' };
}

/** Answers the last entry. */
export async function* logFrames(
  { log, partition }: Pick<BackupSource, 'log' | 'partition'>,
  { after, end }: { readonly after: number; readonly end: number },
): AsyncGenerator<Frame, LogEnd | undefined> {
  let last: LogEnd | undefined;
  let span: LogSpan | undefined;
  let written = 0;
  for (let position = after; position < end; ) {
    const records = (await log.read(partition, position, ENTRIES)).filter((record) => record.position <= end);
    const [first, final] = [records[0], records.at(-1)];
    if (!first || !final) break;
    if (first.position > position + 1) await assertNotShortened(log, { partition, position, next: first.position });
    if (!span) yield { type: 'file', kind: 'log', name: '' };
    const { first: begin, firstAt, entries } = span ?? { first: first.position, firstAt: first.at, entries: 0 };
    span = { first: begin, firstAt, last: final.position, lastAt: final.at, entries: entries + records.length };
    const bytes = encodeEntries(records);
    yield { type: 'data', bytes };
    written += bytes.length;
    position = final.position;
    last = endOf(final);
    if (written > FILE_BYTES) {
      yield { type: 'close', log: span };
      span = undefined;
      written = 0;
    }
    await nextTurn();
  }
  if (span) yield { type: 'close', log: span };
  return last;
}

/** A gap is one of the log's own, unless what was there has been let go of while it was read. */
async function assertNotShortened(
  log: BackupSource['log'],
  { partition, position, next }: { readonly partition: number; readonly position: number; readonly next: number },
): Promise<void> {
  const [first] = await log.read(partition, 0, 1);
  if (!first || first.position < next) return;
  const problem = said`entries behind position ${position} of the log were let go of while it was read`;
  throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem });
}

export async function endAt({ log, partition }: Pick<BackupSource, 'log' | 'partition'>, position: number): Promise<LogEnd> {
  const [record] = position > 0 ? await log.get(partition, [position]) : [];
  return record ? endOf(record) : { position, at: 0, digest: '' };
}

/** Rows `from` < seq <= `to`. They are numbered without gaps over all tables, so that it can be told whether they are all there. */
export async function* warehouseFrames(source: RowSource, range: { readonly from: number; readonly to: number }): AsyncGenerator<Frame> {
  const { from, to } = range;
  if (to <= from) return;
  let found = 0;
  for (const table of storedColumns()) {
    const rows: RowSpan = { table: table.name, from, to, rows: 0 };
    let count = 0;
    yield { type: 'file', kind: 'warehouse', name: '' };
    yield { type: 'data', bytes: Buffer.from(`${JSON.stringify(table.columns)}\n`, 'utf8') };
    for (let after = from; after < to; after += SEQS) {
      const lines = await rowsBetween(source, table, { after, upTo: Math.min(to, after + SEQS) });
      count += lines.length;
      if (lines.length > 0) yield { type: 'data', bytes: Buffer.from(lines.join(''), 'utf8') };
      await nextTurn();
    }
    yield { type: 'close', rows: { ...rows, rows: count } };
    found += count;
  }
  if (found !== to - from) throw new VolanoError('VOLANO_BACKUP_WAREHOUSE', { from: from + 1, to, expected: to - from, found });
}

/** Each row as the JSON text that the warehouse writes, and reads again: no number goes through one of JavaScript. */
async function rowsBetween(
  { warehouse, partition }: RowSource,
  { name, columns }: StoredColumns,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<readonly string[]> {
  const rows = await warehouse.query<{ line: string }>(
    `SELECT formatRow('JSONCompactEachRow', ${columns.join(', ')}) AS line FROM ${name}
WHERE partition = ${partition} AND seq > ${after} AND seq <= ${upTo} ORDER BY seq`,
  );
  return rows.map(({ line }) => line);
}
