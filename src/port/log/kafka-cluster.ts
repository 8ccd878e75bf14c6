/** Which broker has what of a topic, and requests that find their way there though brokers come and go. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Broker, type Connection, metadataV12 } from '@platformatic/kafka';
import { KafkaConnections, type KafkaSecurity } from './kafka-connections.ts';
import { KAFKA_CODE, kafkaCode, mayRetry } from './kafka-errors.ts';

export interface KafkaClusterOptions {
  /** host:port, to begin with; the others are learned from them. */
  readonly brokers: readonly string[];
  readonly security: KafkaSecurity | undefined;
  /** How long whoever asks has patience: a single request is given no longer, and at most 8 s. */
  readonly patienceMs: number;
}

/** Within this a broker answers, also one that waits for replicas (PRODUCE_WAIT_MS) or for records (FETCH_WAIT_MS). */
const REQUEST_TIMEOUT_MS = 8_000;
/** Who leads what is known by each broker: the next one is asked soon. */
const METADATA_TIMEOUT_MS = 3_000;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** What a request needs to be tried again. */
export interface Attempts {
  /** By performance.now(). After it nothing is tried again. */
  readonly until: number;
  /** Hears of each failure. */
  readonly failed?: (error: unknown) => void;
}

/** The brokers of one Kafka, as far as they are known. */
export class KafkaCluster {
  readonly #bootstrap: readonly Broker[];
  readonly #requests: KafkaConnections;
  readonly #questions: KafkaConnections;
  #brokers: ReadonlyMap<number, Broker> = new Map();
  #askFirst = 0;
  #closed = false;

  constructor({ brokers, security, patienceMs }: KafkaClusterOptions) {
    this.#bootstrap = brokers.map(brokerOf);
    this.#requests = new KafkaConnections({ security, requestTimeoutMs: Math.min(patienceMs, REQUEST_TIMEOUT_MS) });
    this.#questions = new KafkaConnections({ security, requestTimeoutMs: Math.min(patienceMs, METADATA_TIMEOUT_MS) });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** How many brokers there were when last asked. */
  get size(): number {
    return this.#brokers.size;
  }

  /** Node ids of the partitions' leaders, -1 where there is none now; undefined when there is no such topic. Asks until somebody answers. */
  async leaders(topic: string): Promise<readonly number[] | undefined> {
    const { brokers, topics } = await this.ask((connection) => metadata(connection, topic));
    this.#brokers = new Map(brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]));
    const found = topics.find(({ name }) => name === topic);
    if (!found || found.errorCode === KAFKA_CODE.unknownTopic) return undefined;
    const leaders: number[] = [];
    for (const { partitionIndex, leaderId } of found.partitions) leaders[partitionIndex] = leaderId;
    return leaders;
  }

  /** What the first broker to answer says; each known one is asked once. Rejects as the last one did. */
  async ask<Answer>(question: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const all = [
      ...new Map([...this.#bootstrap, ...this.#brokers.values()].map((broker) => [`${broker.host}:${broker.port}`, broker])).values(),
    ];
    const first = this.#askFirst;
    let failure: unknown;
    for (let i = 0; i < all.length && !this.#closed; i++) {
      try {
        return await this.#questions.use(all[(first + i) % all.length]!, question);
      } catch (error) {
        if (!mayRetry(error)) throw error;
        failure = error;
        // Whoever did not answer is asked last the next time.
        this.#askFirst = (first + i + 1) % all.length;
      }
    }
    throw failure ?? new TypeError('The connections are closed');
  }

  /** What a broker answers: one that was found, or one of those that lead something. */
  async request<Answer>(from: Broker | number, request: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const broker = typeof from === 'number' ? this.#brokers.get(from) : from;
    if (!broker) throw new Error('no broker leads it at present');
    return await this.#requests.use(broker, request);
  }

  close(): void {
    this.#closed = true;
    this.#requests.close();
    this.#questions.close();
  }
}

/** Does it until it succeeds, with pauses that grow. Rejects with the last failure once the time is up or trying again cannot help. */
export async function persist<Answer>(attempt: () => Promise<Answer>, { until, failed }: Attempts): Promise<Answer> {
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      failed?.(error);
      if (!mayRetry(error) || performance.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}

/** A topic that is missing is an answer. */
async function metadata(connection: Connection, topic: string): Promise<metadataV12.MetadataResponse> {
  try {
    return await metadataV12.api.async(connection, [topic], false, false);
  } catch (error) {
    const { response } = error as { response?: metadataV12.MetadataResponse };
    if (response && kafkaCode(error) !== undefined) return response;
    throw error;
  }
}

function brokerOf(address: string): Broker {
  const colon = address.lastIndexOf(':');
  const port = Number(address.slice(colon + 1));
  if (colon < 1 || !Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError(`"${address}" is no broker: write host:port`);
  return { host: address.slice(0, colon).replace(/^\[(.*)\]$/, '$1'), port };
}
