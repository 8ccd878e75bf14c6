/** Reads one partition: what the brokers have, up to what is on enough disks, by way of what has been fetched already. */
import { setTimeout as pause } from 'node:timers/promises';
import { mapConcurrently } from '../../base/index.ts';
import type { Mark } from './kafka-batch.ts';
import { persist } from './kafka-cluster.ts';
import { KAFKA_CODE, kafkaCode } from './kafka-errors.ts';
import { entriesOf, type ReadAhead, type Stretch } from './kafka-read-ahead.ts';
import type { FetchRange, KafkaTopic } from './kafka-topic.ts';
import type { AppendedAt, LogRecord } from './log.ts';

export interface KafkaReaderOptions {
  readonly topic: KafkaTopic;
  readonly partition: number;
  readonly ahead: ReadAhead;
  /** How long a question is asked again. */
  readonly patienceMs: number;
}

/** Of one fetch; the next ones of whoever reads on are answered from it. */
const FETCH_BYTES = 2 * 1024 * 1024;
/** For single records: the batch around each. */
const GET_BYTES = 64 * 1024;
const GETS_AT_ONCE = 4;
/** A broker holds a question for news this long. */
const FETCH_WAIT_MS = 5_000;
const PAUSE_MS = 200;
const NOTHING: AppendedAt = { position: 0, at: Number.MIN_SAFE_INTEGER };

export class KafkaReader {
  readonly #options: KafkaReaderOptions;
  #start = 1;
  /** The last entry at a position that is the last that is on enough disks. */
  #last: { readonly end: number; readonly entry: AppendedAt } = { end: 0, entry: NOTHING };

  constructor(options: KafkaReaderOptions) {
    this.#options = options;
  }

