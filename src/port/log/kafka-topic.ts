/** The requests about one topic, each a single attempt at the partition's leader. Versions are of 2023 (Kafka 3.5), which 4.x speaks too. */
import {
  type Connection,
  deleteRecordsV2,
  fetchV12,
  findCoordinatorV4,
  initProducerIdV4,
  listOffsetsV7,
  produceV9,
  type Reader,
  ResponseError,
  Writer,
} from '@platformatic/kafka';
import { type Batch, batchesOf, type Producer } from './kafka-batch.ts';
import type { KafkaCluster } from './kafka-cluster.ts';

/** How long a broker waits for the copies of what it was sent. */
const PRODUCE_WAIT_MS = 5_000;
const DELETE_WAIT_MS = 5_000;
/** A transaction is never begun; its timeout is asked for all the same. */
const TRANSACTION_TIMEOUT_MS = 60_000;
const COORDINATOR_OF_TRANSACTIONS = 1;
const ALL_REPLICAS = -1;
const EARLIEST = -2n;
const LATEST = -1n;
const ANY_EPOCH = -1;

export interface FetchRange {
  /** First offset wanted. */
  readonly offset: number;
  readonly maxBytes: number;
  /** How long the broker waits when there is nothing; 0: not at all. */
  readonly waitMs: number;
}

/** What a broker sent of a partition. */
export interface Fetched {
  readonly batches: readonly Batch[];
  /** First offset that is not on enough disks yet. */
  readonly highWatermark: number;
  /** First offset that there is; what is before it was trimmed, or is older than the retention. */
  readonly start: number;
}

export class KafkaTopic {
  readonly name: string;
  readonly cluster: KafkaCluster;
  #leaders: readonly number[] = [];
  #looking: Promise<void> | undefined;

  constructor(cluster: KafkaCluster, name: string) {
    this.cluster = cluster;
    this.name = name;
  }

  /** Number of its partitions, undefined when there is no such topic, asked now. */
  async partitions(): Promise<number | undefined> {
    const leaders = await this.cluster.leaders(this.name);
    this.#leaders = leaders ?? [];
    return leaders?.length;
  }

