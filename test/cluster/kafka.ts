/**
 * A real Kafka for the tests: one or three brokers of this machine in KRaft mode, each also a controller, on loopback ports. They can be
 * killed, paused and started again.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Admin, type BaseOptions } from '@platformatic/kafka';
import { type Certificate, findJava, kafkaJars, makeCertificate } from './kafka-files.ts';

export interface Kafka {
  /** host:port of each. */
  readonly brokers: readonly string[];
  /** The certificate's authority, PEM, where clients come over TLS. */
  readonly ca: string | undefined;
  /** Ends a broker at once (SIGKILL). Its files stay. */
  kill(index: number): Promise<void>;
  /** Stops a broker where it is (SIGSTOP): its sockets stay open, nothing answers. */
  pause(index: number): void;
  resume(index: number): void;
  /** Starts a broker that was killed, on its files. */
  start(index: number): Promise<void>;
  /** Starts a broker again if it has ended by itself, or still does. */
  revive(index: number): Promise<void>;
  /** Ends all of them and removes their files. */
  stop(): Promise<void>;
}

export interface KafkaOptions {
  readonly brokers: 1 | 3;
  /** Brokers of the test's own, which it may kill, though KAFKA_BROKERS names others. */
  readonly own?: boolean;
  /** For one broker: port under which clients find it, of a proxy in between. */
  readonly advertisedPort?: number;
  /** For one broker: as whom clients have to log in. */
  readonly login?: Login;
  /** With `login`: over TLS. */
  readonly tls?: boolean;
  /** Where each broker is; default on this machine's loopback. */
  readonly machines?: readonly Machine[];
  /** Where each broker keeps its files; these stay. Default in a folder that goes with the brokers. */
  readonly folders?: readonly string[];
}

/** A place where a server can be started: another network, say. */
export interface Machine {
  readonly address: string;
  /** Words before those of a command that is to run there. */
  readonly inside: readonly string[];
}

const HERE: Machine = { address: '127.0.0.1', inside: [] };

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Starts brokers and waits until they answer; with KAFKA_BROKERS (host:port, with commas between) those are used, and none of them is ever stopped. */
export async function startKafka(options: KafkaOptions): Promise<Kafka> {
  const { brokers: count, own = false, advertisedPort, login, tls, machines = [], folders = [] } = options;
  const named = process.env.KAFKA_BROKERS;
  if (named && !own) return namedBrokers(named.split(','));
  const java = findJava();
  const jars = await kafkaJars();
  const folder = mkdtempSync(join(tmpdir(), 'volano-kafka-'));
  const ports = await freePorts(2 * count);
  const certificate = tls ? makeCertificate(folder) : undefined;
  const all = Array.from({ length: count }, (_, index) => machines[index] ?? HERE);
  const common = { java, jars, folder, ports, machines: all, advertisedPort, login, certificate };
  const nodes = all.map((_, index) => new Node({ ...common, index, data: folders[index] ?? join(folder, `data-${index}`) }));
  // Never leaves out what once failed: an id that looks like an option.
  const clusterId = `-${randomBytes(16).toString('base64url').slice(1)}`;
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [first, ...others] = nodes;
    await first!.format(clusterId);
    // The tool takes as long as a broker to start; what it writes for others differs in who is who.
    for (const node of others) node.formatLike(first!);
    for (const node of nodes) node.start();
    await ready(nodes);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return {
    brokers: nodes.map((node) => node.address),
    ca: certificate?.ca,
    kill: (index) => nodes[index]!.kill(),
    pause: (index) => nodes[index]!.signal('SIGSTOP'),
    resume: (index) => nodes[index]!.signal('SIGCONT'),
    start: async (index) => {
      nodes[index]!.start();
      await ready(nodes);
    },
    revive: (index) => revived(nodes[index]!, nodes),
    stop,
  };
}

interface NodeOptions {
  readonly java: string;
  readonly jars: string;
  readonly folder: string;
  /** Of the brokers, then of the controllers. */
  readonly ports: readonly number[];
  readonly index: number;
  /** Where it keeps its files. */
  readonly data: string;
  readonly machines: readonly Machine[];
  readonly advertisedPort: number | undefined;
  readonly login: Login | undefined;
  readonly certificate: Certificate | undefined;
}

/** One broker: a Java process and its files. */
class Node {
  readonly address: string;
  readonly data: string;
  readonly #options: NodeOptions;
  readonly #settings: string;
  readonly #output: string;
  #process: ChildProcess | undefined;

