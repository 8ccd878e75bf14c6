/**
 * Keys of desks: parts put one behind the other so that keys order as their parts do, one after the other, and the key of the first parts is a prefix
 * of all that begin with them and of no other. Text ends with 0x00 0x00, and a 0x00 within it is 0x00 0x01; a number (0 to 2^53 - 1) has 8 bytes.
 */
export type DeskKeyPart = string | number;

const NUMBER_BYTES = 8;

/** Throws RangeError for a number that is no safe integer or negative. */
export function deskKey(...parts: readonly DeskKeyPart[]): Uint8Array {
  const [only] = parts;
  return parts.length === 1 && typeof only === 'string' ? textBytes(only) : Buffer.concat(parts.map(bytesOf));
}

/** The parts of a key, whose kinds its writer knows. */
export function deskKeyParts(key: Uint8Array, kinds: readonly ('text' | 'number')[]): readonly DeskKeyPart[] {
  const bytes = Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  let at = 0;
  return kinds.map((kind) => {
    const from = at;
    if (kind === 'number') {
      at += NUMBER_BYTES;
      return Number(bytes.readBigUInt64BE(from));
    }
    let end = bytes.indexOf(0, at);
    while (bytes[end + 1] === 1) end = bytes.indexOf(0, end + 2);
    at = end + 2;
    return bytes.toString('utf8', from, end).replaceAll('\u0000\u0001', '\u0000');
  });
}

function bytesOf(part: DeskKeyPart): Uint8Array {
  if (typeof part === 'string') return textBytes(part);
  if (!Number.isSafeInteger(part) || part < 0) throw new RangeError(`A number in a key is a whole one from 0 on, not ${part}`);
  const bytes = Buffer.alloc(NUMBER_BYTES);
  bytes.writeBigUInt64BE(BigInt(part));
  return bytes;
}

function textBytes(text: string): Uint8Array {
  return Buffer.from(`${text.includes('\u0000') ? text.replaceAll('\u0000', '\u0000\u0001') : text}\u0000\u0000`);
}