  /** Offset of the first record of a batch that is now on enough disks. `sending` is called when the batch goes out: before, it cannot be stored. */
  async produce(partition: number, batch: Buffer, sending: () => void): Promise<number> {
    const request = (): Writer =>
      Writer.create()
        .appendString(null)
        .appendInt16(ALL_REPLICAS)
        .appendInt32(PRODUCE_WAIT_MS)
        .appendArray([this.name], (topics, name) => {
          topics.appendString(name).appendArray([partition], (partitions) => {
            partitions
              .appendInt32(partition)
              .appendUnsignedVarInt(batch.length + 1)
              .append(batch);
          });
        })
        .appendTaggedFields();
    const answer = await this.#atLeader(partition, (connection) => {
      sending();
      return send(connection, produceV9.api, { request, parse: produceV9.parseResponse });
    });
    return Number(answer.responses[0]!.partitionResponses[0]!.baseOffset);
  }

  /** Whole batches from the one on that has the offset, up to the high watermark; at least one when there is any. */
  async fetch(partition: number, { offset, maxBytes, waitMs }: FetchRange): Promise<Fetched> {
    const part = {
      partition,
      currentLeaderEpoch: ANY_EPOCH,
      fetchOffset: BigInt(offset),
      lastFetchedEpoch: ANY_EPOCH,
      partitionMaxBytes: maxBytes,
    };
    const request = (): Writer =>
      fetchV12.createRequest(waitMs, 1, maxBytes, 0, 0, -1, [{ topicId: this.name, partitions: [part] }], [], '');
    return await this.#atLeader(partition, (connection) => send(connection, fetchV12.api, { request, parse: parseFetched }));
  }

  /** First offset of a partition, or the one after the last record that is on enough disks. */
  async offset(partition: number, which: 'first' | 'end'): Promise<number> {
    const part = { partitionIndex: partition, currentLeaderEpoch: ANY_EPOCH, timestamp: which === 'first' ? EARLIEST : LATEST };
    const answer = await this.#atLeader(partition, (connection) =>
      listOffsetsV7.api.async(connection, -1, 0, [{ name: this.name, partitions: [part] }]),
    );
    return Number(answer.topics[0]!.partitions[0]!.offset);
  }

  /** Deletes what is before an offset. Gives the first offset that is left. */
  async deleteBefore(partition: number, offset: number): Promise<number> {
    const part = { partitionIndex: partition, offset: BigInt(offset) };
    const topics = [{ name: this.name, partitions: [part] }];
    const answer = await this.#atLeader(partition, (connection) => deleteRecordsV2.api.async(connection, topics, DELETE_WAIT_MS));
    return Number(answer.topics[0]!.partitions[0]!.lowWatermark);
  }

  /** A producer that nobody else is. */
  async newProducer(): Promise<Producer> {
    return await this.cluster.ask(async (connection) =>
      producerOf(await initProducerIdV4.api.async(connection, null, TRANSACTION_TIMEOUT_MS)),
    );
  }

  /** The producer of a name, whoever was it before is fenced; given who one was, refused when another has become it since. */
  async becomeProducer(name: string, was?: Producer): Promise<Producer> {
    const found = await this.cluster.ask((connection) => findCoordinatorV4.api.async(connection, COORDINATOR_OF_TRANSACTIONS, [name]));
    const answer = await this.cluster.request(found.coordinators[0]!, (connection) =>
      initProducerIdV4.api.async(connection, name, TRANSACTION_TIMEOUT_MS, was?.id, was?.epoch),
    );
    return producerOf(answer);
  }

  async #atLeader<Answer>(partition: number, request: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const leader = this.#leaders[partition] ?? -1;
    if (leader < 0) await this.#look();
    try {
      return await this.cluster.request(this.#leaders[partition] ?? -1, request);
    } catch (error) {
      // Whatever it was, another broker may lead the partition now.
      this.#leaders = this.#leaders.map((leader, i) => (i === partition ? -1 : leader));
      throw error;
    }
  }

  /** Asks who leads what, once for all that want to know. */
  #look(): Promise<void> {
    this.#looking ??= this.partitions()
      .then(() => {})
      .finally(() => {
        this.#looking = undefined;
      });
    return this.#looking;
  }
}

function producerOf({ producerId, producerEpoch }: initProducerIdV4.InitProducerIdResponse): Producer {
  return { id: producerId, epoch: producerEpoch };
}

interface Exchange<Answer> {
  readonly request: () => Writer;
  readonly parse: (correlation: number, key: number, version: number, reader: Reader) => Answer;
}

/** A request in bytes of our own: the client's go by way of an object for each record. */
async function send<Answer>(
  connection: Connection,
  { key, version }: { key: number; version: number },
  exchange: Exchange<Answer>,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  connection.send(key, version, exchange.request, exchange.parse, true, true, (error, answer) => {
    if (error) reject(error);
    else resolve(answer!);
  });
  return await promise;
}

/** One topic's one partition of a Fetch response, its batches left as bytes. */
function parseFetched(...[, key, version, reader]: [correlation: number, key: number, version: number, reader: Reader]): Fetched {
  reader.readInt32();
  let code = reader.readInt16();
  reader.readInt32();
  let fetched: Fetched = { batches: [], highWatermark: 0, start: 0 };
  reader.readArray((topic) => {
    topic.readString();
    topic.readArray((partition) => {
      partition.readInt32();
      code ||= partition.readInt16();
      const highWatermark = Number(partition.readInt64());
      partition.readInt64();
      const start = Number(partition.readInt64());
      partition.readNullableArray((aborted) => aborted.skip(16));
      partition.readInt32();
      const bytes = Math.max(0, partition.readUnsignedVarInt() - 1);
      const batches = batchesOf(partition.buffer.slice(partition.position, partition.position + bytes));
      partition.skip(bytes);
      fetched = { batches, highWatermark, start };
    });
  });
  if (code !== 0) throw new ResponseError(key, version, { '/': [code, null] }, undefined);
  return fetched;
}
