/** The contract of the log over a real Kafka of one broker, and what is Kafka's own. */
import { randomUUID } from 'node:crypto';
import { connectionsApiChannel, fetchV12, produceV9 } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type KafkaLog, type KafkaLogOptions, openKafkaLog } from '../../src/port/log/index.ts';
import { KafkaCluster } from '../../src/port/log/kafka-cluster.ts';
import { KafkaTopic } from '../../src/port/log/kafka-topic.ts';
import { KafkaWriter } from '../../src/port/log/kafka-writer.ts';
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

const open = (options: Partial<KafkaLogOptions> = {}): Promise<KafkaLog> =>
  openKafkaLog({ topic: `test-${randomUUID()}`, writers: 'many', ...options, brokers: kafka.brokers });

const record = (text: string, at = 1): { at: number; value: Uint8Array } => ({ at, value: Buffer.from(text) });

/** How many requests of a kind went out during the work. */
async function countRequests(key: number, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const onRequest = (message: unknown): void => {
    if ((message as { apiKey?: number }).apiKey === key) count++;
  };
  connectionsApiChannel.start.subscribe(onRequest);
  await work();
  connectionsApiChannel.start.unsubscribe(onRequest);
  return count;
}

describe('waiting for what comes', () => {
  it('ends when something is appended after the position, to that partition', async () => {
    const log = await open({ partitions: 2 });
    const [first] = await log.append(1, [record('a')]);
    await log.grown(1, 0, 60_000);
    const grown = log.grown(1, first!.position, 60_000).then(() => 'grown');
    await log.append(0, [record('elsewhere')]);
    expect(await Promise.race([grown, log.grown(1, first!.position, 300).then(() => 'not yet')])).toBe('not yet');
    await log.append(1, [record('b')]);
    expect(await grown).toBe('grown');
    expect(await log.read(1, first!.position, 10)).toHaveLength(1);
    await log.close();
  });

  it('ends after its time, for positions beyond the end too', async () => {
    const log = await open();
    await log.grown(0, 0, 100);
    await log.grown(0, 1_000, 100);
    await log.close();
  });

  it('is not ended by marks, and ended by closing', async () => {
    const topic = `test-${randomUUID()}`;
    const log = await open({ topic, writers: 'one' });
    const [a] = await log.append(0, [record('a')]);
    const grown = log.grown(0, a!.position, 60_000).then(() => 'grown');
    const other = await open({ topic, writers: 'one' });
    expect(await Promise.race([grown, log.grown(0, a!.position, 300).then(() => 'not yet')])).toBe('not yet');
    expect(await log.end(0)).toBe(a!.position);
    await Promise.all([log.close(), grown]);
    await other.close();
  });
});

describe('requests', () => {
  it('are few: appends of one moment share one, and one answers many reads', async () => {
    const topic = `test-${randomUUID()}`;
    const log = await open({ topic });
    await log.append(0, [record('first')]);
    const produced = await countRequests(produceV9.api.key, () =>
      Promise.all(Array.from({ length: 500 }, (_, i) => log.append(0, [record(`${i}`), record('x'.repeat(600))]))),
    );
    expect([1, 2]).toContain(produced);
    let count = 0;
    const fetched = await countRequests(fetchV12.api.key, async () => {
      for (let after = 0; ; ) {
        const records = await log.read(0, after, 10);
        if (records.length === 0) break;
        count += records.length;
        after = records.at(-1)!.position;
      }
    });
    expect(count).toBe(1_001);
    expect([1, 2, 3]).toContain(fetched);
    const reader = await open({ topic, readOnly: true });
    await log.append(0, [record('last')]);
    const asked = await countRequests(fetchV12.api.key, async () => {
      await reader.grown(0, 1_001, 60_000);
      expect(await reader.end(0)).toBe(1_002);
      expect(await reader.read(0, 1_001, 1)).toHaveLength(1);
    });
    expect(asked).toBe(1);
    await reader.close();
    const positions = Array.from({ length: 200 }, (_, i) => 1_001 - 5 * i);
    const got = await countRequests(fetchV12.api.key, async () => expect((await log.get(0, positions)).every(Boolean)).toBe(true));
    expect(got).toBeLessThanOrEqual(4);
    await log.close();
  });
});

describe('sizes', () => {
  it('of an append may be up to 16 MiB; a larger one is refused and says so', async () => {
    const log = await open();
    const large = Array.from({ length: 15 }, (_, i) => ({ at: 1, value: Buffer.alloc(1024 * 1024, i) }));
    await log.append(0, large);
    await expect(log.append(0, [...large, ...large])).rejects.toMatchObject({
      code: 'VOLANO_LOG_APPEND_TOO_LARGE',
      details: { partition: 0, limit: 16_777_216 },
    });
    await log.append(0, [record('after')]);
    const records = await log.read(0, 0, 100);
    expect(records.map(({ value }) => value.length)).toEqual([...large.map(({ value }) => value.length), 5]);
    await log.close();
  });
});

describe('the only writer', () => {
  it('takes its partition anew from time to time, unless another has it', async () => {
    const cluster = new KafkaCluster({ brokers: kafka.brokers, security: undefined, patienceMs: 10_000 });
    const name = `test-${randomUUID()}`;
    const log = await open({ topic: name, writers: 'many' });
    const topic = new KafkaTopic(cluster, name);
    const makeWriter = (renewAfterMs: number): KafkaWriter =>
      new KafkaWriter({ topic, partition: 0, name, patienceMs: 10_000, renewAfterMs, stored: () => {} });
    const [first, second] = [makeWriter(0), makeWriter(60_000)];
    await first.take({ position: 0, at: 0 });
    for (const text of ['a', 'b', 'c']) await first.append([record(text)]);
    await second.take({ position: 0, at: 0 });
    await expect(first.append([record('x')])).rejects.toMatchObject({ code: 'VOLANO_LOG_FENCED' });
    await second.append([record('d')]);
    expect((await log.read(0, 0, 10)).map(({ value }) => Buffer.from(value).toString())).toEqual(['a', 'b', 'c', 'd']);
    await log.close();
    cluster.close();
  });
});
