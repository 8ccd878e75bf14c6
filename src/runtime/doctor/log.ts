/** Kafka: brokers, and the topics as they are or would be made. */
import { Admin, type ConnectionOptions } from '@platformatic/kafka';
import type { Said } from '../../base/index.ts';
import { eventsTopic } from '../cluster/index.ts';
import type { LogConfig, SaslConfig, TlsConfig } from '../config/index.ts';
import { type Finding, found, problemOf, within } from './finding.ts';

const ANSWER_MS = 10_000;
const TOPIC = 2;
const FOR_GOOD = -1;

export async function examineLog(config: LogConfig): Promise<readonly Finding[]> {
  const { brokers, topic } = config;
  const admin = new Admin({
    clientId: 'volano-doctor',
    bootstrapBrokers: [...brokers],
    retries: 0,
    timeout: 5_000,
    connectTimeout: 3_000,
    ...securityOf(config),
  });
  try {
    // All topics: a topic that is not there is an error when it is asked for by name.
    const names = await within(ANSWER_MS, admin.listTopics({ includeInternals: false }));
    const { brokers: reached } = await within(ANSWER_MS, admin.metadata({ topics: [], forceUpdate: true }));
    const findings = [found('log_ok', { brokers: brokers.join(', '), count: reached.size })];
    // With several partitions what arrives lies in a topic of its own: what is wrong with that one loses events as well.
    for (const name of config.partitions > 1 ? [topic, eventsTopic(topic)] : [topic]) {
      const wanted = { ...config, topic: name };
      if (names.includes(name)) findings.push(...(await examineTopic(admin, wanted)));
      else findings.push(unmade(wanted, reached.size));
    }
    return findings;
  } catch (error) {
    return [found('log_unreachable', { brokers: brokers.join(', '), problem: deepest(error) })];
  } finally {
    await admin.close().catch(() => {});
  }
}

function unmade(config: LogConfig, brokers: number): Finding {
  if (config.replicas > brokers) return found('log_topic_replicas', { ...valuesOf(config), count: brokers });
  return found('log_topic_new', valuesOf(config));
}

async function examineTopic(admin: Admin, config: LogConfig): Promise<readonly Finding[]> {
  const { topic } = config;
  const metadata = await within(ANSWER_MS, admin.metadata({ topics: [topic], forceUpdate: true }));
  const partitions = Object.values(metadata.topics.get(topic)?.partitions ?? {});
  const settings = await within(ANSWER_MS, admin.describeConfigs({ resources: [{ resourceType: TOPIC, resourceName: topic }] })).catch(
    () => [],
  );
  const settingOf = (wanted: string) => settings[0]?.configs.find(({ name }) => name === wanted)?.value ?? undefined;
  return [topicFinding(config, partitions, Number(settingOf('min.insync.replicas') ?? 1)), ...removals(topic, settingOf)];
}

interface Partition {
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly isr?: readonly number[];
}

function topicFinding(config: LogConfig, partitions: readonly Partition[], minInSync: number): Finding {
  const values = { ...valuesOf(config), stored: partitions.length, minInSync };
  const offline = partitions.filter(({ leader }) => leader < 0).length;
  const behind = partitions.filter(({ replicas, isr }) => isr !== undefined && isr.length < replicas.length).length;
  const copies = Math.min(...partitions.map(({ replicas }) => replicas.length));
  if (partitions.length !== config.partitions) return found('log_topic_partitions', values);
  if (offline > 0) return found('log_topic_offline', { ...values, offline });
  if (behind > 0) return found('log_topic_copies', { ...values, behind });
  if (copies < 2 || minInSync < 2) return found('log_topic_single', { ...values, copies });
  return found('log_topic_ok', { ...values, copies });
}

/** What Kafka would remove by itself, whether or not anybody needs it. */
function removals(topic: string, settingOf: (name: string) => string | undefined): readonly Finding[] {
  const limits = ['retention.ms', 'retention.bytes'].filter((name) => Number(settingOf(name) ?? FOR_GOOD) >= 0);
  return limits.map((setting) => found('log_topic_retention', { topic, setting, value: settingOf(setting)! }));
}

function valuesOf({ topic, partitions, replicas }: LogConfig): Readonly<Record<string, string | number>> {
  return { topic, partitions, replicas };
}

function securityOf({ tls, sasl }: LogConfig): Pick<ConnectionOptions, 'tls' | 'sasl'> {
  return { ...(tls && { tls: tlsOf(tls) }), ...(sasl && { sasl: saslOf(sasl) }) };
}

function tlsOf({ ca, certificate, key }: TlsConfig): NonNullable<ConnectionOptions['tls']> {
  return { ...(ca !== undefined && { ca }), ...(certificate !== undefined && { cert: certificate }), ...(key && { key: key.reveal() }) };
}

function saslOf({ mechanism, username, password }: SaslConfig): NonNullable<ConnectionOptions['sasl']> {
  return { mechanism, username, password: password.reveal() };
}

/** The client wraps what happened in what it wanted. */
function deepest(error: unknown): Said {
  const inner = error instanceof AggregateError ? error.errors[0] : error instanceof Error ? error.cause : undefined;
  return inner === undefined ? problemOf(error) : deepest(inner);
}
