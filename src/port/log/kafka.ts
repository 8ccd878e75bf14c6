/**
 * The log in Kafka: one topic, its partitions the log's. A position is a record's offset + 1. L3 and L4 rest on `acks=all`, at least two
 * copies, and idempotent producing (kafka-writer.ts).
 *
 * Some offsets hold marks, which nobody is shown: one where a partition has been trimmed to its end, so that the last position and its `at`
 * are not forgotten, and with one writer one at each opening, which fences whoever wrote before.
 */
import { mapConcurrently, VolanoError, verbatim } from '../../base/index.ts';
import { KafkaCluster } from './kafka-cluster.ts';
import type { KafkaSecurity } from './kafka-connections.ts';
import { agreeTopic } from './kafka-create.ts';
import { reasonOf } from './kafka-errors.ts';
import { ReadAhead } from './kafka-read-ahead.ts';
import { KafkaReader } from './kafka-reader.ts';
import { KafkaTopic } from './kafka-topic.ts';
import { KafkaWriter } from './kafka-writer.ts';
import type { AppendedAt, AppendRequest, Log, LogRecord } from './log.ts';
import { assertPartition } from './tail.ts';

export interface KafkaLogOptions {
  /** host:port; some of them are enough. */
  readonly brokers: readonly string[];
  /** Created when missing. */
  readonly topic: string;
  /** 1 to 1,024; default: as created, else 1. Fixed at creation. */
  readonly partitions?: number;
  /** Copies of each record; default: 3, or as many as there are brokers. With 3 or more an append is on two disks when it is answered. Fixed at creation. */
  readonly replicas?: number;
  /** What is older is removed by Kafka itself, by when it was appended (not by `at`); default -1: nothing is. Fixed at creation; later Kafka's own tools change it. */
  readonly retentionMs?: number;
  readonly readOnly?: boolean;
  /**
   * `one` (default): `at` never decreases (L2), and a later writer fences the earlier: from then on its appends are refused with
   * VOLANO_LOG_FENCED. `many`: any process may append, and `at` is kept as proposed: readers take the larger of it and the last one read.
   * A topic is written in one of the two ways only.
   */
  readonly writers?: 'one' | 'many';
  readonly security?: KafkaSecurity;
  /** How long a request is tried while brokers do not answer; default 30 s. An append may also wait for the one before it. */
  readonly timeoutMs?: number;
}

/** A log whose readers can wait for what comes. */
export interface KafkaLog extends Log {
  /** Resolves when the partition has something after this position, or after `ms`. */
  grown(partition: number, after: number, ms: number): Promise<void>;
}

const TIMEOUT_MS = 30_000;
/** Whoever starts a server wants to hear soon that its Kafka is not there. */
const OPEN_WITHIN_MS = 15_000;
const READ_AHEAD_BYTES = 32 * 1024 * 1024;
const OPENED_AT_ONCE = 8;

/**
 * Opens the log of a topic. Rejects with VOLANO_LOG_UNREACHABLE, VOLANO_LOG_PARTITIONS or, read-only, VOLANO_STORE_MISSING. Once open it
 * finds its brokers again by itself; what they do not answer in time rejects with VOLANO_LOG_UNREACHABLE, and a later call may succeed.
 */
export async function openKafkaLog(options: KafkaLogOptions): Promise<KafkaLog> {
  const { brokers, security, partitions, replicas, retentionMs, readOnly = false, timeoutMs = TIMEOUT_MS } = options;
  const cluster = new KafkaCluster({ brokers, security, patienceMs: timeoutMs });
  const topic = new KafkaTopic(cluster, options.topic);
  try {
    return await orUnreachable(options, async () => {
      const until = performance.now() + Math.min(timeoutMs, OPEN_WITHIN_MS);
      const count = await agreeTopic(topic, { partitions, replicas, retentionMs, readOnly, until });
      const log = new TopicLog(topic, count, options);
      if (!readOnly && options.writers !== 'many') await log.take();
      return log;
    });
  } catch (error) {
    cluster.close();
    throw error;
  }
}

class TopicLog implements KafkaLog {
  readonly partitions: number;
  readonly #topic: KafkaTopic;
  readonly #options: KafkaLogOptions;
  readonly #readers: readonly KafkaReader[];
  readonly #writers: readonly KafkaWriter[];
  #closed = false;

  constructor(topic: KafkaTopic, partitions: number, options: KafkaLogOptions) {
    this.partitions = partitions;
    this.#topic = topic;
    this.#options = options;
    const { readOnly, writers = 'one', timeoutMs: patienceMs = TIMEOUT_MS } = options;
    const ahead = new ReadAhead(READ_AHEAD_BYTES);
    this.#readers = Array.from({ length: partitions }, (_, partition) => new KafkaReader({ topic, partition, ahead, patienceMs }));
    this.#writers = readOnly
      ? []
      : this.#readers.map((reader, partition) => {
          const name = writers === 'one' ? `volano/${topic.name}/${partition}` : undefined;
          return new KafkaWriter({ topic, partition, name, patienceMs, stored: (last) => reader.noteStored(last) });
        });
  }

  /** Becomes the only writer. */
  async take(): Promise<void> {
    await mapConcurrently(this.#writers, OPENED_AT_ONCE, async (writer) => {
      const reader = this.#readers[this.#writers.indexOf(writer)]!;
      await writer.take(await reader.last());
      // The earlier writer may have appended until then.
      writer.noteAt((await reader.last()).at);
    });
  }

  async append(partition: number, records: readonly AppendRequest[]): Promise<readonly AppendedAt[]> {
    return await this.#writer(partition).append(records);
  }

  async read(partition: number, after: number, limit: number): Promise<readonly LogRecord[]> {
    const reader = this.#reader(partition);
    return await orUnreachable(this.#options, () => reader.read(after, limit));
  }

  async get(partition: number, positions: readonly number[]): Promise<readonly (LogRecord | undefined)[]> {
    const reader = this.#reader(partition);
    return await orUnreachable(this.#options, () => reader.get(positions));
  }

  async end(partition: number): Promise<number> {
    const reader = this.#reader(partition);
    return (await orUnreachable(this.#options, () => reader.last())).position;
  }

  async trim(partition: number, position: number): Promise<void> {
    const writer = this.#writer(partition);
    const reader = this.#reader(partition);
    await orUnreachable(this.#options, async () => {
      const last = await reader.last();
      // What is not there yet must not be born trimmed.
      const before = Math.min(position, last.position + 1);
      if (before <= reader.start) return;
      if (before > last.position) await writer.mark(last);
      await reader.trim(before);
    });
  }

  async grown(partition: number, after: number, ms: number): Promise<void> {
    await this.#reader(partition).grown(after, ms, () => this.#closed);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all(this.#writers.map((writer) => writer.idle()));
    this.#topic.cluster.close();
  }

  #reader(partition: number): KafkaReader {
    if (this.#closed) throw new TypeError('The log is closed');
    assertPartition(partition, this.partitions);
    return this.#readers[partition]!;
  }

  #writer(partition: number): KafkaWriter {
    this.#reader(partition);
    const writer = this.#writers[partition];
    if (!writer) throw new TypeError('This handle of the log is for reading');
    return writer;
  }
}

async function orUnreachable<Answer>({ brokers, topic }: KafkaLogOptions, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof VolanoError || error instanceof TypeError || error instanceof RangeError) throw error;
    throw new VolanoError('VOLANO_LOG_UNREACHABLE', { brokers: brokers.join(', '), topic, reason: verbatim(reasonOf(error)) });
  }
}
