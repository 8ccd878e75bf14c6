/**
 * The log from one carrier into another. Positions stand in states, facts and entries, so each entry keeps its own: a log that no longer begins at 1
 * is filled before its first entry, and what was filled in is trimmed.
 */
import { VolanoError } from '../../base/index.ts';
import type { AppendedAt, Log, LogRecord } from '../../port/log/index.ts';
import { said } from '../said.ts';

/** A log that is being filled. */
export interface LogTarget {
  /** What it has already. */
  readonly last: AppendedAt;
  /** Entries with the positions that they are to have, behind `last`; before `first` there is nothing. */
  put(records: readonly LogRecord[], first: number): Promise<void>;
  /** It is whole: nothing before this position is to be seen. Closes it. */
  finish(first: number): Promise<void>;
  close(): Promise<void>;
}

export type LogSource = Pick<Log, 'read' | 'end'>;

const PARTITION = 0;
const ENTRIES = 1_000;
const PUT_BYTES = 800 * 1024;
/** What stands, until it is trimmed, where there is no entry any more. */
export const FILLER: Uint8Array = Buffer.from('-');

/** Copies what is not there yet. Closes the target. Rejects with VOLANO_MIGRATION_DIFFERENT when it has more, and as the target does. */
export async function copyLog(from: LogSource, to: LogTarget, progress: (position: number, end: number) => void): Promise<void> {
  try {
    const end = await from.end(PARTITION);
    if (to.last.position > end)
      throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`log`, where: said`position ${to.last.position}` });
    const first = await firstOf(from);
    if (first > end && to.last.position < end) await to.put([{ position: end, at: 0, value: FILLER }], end);
    let { at } = to.last;
    for (let after = Math.max(to.last.position, first - 1); after < end; ) {
      const records = await from.read(PARTITION, after, ENTRIES);
      if (records.length === 0) break;
      for (const group of groupsOf(records)) {
        const kept = group.map((record) => {
          at = Math.max(at, record.at);
          return { ...record, at };
        });
        await to.put(kept, first);
      }
      after = records.at(-1)!.position;
      progress(after, end);
    }
    await to.finish(first);
  } finally {
    await to.close();
  }
}

/** Position of the first entry that is there; of the next one, when there is none. */
async function firstOf(log: LogSource): Promise<number> {
  const [record] = await log.read(PARTITION, 0, 1);
  return record?.position ?? (await log.end(PARTITION)) + 1;
}

/** Position of the first entry that is not the same in both: position, time and bytes; undefined: there is none. */
export async function compareLogs(a: LogSource, b: LogSource): Promise<number | undefined> {
  const [endA, endB] = [await a.end(PARTITION), await b.end(PARTITION)];
  if (endA !== endB) return Math.min(endA, endB) + 1;
  const [ofA, ofB] = [recordsOf(a), recordsOf(b)];
  for (;;) {
    const [nextA, nextB] = await Promise.all([ofA.next(), ofB.next()]);
    if (nextA.done || nextB.done) return nextA.done ? (nextB.done ? undefined : nextB.value.position) : nextA.value.position;
    const [one, other] = [nextA.value, nextB.value];
    if (one.position !== other.position || one.at !== other.at || Buffer.compare(one.value, other.value) !== 0)
      return Math.min(one.position, other.position);
  }
}

/** With the times that a reader takes: never less than the one before. */
async function* recordsOf(log: LogSource): AsyncGenerator<LogRecord, undefined> {
  let at = Number.MIN_SAFE_INTEGER;
  for (let after = 0; ; ) {
    const records = await log.read(PARTITION, after, ENTRIES);
    if (records.length === 0) return undefined;
    for (const record of records) {
      at = Math.max(at, record.at);
      yield { ...record, at };
    }
    after = records.at(-1)!.position;
  }
}

function* groupsOf(records: readonly LogRecord[]): Generator<readonly LogRecord[]> {
  let group: LogRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    if (group.length > 0 && bytes + record.value.length > PUT_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(record);
    bytes += record.value.length;
  }
  if (group.length > 0) yield group;
}
