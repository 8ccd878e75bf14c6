/**
 * What became of quarantined records: a journal beside the segments, `settled.jsonl`, whose lines say what was begun, replayed or dropped.
 *
 * A record that goes into the log is named twice: before the log is written (`begin`, with the log's end) and after it. What a crash leaves begun is
 * looked for in the log from that end on, so that nothing goes twice and nothing is forgotten, however long after.
 */
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { VolanoError, wordsOf } from '../../base/index.ts';
import type { Began, LogEnds, Settled, Turn } from './quarantine.ts';
import { idOf, placeOf, syncFolder, writeAt } from './segment.ts';

export interface SettledTotals {
  readonly replayed: number;
  readonly dropped: number;
  /** How many of both were in segments that have made room. */
  readonly ofRemoved: number;
}

type Line =
  /** A number: of the one partition there was. */
  | { readonly begin: readonly string[]; readonly end: LogEnds | number }
  | { readonly settle: readonly string[]; readonly as: Settled | 'waiting' }
  /** Totals of segments that are gone, written when the journal is begun anew. */
  | { readonly replayed: number; readonly dropped: number };

const NAME = 'settled.jsonl';

/** Reads the journal; lines of segments before `first` are kept as totals. Cuts off a line that a crash left torn. */
export async function openSettlements(folder: string, first: number): Promise<Settlements> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(noneYet);
  const settlements = new Settlements(folder);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const line of whole.split('\n')) if (line !== '') settlements.take(JSON.parse(line) as Line);
  settlements.removed(first);
  await settlements.start(Buffer.byteLength(whole), text !== whole);
  return settlements;
}

function noneYet(error: NodeJS.ErrnoException): string {
  if (error.code !== 'ENOENT') throw error;
  return '';
}

export class Settlements implements Turn {
  readonly #path: string;
  readonly #folder: string;
  /** By segment, then by offset. */
  readonly #settled = new Map<number, Map<number, Settled>>();
  #gone = { replayed: 0, dropped: 0 };
  #here = { replayed: 0, dropped: 0 };
  #begun: Began | undefined;
  #file: FileHandle | undefined;
  #bytes = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, NAME);
  }

  get begun(): Began | undefined {
    return this.#begun;
  }

  get totals(): SettledTotals {
    const { replayed, dropped } = this.#gone;
    return { replayed: replayed + this.#here.replayed, dropped: dropped + this.#here.dropped, ofRemoved: replayed + dropped };
  }

  of(id: string): Settled | undefined {
    const { segment, offset } = placeOf(id);
    return this.#settled.get(segment)?.get(offset);
  }

  begin(ids: readonly string[], logEnds: LogEnds): Promise<void> {
    return this.#write({ begin: ids, end: logEnds });
  }

  settle(ids: readonly string[], as: Settled | 'waiting'): Promise<void> {
    return ids.length === 0 ? Promise.resolve() : this.#write({ settle: ids, as });
  }

  /** Segments before this one are gone. */
  removed(first: number): void {
    for (const [segment, settled] of this.#settled) {
      if (segment >= first) continue;
      for (const as of settled.values()) {
        this.#gone[as]++;
        this.#here[as]--;
      }
      this.#settled.delete(segment);
    }
  }

  take(line: Line): void {
    if ('begin' in line) this.#begun = { ids: line.begin, logEnds: typeof line.end === 'number' ? [line.end] : line.end };
    else if ('settle' in line) this.#take(line.settle, line.as);
    else this.#gone = { replayed: line.replayed, dropped: line.dropped };
  }

  #take(ids: readonly string[], as: Settled | 'waiting'): void {
    const open = new Set(this.#begun?.ids);
    for (const id of ids) {
      open.delete(id);
      if (as !== 'waiting') this.#mark(id, as);
    }
    this.#begun = this.#begun && open.size > 0 ? { ...this.#begun, ids: [...open] } : undefined;
  }

  #mark(id: string, as: Settled): void {
    const { segment, offset } = placeOf(id);
    const settled = this.#settled.get(segment) ?? new Map<number, Settled>();
    this.#settled.set(segment, settled);
    if (settled.has(offset)) return;
    settled.set(offset, as);
    this.#here[as]++;
  }

  /** Goes on behind `bytes`; begins the journal anew when most of it is about segments that are gone. */
  async start(bytes: number, torn: boolean): Promise<void> {
    this.#bytes = bytes;
    const { replayed, dropped } = this.#here;
    if (bytes > REWRITE_BYTES && this.#gone.replayed + this.#gone.dropped > replayed + dropped)
      await this.#rewrite().catch(() => undefined);
    if (!torn || this.#bytes !== bytes) return;
    await (await this.#opened()).truncate(bytes);
  }

  async #rewrite(): Promise<void> {
    const lines: Line[] = [{ ...this.#gone }];
    for (const [segment, settled] of this.#settled) {
      for (const as of ['replayed', 'dropped'] as const) {
        const ids = [...settled].flatMap(([offset, one]) => (one === as ? idOf(segment, offset) : []));
        if (ids.length > 0) lines.push({ settle: ids, as });
      }
    }
    if (this.#begun) lines.push({ begin: this.#begun.ids, end: this.#begun.logEnds });
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const fresh = `${this.#path}.new`;
    const file = await open(fresh, 'w');
    await writeAt(file, bytes, 0).finally(() => file.close());
    await rename(fresh, this.#path);
    await syncFolder(this.#folder);
    this.#bytes = bytes.length;
  }

  /** One after the other; a line that cannot be written leaves the journal as it was. */
  #write(line: Line): Promise<void> {
    const written = this.#writing.then(async () => {
      const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
      try {
        await writeAt(await this.#opened(), bytes, this.#bytes);
      } catch (cause) {
        const problem = wordsOf(cause);
        throw new VolanoError('VOLANO_QUARANTINE_UNWRITABLE', { problem }, { cause });
      }
      this.#bytes += bytes.length;
      this.take(line);
    });
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #opened(): Promise<FileHandle> {
    if (this.#file) return this.#file;
    // 'a' makes the file where there is none, and would write at the end whatever the position.
    await (await open(this.#path, 'a')).close();
    this.#file = await open(this.#path, 'r+');
    if (this.#bytes === 0) await syncFolder(this.#folder);
    return this.#file;
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    this.#file = undefined;
  }
}

/** A journal up to this size is not worth the while. */
const REWRITE_BYTES = 1024 * 1024;
