/**
 * Appends to one partition. What is asked for while a batch is under way goes into the next one, whole appends at a time: a batch is stored
 * whole or not at all (L4). One batch is under way at a time, and is sent again under its number until the brokers have answered that it is
 * stored, or the time is up: with a producer's id and the number Kafka stores it once, and nothing can come before it (L3).
 */
import { type Said, VolanoError, verbatim } from '../../base/index.ts';
import { said } from '../said.ts';
import { batchBytes, encodeBatch, type Producer, signBatch } from './kafka-batch.ts';
import { persist } from './kafka-cluster.ts';
import { APPEND_BYTES_MAX } from './kafka-create.ts';
import { KAFKA_CODE, kafkaCode, reasonOf } from './kafka-errors.ts';
import type { KafkaTopic } from './kafka-topic.ts';
import type { AppendedAt, AppendRequest } from './log.ts';

export interface KafkaWriterOptions {
  readonly topic: KafkaTopic;
  readonly partition: number;
  /** Of the only writer: whoever takes it over fences whoever had it. Undefined: one of many. */
  readonly name: string | undefined;
  /** How long an append is tried. */
  readonly patienceMs: number;
  /** The only writer takes its partition anew after so long; default a day. */
  readonly renewAfterMs?: number;
  /** Hears of the last record of each batch that has been stored. */
  readonly stored: (last: AppendedAt) => void;
}

