/**
 * ClickHouse for the tests: the server at CLICKHOUSE_URL where there is one, else a test bridge: a process of its own that serves chDB over
 * ClickHouse's HTTP interface, which can be killed, paused and started again. The engine and its SQL are the real ones; what the bridge
 * cannot show is replication (see clickhouse-bridge.ts).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@clickhouse/client';

export interface ClickHouse {
  /** `http://user:password@host:port`. */
  readonly url: string;
  readonly kind: 'bridge' | 'server';
  /** Ends it at once (SIGKILL). Its files stay. */
  kill(): Promise<void>;
  /** Stops it where it is (SIGSTOP): connections stay open, nothing answers. */
  pause(): void;
  resume(): void;
  /** Starts it again after `kill`, on its files and its port. */
  start(): Promise<void>;
  /** Starts it again if it has ended by itself. */
  revive(): Promise<void>;
  /** Drops a database and all that is in it. */
  drop(database: string): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

export interface ClickHouseOptions {
  /** One of the test's own, which it may kill, though CLICKHOUSE_URL names a server. */
  readonly own?: boolean;
  /** Address where the bridge listens; default this machine's loopback. */
  readonly host?: string;
  /** Name of the cluster that the bridge is, of one server. */
  readonly cluster?: string;
  /** Of the bridge, besides ours. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A database that no other test has. */
export function freshDatabase(): string {
  return `volano_${randomBytes(6).toString('hex')}`;
}

/** Resolves when it answers. */
export async function startClickHouse({
  own = false,
  cluster = '',
  host = '127.0.0.1',
  environment = {},
}: ClickHouseOptions = {}): Promise<ClickHouse> {
  const named = process.env.CLICKHOUSE_URL;
  if (named && !own && cluster === '') return namedServer(named);
  const bridge = new Bridge(mkdtempSync(join(tmpdir(), 'volano-clickhouse-')), { cluster, host, environment });
  try {
    await bridge.start();
    return bridge;
  } catch (cause) {
    await bridge.remove();
    throw cause;
  }
}

const BRIDGE = fileURLToPath(new URL('./clickhouse-bridge.ts', import.meta.url));

class Bridge implements ClickHouse {
  readonly kind = 'bridge';
  readonly #folder: string;
  readonly #cluster: string;
  readonly #host: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #password: string = randomBytes(9).toString('hex');
  #port = 0;
  #process: ChildProcess | undefined;

  constructor(folder: string, { cluster, host, environment }: Required<Omit<ClickHouseOptions, 'own'>>) {
    this.#environment = environment;
    this.#folder = folder;
    this.#cluster = cluster;
    this.#host = host;
  }

  get url(): string {
    return `http://volano:${this.#password}@${this.#host}:${this.#port}`;
  }

  async start(): Promise<void> {
    const words = [this.#folder, String(this.#port), 'volano', this.#password, this.#cluster, this.#host];
    const started = spawn(process.execPath, ['--conditions=volano-source', BRIDGE, ...words], {
      // The engine keeps a thread of the pool busy for every statement.
      env: { ...process.env, ...this.#environment, UV_THREADPOOL_SIZE: '16' },
      // It ends when its standard input does, which is when this process ends, by whatever means.
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#process = started;
    let problems = '';
    started.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      problems = (problems + chunk).slice(-2_000);
    });
    this.#port = await new Promise<number>((resolve, reject) => {
      started.stdout.setEncoding('utf8').once('data', (line: string) => resolve(Number(line)));
      started.once('error', reject);
      started.once('exit', () => reject(new Error(`The bridge has ended: ${problems}`)));
    });
  }

  async kill(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
  }

  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  async revive(): Promise<void> {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) await this.start();
  }

  drop(database: string): Promise<void> {
    return drop(this.url, database);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function namedServer(url: string): ClickHouse {
  const refuse = (): never => {
    throw new Error('The server at CLICKHOUSE_URL is not this test’s to stop');
  };
  return {
    url,
    kind: 'server',
    kill: async () => refuse(),
    pause: refuse,
    resume: refuse,
    start: async () => refuse(),
    revive: async () => refuse(),
    drop: (database) => drop(url, database),
    remove: async () => {},
  };
}

async function drop(url: string, database: string): Promise<void> {
  const client = createClient({ url });
  try {
    await client.command({ query: `DROP DATABASE IF EXISTS \`${database}\` SYNC` });
  } finally {
    await client.close();
  }
}
