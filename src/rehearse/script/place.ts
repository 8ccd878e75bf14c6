/** Where in a test a line stands. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** File and line, as editors open them. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
const FRAME = /(?:\(|at )(?:async )?((?:file:\/\/)?\/?[^()]*?):(\d+):\d+\)?$/;

/** The line that called into this room. */
export function callerPlace(): Place {
  const lines = (new Error('place').stack ?? '').split('\n').slice(1);
  for (const text of lines) {
    const [, address, line] = FRAME.exec(text.trim()) ?? [];
    if (address === undefined || address.startsWith('node:')) continue;
    const file = address.startsWith('file://') ? fileURLToPath(address) : address;
    if (!isOurs(file)) return { file, line: Number(line) };
  }
  return { file: '', line: 0 };
}

/** The room's own files; its tests are callers like everybody else. */
function isOurs(file: string): boolean {
  return file.startsWith(HERE) && !/\.(?:test|suite|journey)\.[jt]s$/.test(file);
}

export function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