  constructor(options: NodeOptions) {
    const { folder, ports, machines, index, data } = options;
    this.#options = options;
    this.address = `${machines[index]!.address}:${ports[index]}`;
    this.#settings = join(folder, `broker-${index}.properties`);
    this.#output = join(folder, `broker-${index}.log`);
    this.data = data;
    mkdirSync(this.data, { recursive: true });
    writeFileSync(this.#settings, propertiesOf(options));
  }

  /** How its clients come, in the client's own shape. */
  get security(): Pick<BaseOptions, 'sasl' | 'tls'> {
    const { login, certificate } = this.#options;
    return { ...(login && { sasl: { mechanism: 'PLAIN', ...login } }), ...(certificate && { tls: { ca: certificate.ca } }) };
  }

  get ended(): boolean {
    return !this.#process || this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** What the process has written, for errors. */
  get output(): string {
    return readFileSync(this.#output, 'utf8').slice(-2_000);
  }

  async format(clusterId: string): Promise<void> {
    const words = ['kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '-c', this.#settings];
    await promisify(execFile)(this.#options.java, this.#words(words), { timeout: 120_000 });
  }

  /** As another one, which has been formatted, of the same cluster. */
  formatLike({ data }: Node): void {
    cpSync(join(data, 'bootstrap.checkpoint'), join(this.data, 'bootstrap.checkpoint'));
    const theirs = readFileSync(join(data, 'meta.properties'), 'utf8');
    const ours = { 'node.id': this.#options.index + 1, 'directory.id': randomBytes(16).toString('base64url') };
    const text = Object.entries(ours).reduce((all, [key, value]) => all.replace(new RegExp(`^${key}=.*$`, 'm'), `${key}=${value}`), theirs);
    writeFileSync(join(this.data, 'meta.properties'), text);
  }

  start(): void {
    const output = openSync(this.#output, 'a');
    const { java, machines, index } = this.#options;
    const [command = '', ...rest] = [...machines[index]!.inside, java, ...this.#words(['kafka.Kafka', this.#settings])];
    const started = spawn(command, rest, { stdio: ['ignore', output, output] });
    this.#process = started;
    const end = (): void => void started.kill('SIGKILL');
    process.once('exit', end);
    started.once('exit', () => process.off('exit', end));
  }

  signal(signal: NodeJS.Signals): void {
    if (this.ended) throw new Error(`The broker ${this.address} does not run`);
    this.#process!.kill(signal);
  }

  async kill(): Promise<void> {
    const running = this.#process;
    if (!running || this.ended) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }

  #words(words: readonly string[]): string[] {
    const { jars } = this.#options;
    return ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-cp', join(jars, '*'), ...words];
  }
}

/** Small and quick to notice that a broker is gone; what is stored is as safe as by Kafka's own defaults. */
function propertiesOf({ data, ports, index, machines, advertisedPort, login, certificate }: NodeOptions): string {
  const count = machines.length;
  const { address } = machines[index]!;
  const controllers = ports.slice(count).map((port, i) => `${i + 1}@${machines[i]!.address}:${port}`);
  const copies = Math.min(3, count);
  const settings: Readonly<Record<string, string | number | boolean>> = {
    'process.roles': 'broker,controller',
    'node.id': index + 1,
    'controller.quorum.voters': controllers.join(','),
    listeners: `PLAINTEXT://${address}:${ports[index]},CONTROLLER://${address}:${ports[count + index]}`,
    'advertised.listeners': `PLAINTEXT://${address}:${advertisedPort ?? ports[index]}`,
    'listener.security.protocol.map': `PLAINTEXT:${login ? `SASL_${certificate ? 'SSL' : 'PLAINTEXT'}` : 'PLAINTEXT'},CONTROLLER:PLAINTEXT`,
    'inter.broker.listener.name': 'PLAINTEXT',
    ...(login && loginSettings(login)),
    ...(certificate && tlsSettings(certificate)),
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'offsets.topic.num.partitions': 2,
    'offsets.topic.replication.factor': copies,
    'transaction.state.log.num.partitions': 2,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': Math.min(2, copies),
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': 3_000,
    'replica.lag.time.max.ms': 5_000,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.cleaner.dedupe.buffer.size': 4_194_304,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

function loginSettings({ username, password }: Login): Readonly<Record<string, string>> {
  const module = 'org.apache.kafka.common.security.plain.PlainLoginModule';
  return {
    'sasl.enabled.mechanisms': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.plaintext.plain.sasl.jaas.config': `${module} required username="${username}" password="${password}" user_${username}="${password}";`,
  };
}

function tlsSettings({ keystore, password }: Certificate): Readonly<Record<string, string>> {
  return {
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': keystore,
    'ssl.keystore.password': password,
    // The broker comes to itself as a client, too.
    'ssl.truststore.type': 'PKCS12',
    'ssl.truststore.location': keystore,
    'ssl.truststore.password': password,
  };
}

const READY_WITHIN_MS = 90_000;

/** Waits until each broker that runs is in the cluster's own list. */
async function ready(nodes: readonly Node[]): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  const running = nodes.filter((node) => !node.ended);
  for (;;) {
    const gone = running.find((node) => node.ended);
    if (gone) throw new Error(`The broker ${gone.address} has ended: ${gone.output}`);
    if (await allListed(running)) return;
    if (performance.now() > until) throw new Error(`Kafka is not ready after ${READY_WITHIN_MS / 1_000} s: ${nodes[0]!.output}`);
    await pause(200);
  }
}

/** One that ends over what it has met may take its time, and may end once more when it is started. */
async function revived(node: Node, nodes: readonly Node[]): Promise<void> {
  for (const until = performance.now() + READY_WITHIN_MS; ; await pause(200)) {
    if (node.ended) node.start();
    if ((await allListed(nodes)) && !node.ended) return;
    if (performance.now() > until) throw new Error(`The broker ${node.address} does not come back: ${node.output}`);
  }
}

/** Whether every one of them answers, with at least as many in its list. */
async function allListed(nodes: readonly Node[]): Promise<boolean> {
  const answers = nodes.map(async ({ address, security }) => {
    const admin = new Admin({ clientId: 'volano-test', bootstrapBrokers: [address], retries: 0, timeout: 2_000, ...security });
    try {
      const { brokers } = await admin.metadata({ topics: [] });
      return brokers.size >= nodes.length;
    } catch {
      return false;
    } finally {
      await admin.close();
    }
  });
  return (await Promise.all(answers)).every(Boolean);
}

/** Free at this moment, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function namedBrokers(brokers: readonly string[]): Kafka {
  const refuse = (): never => {
    throw new Error('The brokers of KAFKA_BROKERS are not this test’s to stop');
  };
  return {
    brokers,
    ca: undefined,
    kill: async () => refuse(),
    pause: refuse,
    resume: refuse,
    start: async () => refuse(),
    revive: async () => refuse(),
    stop: async () => {},
  };
}
