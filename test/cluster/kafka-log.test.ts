/** The contract of the log over a real Kafka of one broker, and what is Kafka's own. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { openKafkaLog } from '../../src/port/log/index.ts';
import { describeLog, type LogPlace } from '../../src/port/log/log.suite.ts';
import { type Kafka, startKafka } from './kafka.ts';

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka({ brokers: 1 });
}, 300_000);
afterAll(() => kafka?.stop());

function placeOf(writers: 'one' | 'many'): () => Promise<LogPlace> {
  return async () => {
    const topic = `test-${randomUUID()}`;
    return { open: (options) => openKafkaLog({ ...options, brokers: kafka.brokers, topic, writers }), remove: async () => {} };
  };
}

describeLog('Kafka', placeOf('one'), { runs: 12, capabilities: { secondWriter: 'fences', at: 'stamped', questionsComeFirst: false } });
describeLog('Kafka, written by many,', placeOf('many'), {
  runs: 12,
  capabilities: { secondWriter: 'joins', at: 'proposed', questionsComeFirst: false },
});
