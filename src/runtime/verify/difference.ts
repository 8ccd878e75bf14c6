/** What differs between two states, in a form that people read. */
import type { Table } from '../../port/state/index.ts';
import { readTimerKey } from '../engine/index.ts';

/** The first key of a table with different values. A value is undefined where the key is not there. */
export interface Difference {
  readonly table: Table;
  readonly key: string;
  readonly live: string | undefined;
  readonly replayed: string | undefined;
}

export type Bytes = Uint8Array | undefined;

/** Both values as text, cut to the place where they begin to differ. */
export function differenceOf(table: Table, key: Uint8Array, { live, replayed }: { live: Bytes; replayed: Bytes }): Difference {
  const texts = { live: live && textOf(live), replayed: replayed && textOf(replayed) };
  const start = Math.max(0, commonStart(texts.live ?? '', texts.replayed ?? '') - BEFORE);
  const cut = (text: string | undefined): string | undefined => text && excerpt(text, start);
  return { table, key: keyText(table, key), live: cut(texts.live), replayed: cut(texts.replayed) };
}

const BEFORE = 80;
const LENGTH = 400;

function excerpt(text: string, start: number): string {
  const end = start + LENGTH;
  return `${start > 0 ? '...' : ''}${text.slice(start, end)}${end < text.length ? '...' : ''}`;
}

function commonStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** Keys are texts but for the instant in front of a timer's. */
function keyText(table: Table, key: Uint8Array): string {
  if (table === 'timer') {
    const { due, id } = readTimerKey(key);
    return `${new Date(due).toISOString()} ${id}`;
  }
  const text = utf8(key);
  return text === undefined ? Buffer.from(key).toString('hex') : text.replaceAll('\u0000', ' / ');
}

/** Text as it is; a part with numbers behind its JSON as both; anything else as hexadecimal digits. */
function textOf(bytes: Uint8Array): string {
  return utf8(bytes) ?? withNumbers(bytes) ?? Buffer.from(bytes).toString('hex');
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    return CONTROL.test(text.replaceAll('\u0000', '')) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Length of the JSON, the JSON, doubles. */
function withNumbers(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 4 + view.getUint32(0, true);
  if (end > bytes.byteLength || (bytes.byteLength - end) % 8 !== 0) return undefined;
  const json = utf8(bytes.subarray(4, end));
  if (json === undefined) return undefined;
  const numbers = Array.from({ length: (bytes.byteLength - end) / 8 }, (_, i) => view.getFloat64(end + 8 * i, true));
  return `${json} ${numbers.join(' ')}`;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const CONTROL = /\p{Cc}/u;
