/** Two states row by row, whatever carries them. */
import { type Pair, Pieces } from './pieces.ts';
import type { StateReader, Table } from './state.ts';
import { TABLES } from './write.ts';

/** A row that is not the same in both; undefined: absent. */
export interface StateDifference {
  readonly table: Table;
  readonly key: Uint8Array;
  readonly a: Uint8Array | undefined;
  readonly b: Uint8Array | undefined;
}

/** The first difference, in the order of tables and keys, while nobody writes to either; undefined: there is none. `progress`: rows found equal so far. */
export async function compareState(
  a: StateReader,
  b: StateReader,
  progress: (rows: number) => void = () => {},
): Promise<StateDifference | undefined> {
  let rows = 0;
  for (const table of TABLES) {
    const pieces = new Pieces((range) => a.range(table, range));
    for (;;) {
      const { bounds } = pieces;
      const [ofA, ofB] = await Promise.all([pieces.next(), b.range(table, bounds)]);
      // The same range, at most so many: what is the same is the same piece.
      const difference = firstDifference(ofA, ofB);
      if (difference) return { table, ...difference };
      if (ofA.length === 0) break;
      rows += ofA.length;
      progress(rows);
    }
  }
  return undefined;
}

function firstDifference(a: readonly Pair[], b: readonly Pair[]): Omit<StateDifference, 'table'> | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [ofA, ofB] = [a[i], b[i]];
    if (ofA && ofB && Buffer.compare(ofA[0], ofB[0]) === 0) {
      if (Buffer.compare(ofA[1], ofB[1]) !== 0) return { key: ofA[0], a: ofA[1], b: ofB[1] };
      continue;
    }
    // Of two keys the lower one is missing on the other side.
    const isOfA = ofA !== undefined && (ofB === undefined || Buffer.compare(ofA[0], ofB[0]) < 0);
    return isOfA ? { key: ofA[0], a: ofA[1], b: undefined } : { key: ofB![0], a: undefined, b: ofB![1] };
  }
  return undefined;
}
