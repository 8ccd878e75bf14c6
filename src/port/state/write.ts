/** What every carrier checks and orders alike. */
import { VolanoError } from '../../base/index.ts';
import type { Expected, Table, Write } from './state.ts';

/** All of them. */
export const TABLES: readonly Table[] = [
  'customer',
  'past',
  'identifier',
  'identity',
  'timer',
  'outbox',
  'fact',
  'dedupe',
  'hop',
  'meta',
  'desk',
];
/** Tables younger than stores that are in use: to a reader of such a store they are empty until its writer has opened it once. */
export const YOUNG_TABLES: readonly Table[] = ['desk'];
const KEY_BYTES_MAX = 1_900;

/** A wrong key is the caller's bug; found here, nothing of the commit has been written (S1, S4). */
export function assertWrites(writes: readonly Write[]): void {
  for (const { key, value } of writes) {
    if (key.length === 0 || key.length > KEY_BYTES_MAX) throw new RangeError(`A key has 1 to ${KEY_BYTES_MAX} bytes, not ${key.length}`);
    if (value !== undefined && !(value instanceof Uint8Array)) throw new TypeError('A value is bytes or undefined');
  }
}

/** Why a commit is refused, given how to find a row as the commits before it leave it; undefined: all is as expected (S7). */
export function conflictOf(
  expected: readonly Expected[],
  find: (table: Table, key: Uint8Array) => Uint8Array | undefined,
): VolanoError | undefined {
  for (const { table, key, value } of expected) {
    const found = find(table, key);
    const same = found === undefined || value === undefined ? found === value : Buffer.compare(found, value) === 0;
    if (!same) return new VolanoError('VOLANO_STATE_CONFLICT', { table });
  }
  return undefined;
}

/** The first key after all that start with the prefix; undefined when there is none. */
export function prefixEnd(prefix: Uint8Array): Uint8Array | undefined {
  for (let last = prefix.length - 1; last >= 0; last--) {
    if (prefix[last] === 0xff) continue;
    // Not slice: of a Buffer it would be the same memory.
    const end = new Uint8Array(prefix.subarray(0, last + 1));
    end[last]! += 1;
    return end;
  }
  return undefined;
}
