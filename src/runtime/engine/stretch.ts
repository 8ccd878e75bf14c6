/** A stretch of the log that several entries ask for, one after the other: read and decoded once. */
import {
  decodeEntry,
  type PastEntry,
  type ReleaseEntry,
  type ResolvedEntry,
  type UnbindEntry,
  type UnmergeEntry,
} from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';

export type StretchEntry =
  | PastEntry
  | { readonly position: number; readonly at: number; readonly entry: UnmergeEntry | UnbindEntry | ReleaseEntry | ResolvedEntry };

const PAGE = 1_000;
/** Entries that stay in memory at most. */
const KEPT_MAX = 20_000;

/** Events, control entries, binds, partings and releases; with several partitions what identity has resolved. */
export class Stretch {
  #entries: StretchEntry[] = [];
  /** Read from behind `#after` up to `#end`. */
  #after = 0;
  #end = 0;

  /** Those with position > `after` and < `before`. */
  async read(after: number, before: number, { log, partition }: { log: Log; partition: number }): Promise<readonly StretchEntry[]> {
    if (after < this.#after || after > this.#end || this.#entries.length > KEPT_MAX) this.#begin(after);
    while (this.#end < before - 1) {
      const records = await log.read(partition, this.#end, Math.min(PAGE, before - 1 - this.#end));
      for (const { position, at, value } of records) if (position < before) this.#take(position, at, value);
      const last = records.at(-1);
      this.#end = last ? Math.min(last.position, before - 1) : before - 1;
    }
    return this.#entries.filter(({ position }) => position > after && position < before);
  }

  /** Lets go of what nobody has asked for in a while. `position`: where the engine is. */
  age(position: number): void {
    if (this.#entries.length > 0 && position > this.#end + PAGE) this.#begin(position);
  }

  #begin(after: number): void {
    this.#entries = [];
    this.#after = after;
    this.#end = after;
  }

  #take(position: number, at: number, value: Uint8Array): void {
    const entry = readable(value);
    if (entry?.type === 'event' || entry?.type === 'control' || entry?.type === 'bind') this.#entries.push({ position, at, entry });
    else if (entry?.type === 'unmerge' || entry?.type === 'unbind' || entry?.type === 'release' || entry?.type === 'resolved')
      this.#entries.push({ position, at, entry });
  }
}

function readable(value: Uint8Array): ReturnType<typeof decodeEntry> | undefined {
  try {
    return decodeEntry(value);
  } catch {
    // Bytes that are no entry did nothing when they came.
    return undefined;
  }
}
