/** The quarantine in a folder, for one process: the one that holds the log's lock. Records lie in segments, the oldest of which makes room (Q4). */
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { VolanoError, wordsOf } from '../../base/index.ts';
import type { Began, Quarantine, QuarantinedCall, QuarantineRecord, QuarantineStats, Settled, Turn } from './quarantine.ts';
import {
  findSegments,
  headerLine,
  idOf,
  linesBack,
  linesFrom,
  placeOf,
  readLines,
  type SegmentFile,
  segmentPath,
  syncFolder,
  writeAt,
} from './segment.ts';
import { openSettlements, type Settlements } from './settlements.ts';

export interface QuarantineOptions {
  readonly path: string;
  /** Default 256 MiB. */
  readonly bytesMax?: number;
  /** Default 4 MiB. */
  readonly segmentBytes?: number;
  /** Opens a segment for writing; tests give one that fails. */
  readonly openFile?: (path: string) => Promise<FileHandle>;
}

/** Opens the folder, or makes it; cuts off what a crash left torn. */
export async function openQuarantine(options: QuarantineOptions): Promise<Quarantine> {
  await mkdir(options.path, { recursive: true });
  const segments = await findSegments(options.path);
  const settlements = await openSettlements(options.path, segments[0]?.number ?? 1);
  const store = new SegmentedQuarantine(options, segments, settlements);
  await store.recover();
  return store;
}

interface Waiting {
  readonly lines: Buffer;
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (error: VolanoError) => void;
}

interface Slice {
  /** Offset. */
  readonly to: number;
  readonly max: number;
  /** Only what comes after this record. */
  readonly after?: string;
  readonly settled?: boolean;
  readonly reverse?: boolean;
}

