/**
 * A segment of the quarantine: a file of JSON lines. Its first line is a header `{ segment, before }`, where `before` is the number of
 * records ever written before it, so that no file but the last is read to count them.
 */
import { type FileHandle, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export interface SegmentFile {
  readonly number: number;
  /** Records ever written before this segment. */
  readonly before: number;
  readonly headerBytes: number;
  /** Bytes that hold whole lines. */
  readonly bytes: number;
}

const NAME = /^quarantine-(\d{8})\.jsonl$/;
const NEWLINE = 0x0a;
const HEADER_MAX = 200;

export function segmentPath(folder: string, number: number): string {
  return join(folder, `quarantine-${String(number).padStart(8, '0')}.jsonl`);
}

/** The folder's segments, oldest first. A segment whose header did not reach the disk holds nothing and is removed. */
export async function findSegments(folder: string): Promise<SegmentFile[]> {
  const numbers = (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
  const found: SegmentFile[] = [];
  for (const number of numbers.sort((a, b) => a - b)) {
    const segment = await readHeader(folder, number);
    if (segment) found.push(segment);
    else await unlink(segmentPath(folder, number));
  }
  return found;
}

async function readHeader(folder: string, number: number): Promise<SegmentFile | undefined> {
  const file = await open(segmentPath(folder, number), 'r');
  try {
    const start = Buffer.alloc(HEADER_MAX);
    const { bytesRead } = await file.read(start, 0, HEADER_MAX, 0);
    const end = start.subarray(0, bytesRead).indexOf(NEWLINE);
    const before = end < 0 ? undefined : beforeIn(start.toString('utf8', 0, end));
    return before === undefined ? undefined : { number, before, headerBytes: end + 1, bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function beforeIn(line: string): number | undefined {
  try {
    const { before } = JSON.parse(line) as { before?: unknown };
    return typeof before === 'number' ? before : undefined;
  } catch {
    return undefined;
  }
}

export function headerLine(number: number, before: number): Buffer {
  return Buffer.from(`${JSON.stringify({ segment: number, before })}\n`);
}

export interface SegmentLine {
  readonly text: string;
  /** Where it starts and where the next one does. */
  readonly offset: number;
  readonly end: number;
}

/** Read at once; more where a line is longer. */
const CHUNK_BYTES = 256 * 1024;

interface Between {
  /** Where a line starts. */
  readonly from: number;
  readonly to: number;
}

/** Lines of a segment between two offsets. A torn last line is left out. */
export async function readLines(file: FileHandle, between: Between): Promise<readonly SegmentLine[]> {
  const lines: SegmentLine[] = [];
  for await (const some of linesFrom(file, between)) lines.push(...some);
  return lines;
}

/** The same, some at a time, the first ones first: who needs no more reads no more. */
export async function* linesFrom(file: FileHandle, { from, to }: Between): AsyncGenerator<readonly SegmentLine[]> {
  for (let start = from, size = CHUNK_BYTES; start < to; ) {
    const bytes = await readAt(file, start, Math.min(size, to - start));
    const lines = linesIn(bytes, start);
    if (lines.length > 0) {
      yield lines;
      [start, size] = [lines.at(-1)!.end, CHUNK_BYTES];
    } else if (bytes.length < size) return;
    else size *= 2;
  }
}

/** The same from the end on, the last ones first. */
export async function* linesBack(file: FileHandle, { from, to }: Between): AsyncGenerator<readonly SegmentLine[]> {
  for (let end = to, size = CHUNK_BYTES; end > from; ) {
    const start = Math.max(from, end - size);
    const bytes = await readAt(file, start, end - start);
    const first = start === from ? 0 : bytes.indexOf(NEWLINE) + 1;
    const lines = start === from || first > 0 ? linesIn(bytes.subarray(first), start + first) : [];
    if (lines.length > 0) yield [...lines].reverse();
    if (start === from) return;
    [end, size] = lines.length > 0 ? [start + first, CHUNK_BYTES] : [end, 2 * size];
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function linesIn(bytes: Buffer, offset: number): SegmentLine[] {
  const lines: SegmentLine[] = [];
  for (let start = 0, end = bytes.indexOf(NEWLINE); end >= 0; start = end + 1, end = bytes.indexOf(NEWLINE, start))
    lines.push({ text: bytes.toString('utf8', start, end), offset: offset + start, end: offset + end + 1 });
  return lines;
}

/** Writes and syncs all the bytes, or leaves the file as long as it was. */
export async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  try {
    let written = 0;
    while (written < bytes.length) {
      written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
    }
    await file.datasync();
  } catch (error) {
    await file.truncate(position).catch(() => undefined);
    throw error;
  }
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

export function idOf(segment: number, offset: number): string {
  return `q${segment.toString(36).padStart(6, '0')}${offset.toString(36).padStart(7, '0')}`;
}

export function placeOf(id: string): { segment: number; offset: number } {
  return { segment: Number.parseInt(id.slice(1, 7), 36), offset: Number.parseInt(id.slice(7), 36) };
}