/** What waits or is under way: an append, or a mark. */
interface Waiting {
  /** With the times that they get. */
  readonly records: readonly AppendRequest[];
  readonly mark: AppendedAt | undefined;
  readonly bytes: number;
  readonly until: number;
  readonly resolve: (stamps: readonly AppendedAt[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A batch on its way. */
interface Sending {
  readonly batch: Buffer;
  signedBy: Producer | undefined;
  /** It was sent, and no answer says that it was refused. */
  mayBeStored: boolean;
  renewed: boolean;
}

/** Appends share a batch up to this: brokers are set to take 1 MiB at least. */
const SHARED_BYTES = 900 * 1024;
/** Kafka forgets who is a partition's only writer a week after it was last told (transactional.id.expiration.ms). */
const RENEW_AFTER_MS = 24 * 60 * 60 * 1_000;
/** A producer's epochs end here (int16). */
const EPOCH_LAST = 32_766;
/** The numbers of batches start at 0 again after 2^31 - 1. */
const SEQUENCE_MASK = 0x7fff_ffff;
const FENCED_CODES: readonly number[] = [KAFKA_CODE.invalidProducerEpoch, KAFKA_CODE.invalidProducerIdMapping, KAFKA_CODE.producerFenced];
const TOO_LARGE_CODES: readonly number[] = [KAFKA_CODE.messageTooLarge, KAFKA_CODE.recordListTooLarge];
const FORGOTTEN_CODES: readonly number[] = [KAFKA_CODE.outOfOrderSequence, KAFKA_CODE.unknownProducerId];
/** After these answers a batch is not stored. After any other it may be: a broker also loses its leadership after it has written. */
const REFUSED_CODES: readonly number[] = [
  KAFKA_CODE.corruptMessage,
  KAFKA_CODE.notEnoughReplicas,
  KAFKA_CODE.topicAuthorizationFailed,
  KAFKA_CODE.invalidRecord,
  ...FENCED_CODES,
  ...TOO_LARGE_CODES,
  ...FORGOTTEN_CODES,
];

export class KafkaWriter {
  readonly #options: KafkaWriterOptions;
  #waiting: Waiting[] = [];
  #working: Promise<void> | undefined;
  #producer: Producer | undefined;
  #renewedAt = 0;
  #sequence = 0;
  /** The last batch may be stored or not: the next one needs another epoch, which also holds back what may still be under way. */
  #unclear = false;
  #fenced = false;
  /** Latest time stamped; only the only writer knows it. */
  #at = Number.MIN_SAFE_INTEGER;

  constructor(options: KafkaWriterOptions) {
    this.#options = options;
  }

  /** Whoever wrote the partition before under the same name writes no more, once the mark is stored. Gives its position. */
  async take(last: AppendedAt): Promise<number> {
    this.#producer = await persist(() => this.#nextProducer(), { until: performance.now() + this.#options.patienceMs });
    this.#renewedAt = performance.now();
    return await this.mark(last);
  }

  /** Times of later appends are at least this. */
  noteAt(at: number): void {
    this.#at = Math.max(this.#at, at);
  }

  /** Stores them as one. Rejects with VOLANO_LOG_FENCED, _APPEND_TOO_LARGE, _APPEND_FAILED or _APPEND_UNCLEAR. */
  async append(requests: readonly AppendRequest[]): Promise<readonly AppendedAt[]> {
    for (const { at } of requests) if (!Number.isSafeInteger(at)) throw new RangeError(`at must be whole milliseconds, not ${at}`);
    if (this.#fenced) throw this.#fencedError();
    if (requests.length === 0) return [];
    const bytes = batchBytes(requests);
    if (bytes > APPEND_BYTES_MAX) throw this.#tooLarge(bytes);
    return await this.#enqueue(this.#options.name === undefined ? requests : this.#stamp(requests), bytes);
  }

  /** Stores a mark. Gives its position. */
  async mark(last: AppendedAt): Promise<number> {
    const [stamp] = await this.#enqueue([], 0, last);
    return stamp!.position;
  }

  /** Everything asked for has been answered. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  #stamp(requests: readonly AppendRequest[]): AppendRequest[] {
    return requests.map(({ at, value }) => {
      this.noteAt(at);
      return { at: this.#at, value };
    });
  }

  #enqueue(records: readonly AppendRequest[], bytes: number, mark?: AppendedAt): Promise<readonly AppendedAt[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly AppendedAt[]>();
    this.#waiting.push({ records, mark, bytes, until: performance.now() + this.#options.patienceMs, resolve, reject });
    this.#working ??= this.#work();
    return promise;
  }

  async #work(): Promise<void> {
    // Appends of this moment share the first batch already.
    await undefined;
    while (this.#waiting.length > 0) {
      this.#dropLate();
      const gathered = this.#gather();
      if (gathered.length > 0) await this.#store(gathered);
    }
    this.#working = undefined;
  }

  /** What has waited too long behind others was never sent. */
  #dropLate(): void {
    const now = performance.now();
    const late = this.#waiting.filter(({ until }) => until <= now);
    if (late.length === 0) return;
    this.#waiting = this.#waiting.filter(({ until }) => until > now);
    for (const { reject } of late) reject(this.#failed(said`earlier appends were not answered`));
  }

  /** The first that go into one batch: a mark alone, or appends. */
  #gather(): readonly Waiting[] {
    let count = 0;
    let bytes = 0;
    for (const waiting of this.#waiting) {
      bytes += waiting.bytes;
      if (count > 0 && (bytes > SHARED_BYTES || waiting.mark || this.#waiting[0]!.mark)) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #store(gathered: readonly Waiting[]): Promise<void> {
    const records = gathered.length === 1 ? gathered[0]!.records : gathered.flatMap((append) => append.records);
    const { mark, until } = gathered.at(-1)!;
    let result: readonly AppendedAt[];
    try {
      const offset = await this.#send(encodeBatch(mark ? { mark } : records, Date.now()), { count: mark ? 1 : records.length, until });
      result = mark ? [{ position: offset + 1, at: mark.at }] : records.map(({ at }, i) => ({ position: offset + i + 1, at }));
    } catch (error) {
      if (gathered.length > 1 && (error as VolanoError).code === 'VOLANO_LOG_APPEND_TOO_LARGE') {
        for (const append of gathered) await this.#store([append]);
      } else for (const { reject } of gathered) reject(error);
      return;
    }
    if (!mark) this.#options.stored(result.at(-1)!);
    let start = 0;
    for (const { records, resolve } of gathered) {
      resolve(gathered.length === 1 ? result : result.slice(start, start + records.length));
      start += records.length;
    }
  }

  /** Offset of the first record of the batch, once it is on enough disks. Rejects with what became of it otherwise. */
  async #send(batch: Buffer, { count, until }: { readonly count: number; readonly until: number }): Promise<number> {
    if (this.#fenced) throw this.#fencedError();
    const sending: Sending = { batch, signedBy: undefined, mayBeStored: false, renewed: false };
    try {
      const offset = await persist(() => this.#attempt(sending), { until });
      this.#sequence = (this.#sequence + count) & SEQUENCE_MASK;
      return offset;
    } catch (error) {
      this.#unclear ||= sending.mayBeStored;
      throw this.#errorOf(error, sending);
    }
  }

  async #attempt(sending: Sending): Promise<number> {
    // A batch that may be stored keeps its number: only under it Kafka knows it again.
    if (!this.#producer || (!sending.signedBy && (this.#unclear || this.#due))) await this.#renew();
    if (sending.signedBy !== this.#producer) signBatch(sending.batch, this.#producer!, this.#sequence);
    sending.signedBy = this.#producer;
    let sent = false;
    try {
      return await this.#options.topic.produce(this.#options.partition, sending.batch, () => {
        sent = true;
      });
    } catch (error) {
      const code = kafkaCode(error);
      if (sent && !(code !== undefined && REFUSED_CODES.includes(code))) sending.mayBeStored = true;
      // Kafka forgets producers that have not been heard of for a day.
      if (sending.renewed || sending.mayBeStored || code === undefined || !FORGOTTEN_CODES.includes(code)) throw error;
      sending.renewed = true;
      await this.#renew();
      return await this.#attempt(sending);
    }
  }

  async #renew(): Promise<void> {
    this.#producer = await this.#nextProducer(this.#producer);
    this.#renewedAt = performance.now();
    this.#sequence = 0;
    this.#unclear = false;
  }

  get #due(): boolean {
    const { name, renewAfterMs = RENEW_AFTER_MS } = this.#options;
    return name !== undefined && performance.now() - this.#renewedAt >= renewAfterMs;
  }

  async #nextProducer(was?: Producer): Promise<Producer> {
    const { topic, name } = this.#options;
    if (name !== undefined) return await topic.becomeProducer(name, was);
    return was && was.epoch < EPOCH_LAST ? { id: was.id, epoch: was.epoch + 1 } : await topic.newProducer();
  }

  #errorOf(error: unknown, { batch, mayBeStored }: Sending): VolanoError {
    const code = kafkaCode(error) ?? 0;
    if (TOO_LARGE_CODES.includes(code)) return this.#tooLarge(batch.length);
    if (this.#options.name !== undefined && FENCED_CODES.includes(code)) {
      this.#fenced = true;
      return this.#fencedError();
    }
    if (!mayBeStored) return this.#failed(verbatim(reasonOf(error)));
    return new VolanoError('VOLANO_LOG_APPEND_UNCLEAR', { ...this.#place(), reason: verbatim(reasonOf(error)) });
  }

  #failed(reason: Said): VolanoError {
    return new VolanoError('VOLANO_LOG_APPEND_FAILED', { ...this.#place(), reason });
  }

  #fencedError(): VolanoError {
    return new VolanoError('VOLANO_LOG_FENCED', this.#place());
  }

  #tooLarge(bytes: number): VolanoError {
    return new VolanoError('VOLANO_LOG_APPEND_TOO_LARGE', { ...this.#place(), bytes, limit: APPEND_BYTES_MAX });
  }

  #place(): { topic: string; partition: number } {
    return { topic: this.#options.topic.name, partition: this.#options.partition };
  }
}
