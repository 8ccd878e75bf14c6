/**
 * The trail of a stage: what each of its commits has changed of what all stages share, as a row of that commit. With it identity is brought from how it was to how it
 * was later (`following.ts`), and nothing is resolved a second time.
 *
 * T1. Whatever a stage has changed behind `since` of its progress stands in a row. Rows follow one another without a gap; entries that changed nothing are covered by the row behind
 *     them, so that there is one for each change, and for each second or so.
 * T2. `seen` says up to where every stage had changed anything when the last rows were read that the commit rests on. So of two commits that write the same row the later has seen the earlier:
 *     whoever changes a row has read the record of the customer that has it, or finds it absent; whoever changes whose it is changes that record; and a commit is refused where what
 *     it has read has changed (Y4). Hence commits may be applied in any order in which none comes before what it has seen, and a set of commits that has all that they
 *     have seen is how identity could have been: nothing in it rests on anything else.
 * T3. Rows whose entries are older than KEPT_MS, by the clock of `at`, go.
 */
import { DAY, VolanoError } from '../../base/index.ts';
import type { StateReader, Table, Write } from '../../port/state/index.ts';
import { OWN_ROWS, ownRowKey, ownRowsFrom, positionOfOwnRow } from './own-rows.ts';
import { OwnSpace } from './own-space.ts';

/** What a commit of a stage has changed. */
export interface Footprint {
  /** Entries of the partition behind this position, up to `upTo`. */
  readonly after: number;
  readonly upTo: number;
  /** Of the last of them, ms. All changes are of its commit. */
  readonly at: number;
  /** Up to where each stage had changed anything when it was read, by partition of `events`. */
  readonly seen: readonly number[];
  /** Of the tables that all stages share. */
  readonly writes: readonly Write[];
}

/** How long backups may lie apart for any time between them to be restored to: a week, and a day more. */
export const KEPT_MS: number = 8 * DAY;

const VERSION = 1;

type Row = readonly [version: number, after: number, at: number, seen: readonly number[], writes: readonly (readonly string[])[]];

/** The row of the stage's own that tells it. */
export function trailRow({ after, upTo, at, seen, writes }: Footprint): Write {
  const changed = writes.map(({ table, key, value }) => (value ? [table, textOf(key), textOf(value)] : [table, textOf(key)]));
  const row: Row = [VERSION, after, at, seen, changed];
  return { table: OWN_ROWS, key: ownRowKey('trail', upTo), value: Buffer.from(JSON.stringify(row), 'utf8') };
}

/** In order, behind a position. Throws VOLANO_STATE_VERSION_UNKNOWN. */
export async function* footprintsOf(state: StateReader, partition: number, behind: number): AsyncGenerator<Footprint> {
  const own = new OwnSpace(state, partition);
  for (let start = behind + 1; ; ) {
    const rows = await own.range(OWN_ROWS, { ...ownRowsFrom('trail', start), limit: PAGE });
    for (const [key, value] of rows) yield footprintOf(key, value);
    if (rows.length < PAGE) return;
    start = positionOfOwnRow(rows.at(-1)![0]) + 1;
  }
}

/** Keys of the oldest rows whose entries are that old, and up to where they reach. */
export async function trailBefore(own: StateReader, at: number): Promise<{ readonly keys: readonly Uint8Array[]; readonly upTo: number }> {
  const oldest = async (limit: number): Promise<Footprint[]> => {
    const rows = await own.range(OWN_ROWS, { ...ownRowsFrom('trail', 0), limit });
    return rows.map(([key, value]) => footprintOf(key, value)).filter((one) => one.at < at);
  };
  // Mostly there is none.
  const old = (await oldest(1)).length === 0 ? [] : await oldest(SWEEP);
  return { keys: old.map(({ upTo }) => ownRowKey('trail', upTo)), upTo: old.at(-1)?.upTo ?? 0 };
}

function footprintOf(key: Uint8Array, value: Uint8Array): Footprint {
  const [version, after, at, seen, changed] = JSON.parse(Buffer.from(value).toString('utf8')) as Row;
  if (version !== VERSION) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'trail', version });
  const writes = changed.map(
    ([table, name, row]): Write => ({ table: table as Table, key: bytesOf(name!), value: row === undefined ? undefined : bytesOf(row) }),
  );
  return { after, upTo: positionOfOwnRow(key), at, seen, writes };
}

/** One character per byte: keys of long identifiers are no text. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

const PAGE = 1_000;
const SWEEP = 200;
