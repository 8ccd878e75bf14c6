/** Three brokers that are killed and paused while records are appended: what was acknowledged is there once, in order. */
import { randomUUID } from 'node:crypto';
import { Admin, findCoordinatorV4 } from '@platformatic/kafka';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinGroup, type KafkaLog, openKafkaLog } from '../../src/port/log/index.ts';
import { KafkaCluster } from '../../src/port/log/kafka-cluster.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { appendMany, expectStored, follow, readAll } from './kafka-appends.ts';

let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka({ brokers: 3, own: true });
}, 300_000);
afterAll(() => kafka?.stop());

async function open(topic: string, options: { readonly writers: 'one' | 'many'; readonly timeoutMs?: number }): Promise<KafkaLog> {
  return await openKafkaLog({ brokers: kafka.brokers, topic, ...options });
}

/** Which of the brokers leads the topic's first partition, and how the topic is set. */
async function topicOf(topic: string): Promise<{ leader: number; replicas: number; settings: ReadonlyMap<string, string | null> }> {
  const admin = new Admin({ clientId: 'volano-test', bootstrapBrokers: [...kafka.brokers] });
  try {
    const { topics } = await admin.metadata({ topics: [topic], forceUpdate: true });
    const { leader, replicas } = topics.get(topic)!.partitions[0]!;
    const [described] = await admin.describeConfigs({ resources: [{ resourceType: 2, resourceName: topic, configurationKeys: null }] });
    const settings = new Map((described?.configs ?? []).map(({ name, value }) => [name, value ?? null]));
    return { leader: leader - 1, replicas: replicas.length, settings };
  } finally {
    await admin.close();
  }
}

/** Which of the brokers coordinates a group. */
async function coordinatorOf(group: string): Promise<number> {
  const cluster = new KafkaCluster({ brokers: kafka.brokers, security: undefined, patienceMs: 10_000 });
  try {
    const found = await cluster.ask((connection) => findCoordinatorV4.api.async(connection, 0, [group]));
    return found.coordinators[0]!.nodeId - 1;
  } finally {
    cluster.close();
  }
}

test('a topic has three copies, an append is on two of them, and Kafka removes nothing by itself', async () => {
  const topic = `test-${randomUUID()}`;
  const log = await open(topic, { writers: 'many' });
  const { replicas, settings } = await topicOf(topic);
  expect(replicas).toBe(3);
  expect(Object.fromEntries(settings)).toMatchObject({
    'min.insync.replicas': '2',
    'unclean.leader.election.enable': 'false',
    'message.timestamp.type': 'LogAppendTime',
    'max.message.bytes': '16777216',
    'retention.ms': '-1',
  });
  await log.close();
});

test.each(['one', 'many'] as const)('the leader is killed while 10,000 appends are under way, with %s to write', async (writers) => {
  const topic = `test-${randomUUID()}`;
  const log = await open(topic, { writers });
  const reader = await openKafkaLog({ brokers: kafka.brokers, topic, readOnly: true });
  const followed = follow(reader, 0, 29_999);
  const appends = appendMany(log, 0, 10_000);
  await appends.answered(3_000);
  const { leader } = await topicOf(topic);
  await kafka.kill(leader);
  await appends.done;
  expect(appends.outcomes.filter((outcome) => typeof outcome === 'string')).toEqual([]);
  expectStored(await readAll(log, 0), appends.outcomes);
  // Whoever read meanwhile was shown nothing that is not there.
  expectStored(await followed, appends.outcomes);
  await kafka.start(leader);
  expectStored(await readAll(log, 0), appends.outcomes);
  await Promise.all([log.close(), reader.close()]);
});

test('the leader is paused, others take its place, and it wakes up again', async () => {
  const topic = `test-${randomUUID()}`;
  const log = await open(topic, { writers: 'one' });
  const appends = appendMany(log, 0, 6_000);
  await appends.answered(2_000);
  const { leader } = await topicOf(topic);
  kafka.pause(leader);
  await appends.answered(4_000);
  kafka.resume(leader);
  await appends.done;
  expect(appends.outcomes.filter((outcome) => typeof outcome === 'string')).toEqual([]);
  expectStored(await readAll(log, 0), appends.outcomes);
  await log.close();
});

test('the broker that coordinates a group is killed: its members keep what they have, and others can join', async () => {
  const topic = `test-${randomUUID()}`;
  await (await openKafkaLog({ brokers: kafka.brokers, topic, partitions: 4, writers: 'many' })).close();
  const lost: number[] = [];
  const join = async (): Promise<{ owned: number[]; leave(): Promise<void> }> => {
    const owned: number[] = [];
    const { leave } = await joinGroup(
      { brokers: kafka.brokers, group: topic, topic, timeoutMs: 40_000 },
      {
        gained: async (partitions) => void owned.push(...partitions),
        lost: async (partitions) => {
          lost.push(...partitions);
          for (const partition of partitions) owned.splice(owned.indexOf(partition), 1);
        },
      },
    );
    return { owned, leave };
  };
  const members = [await join(), await join()];
  const sizes = (): number[] => members.map(({ owned }) => owned.length).sort();
  await expect.poll(sizes, { timeout: 20_000 }).toEqual([2, 2]);
  lost.length = 0;
  const coordinator = await coordinatorOf(topic);
  await kafka.kill(coordinator);
  members.push(await join());
  await expect.poll(sizes, { timeout: 30_000 }).toEqual([1, 1, 2]);
  expect(lost).toHaveLength(1);
  await kafka.start(coordinator);
  await Promise.all(members.map(({ leave }) => leave()));
}, 120_000);

test('all brokers are killed: appends fail or are unclear, and go on when the brokers are back', async () => {
  const log = await open(`test-${randomUUID()}`, { writers: 'one', timeoutMs: 2_000 });
  const appends = appendMany(log, 0, 1_100);
  await appends.answered(1_000);
  await Promise.all([0, 1, 2].map((index) => kafka.kill(index)));
  await appends.done;
  const failures = new Set(appends.outcomes.filter((outcome) => typeof outcome === 'string'));
  // What waited behind others was never sent.
  expect(failures).toContain('VOLANO_LOG_APPEND_FAILED');
  for (const code of failures) expect(code).toMatch(/^VOLANO_LOG_APPEND_(FAILED|UNCLEAR)$/);
  await Promise.all([0, 1, 2].map((index) => kafka.start(index)));
  const again = { at: 1, value: Buffer.from('1000000') };
  await expect.poll(() => log.append(0, [again]).catch(() => undefined), { timeout: 50_000 }).toBeDefined();
  const records = await readAll(log, 0);
  expectStored(
    records.filter(({ value }) => Buffer.from(value).toString() !== '1000000'),
    appends.outcomes,
  );
  expect(Buffer.from(records.at(-1)!.value).toString()).toBe('1000000');
  await log.close();
}, 180_000);
