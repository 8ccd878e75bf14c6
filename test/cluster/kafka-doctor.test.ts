/** `volano doctor` on a real Kafka. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKafkaLog } from '../../src/port/log/index.ts';
import { examineLog } from '../../src/runtime/doctor/log.ts';
import { type Kafka, startKafka } from './kafka.ts';

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka({ brokers: 1 });
}, 300_000);
afterAll(() => kafka?.stop());

async function examined(topic: string, partitions: number, replicas = 1): Promise<readonly string[]> {
  const findings = await examineLog({ brokers: kafka.brokers, topic, partitions, replicas, retentionMs: 1 });
  return findings.map(({ code }) => code);
}

test('brokers, and a topic that is not there yet', async () => {
  expect(await examined(`test-${randomUUID()}`, 1)).toEqual(['log_ok', 'log_topic_new']);
  expect(await examined(`test-${randomUUID()}`, 1, 3)).toEqual(['log_ok', 'log_topic_replicas']);
});

test('a topic of another number of partitions, and one with a single copy', async () => {
  const topic = `test-${randomUUID()}`;
  await (await openKafkaLog({ brokers: kafka.brokers, topic, partitions: 3, replicas: 1 })).close();
  expect(await examined(topic, 2)).toEqual(['log_ok', 'log_topic_partitions', 'log_topic_new']);
  expect(await examined(topic, 3)).toEqual(['log_ok', 'log_topic_single', 'log_topic_new']);
});

test('with several partitions the topic in which events arrive, too', async () => {
  const topic = `test-${randomUUID()}`;
  const place = { brokers: kafka.brokers, partitions: 2, replicas: 1 };
  await (await openKafkaLog({ ...place, topic })).close();
  expect(await examined(topic, 2)).toEqual(['log_ok', 'log_topic_single', 'log_topic_new']);
  await (await openKafkaLog({ ...place, topic: `${topic}-events`, partitions: 3, retentionMs: 1_000_000 })).close();
  expect(await examined(topic, 2)).toEqual(['log_ok', 'log_topic_single', 'log_topic_partitions', 'log_topic_retention']);
});

test('a topic of which Kafka removes entries by itself', async () => {
  const topic = `test-${randomUUID()}`;
  await (await openKafkaLog({ brokers: kafka.brokers, topic, replicas: 1, retentionMs: 1_000_000 })).close();
  expect(await examined(topic, 1)).toEqual(['log_ok', 'log_topic_single', 'log_topic_retention']);
});

test('nobody there', async () => {
  const [finding] = await examineLog({ brokers: ['127.0.0.1:1'], topic: 't', partitions: 1, replicas: 1, retentionMs: 1 });
  expect(finding).toMatchObject({ code: 'log_unreachable', values: { problem: { en: expect.stringMatching(/./) } } });
});