  /** Entries with position > `after`, at most `limit`. */
  async read(after: number, limit: number): Promise<LogRecord[]> {
    let entries: LogRecord[] = [];
    let position = Math.max(after + 1, this.#start);
    while (entries.length < limit) {
      const stretch = this.#kept(position) ?? (await this.#fetch({ offset: position - 1, maxBytes: FETCH_BYTES, waitMs: 0 }));
      if (!stretch) break;
      position = Math.max(position, this.#start);
      const found = entriesOf(stretch, position, limit - entries.length);
      entries = entries.length === 0 ? found : entries.concat(found);
      position = stretch.next;
    }
    return entries;
  }

  async get(positions: readonly number[]): Promise<(LogRecord | undefined)[]> {
    const wanted = [...new Set(positions)]
      .filter((position) => Number.isSafeInteger(position) && position >= this.#start)
      .sort((a, b) => a - b);
    const found = new Map<number, LogRecord>();
    const share = Math.ceil(wanted.length / GETS_AT_ONCE);
    const shares = Array.from({ length: GETS_AT_ONCE }, (_, i) => wanted.slice(i * share, (i + 1) * share));
    await mapConcurrently(shares, GETS_AT_ONCE, async (some) => {
      for (const position of some) {
        const stretch = this.#kept(position) ?? (await this.#fetch({ offset: position - 1, maxBytes: GET_BYTES, waitMs: 0 }));
        const [entry] = stretch ? entriesOf(stretch, position, 1) : [];
        if (entry?.position === position) found.set(position, entry);
      }
    });
    return positions.map((position) => (position < this.#start ? undefined : found.get(position)));
  }

  /** Resolves when there is an entry with position > `after`, or after `ms`, or once `over` says so. Brokers that do not answer are asked again. */
  async grown(after: number, ms: number, over: () => boolean): Promise<void> {
    const until = performance.now() + ms;
    let position = Math.max(after + 1, this.#start);
    for (let left = ms; left > 0 && !over(); left = until - performance.now()) {
      try {
        const waitMs = Math.ceil(Math.min(left, FETCH_WAIT_MS, this.#options.patienceMs / 2));
        const stretch = this.#kept(position) ?? (await this.#fetchOnce({ offset: position - 1, maxBytes: FETCH_BYTES, waitMs }));
        if (stretch && entriesOf(stretch, position, 1).length > 0) return;
        if (stretch) position = stretch.next;
        // Nothing, without having waited: the position lies beyond what there is.
        else if (until - performance.now() > left - waitMs / 2) await pause(Math.min(PAUSE_MS, left));
      } catch {
        await pause(Math.min(PAUSE_MS, left));
      }
    }
  }

  /** The last entry that ever was, trimmed or not; one that the retention has taken is not known any more, but its position is. */
  async last(): Promise<AppendedAt> {
    const end = await this.#ask(() => this.#options.topic.offset(this.#options.partition, 'end'));
    if (end === this.#last.end) return this.#last.entry;
    const entry = await this.#lastBefore(end);
    this.#last = { end, entry };
    return entry;
  }

  /** What has just been stored is the last entry, unless there are others already. */
  noteStored(entry: AppendedAt): void {
    if (entry.position > this.#last.end) this.#last = { end: entry.position, entry };
  }

  /** First position that has not been trimmed, as far as is known. */
  get start(): number {
    return this.#start;
  }

  /** Removes what is before a position, which is at most the one after the last. */
  async trim(before: number): Promise<void> {
    await this.#ask(() => this.#options.topic.deleteBefore(this.#options.partition, before - 1));
    this.#noteStart(before);
  }

  #noteStart(position: number): void {
    this.#start = Math.max(this.#start, position);
  }

  async #lastBefore(end: number): Promise<AppendedAt> {
    if (end === 0) return NOTHING;
    const tail = this.#kept(end) ?? (await this.#fetch({ offset: end - 1, maxBytes: GET_BYTES, waitMs: 0 }));
    let marked: Mark | undefined;
    for (const batch of (tail?.batches ?? []).toReversed()) {
      const records = batch.first > end ? [] : batch.records.filter(({ position }) => position <= end);
      const entry = records.findLast((record) => !('mark' in record)) as LogRecord | undefined;
      if (entry) return { position: entry.position, at: entry.at };
      marked ??= records.findLast((record) => 'mark' in record) as Mark | undefined;
    }
    if (!marked) return { position: end, at: NOTHING.at };
    // Others may have appended between what the mark knew and the mark.
    const between = await this.read(marked.mark.position, end - marked.mark.position);
    const last = between.findLast(({ position }) => position <= end);
    return last ? { position: last.position, at: last.at } : marked.mark;
  }

  #kept(position: number): Stretch | undefined {
    return this.#options.ahead.find(this.#options.partition, position);
  }

  async #fetch(range: FetchRange): Promise<Stretch | undefined> {
    return await this.#ask(() => this.#fetchOnce(range));
  }

  /** A stretch from an offset on, or from where the partition starts when that is later; undefined when there is nothing yet. */
  async #fetchOnce(range: FetchRange): Promise<Stretch | undefined> {
    const { topic, partition, ahead } = this.#options;
    const fetched = await topic.fetch(partition, range).catch(async (error: unknown) => {
      if (kafkaCode(error) !== KAFKA_CODE.offsetOutOfRange) throw error;
      const start = await topic.offset(partition, 'first');
      return start > range.offset ? await topic.fetch(partition, { ...range, offset: start, waitMs: 0 }) : undefined;
    });
    if (!fetched) return undefined;
    const { batches, start } = fetched;
    this.#noteStart(start + 1);
    if (batches.length === 0) return undefined;
    const from = Math.min(batches[0]!.first, Math.max(range.offset, start) + 1);
    const bytes = batches.reduce((sum, batch) => sum + batch.bytes, 0);
    const stretch = { partition, from, next: batches.at(-1)!.last + 1, batches, bytes };
    ahead.add(stretch);
    return stretch;
  }

  async #ask<Answer>(question: () => Promise<Answer>): Promise<Answer> {
    return await persist(question, { until: performance.now() + this.#options.patienceMs });
  }
}