class SegmentedQuarantine implements Quarantine {
  readonly #folder: string;
  readonly #bytesMax: number;
  readonly #segmentBytes: number;
  readonly #openFile: (path: string) => Promise<FileHandle>;
  /** Oldest first; the last one is written. */
  readonly #segments: SegmentFile[];
  readonly #settlements: Settlements;
  #file: FileHandle | undefined;
  #bytes = 0;
  /** Records of the last segment. */
  #count = 0;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #problem: string | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(options: QuarantineOptions, segments: SegmentFile[], settlements: Settlements) {
    this.#settlements = settlements;
    this.#folder = options.path;
    this.#bytesMax = options.bytesMax ?? 256 * 1024 * 1024;
    this.#segmentBytes = options.segmentBytes ?? 4 * 1024 * 1024;
    this.#openFile = options.openFile ?? ((path) => open(path, 'r+'));
    this.#segments = segments;
  }

  /** Cuts off a line that a crash left torn. */
  async recover(): Promise<void> {
    const last = this.#segments.at(-1);
    if (!last) return;
    this.#file = await this.#openFile(segmentPath(this.#folder, last.number));
    const lines = await readLines(this.#file, { from: last.headerBytes, to: last.bytes });
    this.#bytes = lines.at(-1)?.end ?? last.headerBytes;
    this.#count = lines.length;
    if (this.#bytes < last.bytes) await this.#file.truncate(this.#bytes);
  }

  add(calls: readonly QuarantinedCall[]): Promise<void> {
    if (calls.length === 0) return Promise.resolve();
    const lines = Buffer.from(calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ lines, count: calls.length, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  /** One write and one sync for all that wait meanwhile. */
  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting;
      this.#waiting = [];
      try {
        await this.#writeGroup(group);
        this.#problem = undefined;
        for (const { resolve } of group) resolve();
      } catch (cause) {
        this.#problem = cause instanceof Error ? cause.message : String(cause);
        const error = new VolanoError('VOLANO_QUARANTINE_UNWRITABLE', { problem: wordsOf(cause) }, { cause });
        for (const { reject } of group) reject(error);
      }
    }
    this.#writing = undefined;
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const file = this.#file && this.#bytes < this.#segmentBytes ? this.#file : await this.#startSegment();
    const bytes = Buffer.concat(group.map(({ lines }) => lines));
    await writeAt(file, bytes, this.#bytes);
    this.#bytes += bytes.length;
    this.#count += group.reduce((sum, { count }) => sum + count, 0);
  }

  async #startSegment(): Promise<FileHandle> {
    const last = this.#segments.at(-1);
    const number = (last?.number ?? 0) + 1;
    const before = (last?.before ?? 0) + this.#count;
    const path = segmentPath(this.#folder, number);
    await (await open(path, 'w')).close();
    const file = await this.#openFile(path);
    const header = headerLine(number, before);
    try {
      await writeAt(file, header, 0);
      await syncFolder(this.#folder);
    } catch (error) {
      await file.close();
      throw error;
    }
    await this.#file?.close();
    if (last) this.#segments[this.#segments.length - 1] = { ...last, bytes: this.#bytes };
    this.#segments.push({ number, before, headerBytes: header.length, bytes: header.length });
    this.#file = file;
    this.#bytes = header.length;
    this.#count = 0;
    await this.#makeRoom();
    return file;
  }

  async #makeRoom(): Promise<void> {
    while (this.#segments.length > 1 && this.#held() > this.#bytesMax) {
      await unlink(segmentPath(this.#folder, this.#segments[0]!.number));
      this.#segments.shift();
      this.#settlements.removed(this.#segments[0]!.number);
    }
  }

  async list({ limit, before }: { readonly limit: number; readonly before?: string }): Promise<readonly QuarantineRecord[]> {
    const end = before === undefined ? undefined : placeOf(before);
    const found: QuarantineRecord[] = [];
    for (const segment of [...this.#segments].reverse()) {
      if (found.length >= limit) break;
      if (end && segment.number > end.segment) continue;
      const to = end?.segment === segment.number ? end.offset : this.#endOf(segment);
      found.push(...(await this.#recordsOf(segment, { to, max: limit - found.length, reverse: true })));
    }
    return found;
  }

  async read({
    limit,
    after,
    settled = false,
  }: {
    readonly limit: number;
    readonly after?: string;
    readonly settled?: boolean;
  }): Promise<readonly QuarantineRecord[]> {
    const start = after === undefined ? undefined : placeOf(after);
    const found: QuarantineRecord[] = [];
    for (const segment of [...this.#segments]) {
      if (found.length >= limit) break;
      if (start && segment.number < start.segment) continue;
      const max = limit - found.length;
      found.push(...(await this.#recordsOf(segment, { to: this.#endOf(segment), max, settled, ...(after !== undefined && { after }) })));
    }
    return found;
  }

  /** The first `max` of a segment that are not settled; the last ones, the newest first. */
  async #recordsOf(segment: SegmentFile, { to, max, after, settled = false, reverse = false }: Slice): Promise<QuarantineRecord[]> {
    const last = after === undefined ? undefined : placeOf(after);
    const from = last?.segment === segment.number ? last.offset : segment.headerBytes;
    const file = await open(segmentPath(this.#folder, segment.number), 'r').catch(ignoreMissing);
    if (!file) return [];
    try {
      const records: QuarantineRecord[] = [];
      for await (const lines of (reverse ? linesBack : linesFrom)(file, { from, to })) {
        for (const { offset, text } of lines) {
          const id = idOf(segment.number, offset);
          if (id === after || (!settled && this.#settlements.of(id))) continue;
          records.push({ id, ...(JSON.parse(text) as QuarantinedCall) });
          if (records.length >= max) return records;
        }
      }
      return records;
    } finally {
      await file.close();
    }
  }

  async get(id: string): Promise<(QuarantineRecord & { readonly settled?: Settled }) | undefined> {
    const place = placeOf(id);
    const segment = this.#segments.find(({ number }) => number === place.segment);
    const end = segment && this.#endOf(segment);
    if (!segment || !(place.offset >= segment.headerBytes && place.offset < end!)) return undefined;
    const file = await open(segmentPath(this.#folder, segment.number), 'r').catch(ignoreMissing);
    if (!file) return undefined;
    try {
      const lines = await readLines(file, { from: segment.headerBytes, to: end! });
      const line = lines.find(({ offset }) => offset === place.offset);
      const settled = this.#settlements.of(id);
      return line && { id, ...(JSON.parse(line.text) as QuarantinedCall), ...(settled && { settled }) };
    } finally {
      await file.close();
    }
  }

  async begun(): Promise<Began | undefined> {
    return this.#settlements.begun;
  }

  inTurn<Result>(run: (turn: Turn) => Promise<Result>): Promise<Result> {
    const result = this.#lastTurn.then(() => run(this.#settlements));
    this.#lastTurn = result.catch(() => undefined);
    return result;
  }

  #endOf(segment: SegmentFile): number {
    return segment === this.#segments.at(-1) ? this.#bytes : segment.bytes;
  }

  async stats(): Promise<QuarantineStats> {
    const before = this.#segments[0]?.before ?? 0;
    const written = (this.#segments.at(-1)?.before ?? 0) + this.#count;
    const { replayed, dropped, ofRemoved } = this.#settlements.totals;
    const removed = before - ofRemoved;
    return { records: written - removed - replayed - dropped, bytes: this.#held(), removed, replayed, dropped, problem: this.#problem };
  }

  #held(): number {
    return this.#segments.reduce((sum, segment) => sum + this.#endOf(segment), 0);
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    this.#file = undefined;
    await this.#settlements.close();
  }
}

/** A segment that made room while it was about to be read (Q4). */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
