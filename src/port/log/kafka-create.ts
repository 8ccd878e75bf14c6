/** Creating a log's topic, and agreeing with one that is there. */
import { createTopicsV7 } from '@platformatic/kafka';
import { VolanoError } from '../../base/index.ts';
import { persist } from './kafka-cluster.ts';
import { KAFKA_CODE, kafkaCode } from './kafka-errors.ts';
import type { KafkaTopic } from './kafka-topic.ts';

export interface TopicOptions {
  readonly partitions: number | undefined;
  readonly replicas: number | undefined;
  readonly retentionMs: number | undefined;
  readonly readOnly: boolean;
  /** By performance.now(). */
  readonly until: number;
}

/** The longest append: all of its records in one batch. */
export const APPEND_BYTES_MAX: number = 16 * 1024 * 1024;
/** Who reads the log knows what nobody needs any more; Kafka does not. */
const FOR_GOOD = -1;
const PARTITIONS_MAX = 1_024;
const REPLICAS_MAX = 3;
const CREATE_TIMEOUT_MS = 2_500;

/** Number of the topic's partitions; it is created when missing, but for a reader. Rejects with VOLANO_LOG_PARTITIONS or VOLANO_STORE_MISSING. */
export async function agreeTopic(topic: KafkaTopic, options: TopicOptions): Promise<number> {
  const { partitions: asked, readOnly, until } = options;
  if (asked !== undefined && !(Number.isInteger(asked) && asked >= 1 && asked <= PARTITIONS_MAX)) {
    throw new RangeError(`partitions must be 1 to ${PARTITIONS_MAX}, not ${asked}`);
  }
  const stored = await persist(
    async () => {
      const found = await topic.partitions();
      if (found !== undefined || readOnly) return found;
      await create(topic, options);
      // The brokers hear of it one after the other.
      const created = await topic.partitions();
      if (created === undefined) throw new Error('the topic has been created and no broker knows it yet');
      return created;
    },
    { until },
  );
  const path = topic.name;
  if (stored === undefined) throw new VolanoError('VOLANO_STORE_MISSING', { path });
  if (asked !== undefined && asked !== stored) throw new VolanoError('VOLANO_LOG_PARTITIONS', { path, stored, asked });
  return stored;
}

async function create(topic: KafkaTopic, { partitions = 1, replicas, retentionMs = FOR_GOOD }: TopicOptions): Promise<void> {
  const copies = replicas ?? Math.min(REPLICAS_MAX, topic.cluster.size);
  const settings: Readonly<Record<string, string | number>> = {
    'cleanup.policy': 'delete',
    'retention.ms': retentionMs,
    'retention.bytes': -1,
    'max.message.bytes': APPEND_BYTES_MAX,
    // Retention goes by when a record was appended, by the broker's clock.
    'message.timestamp.type': 'LogAppendTime',
    'min.insync.replicas': copies >= REPLICAS_MAX ? 2 : 1,
    'unclean.leader.election.enable': 'false',
  };
  const configs = Object.entries(settings).map(([name, value]) => ({ name, value: String(value) }));
  const wanted = { name: topic.name, numPartitions: partitions, replicationFactor: copies, assignments: [], configs };
  try {
    await topic.cluster.ask((connection) => createTopicsV7.api.async(connection, [wanted], CREATE_TIMEOUT_MS, false));
  } catch (error) {
    if (kafkaCode(error) !== KAFKA_CODE.topicExists) throw error;
  }
}
