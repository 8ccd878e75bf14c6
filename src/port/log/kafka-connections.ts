/**
 * Connections to brokers. A broker answers a connection's requests one after the other, so one that waits (for replicas, for new records)
 * would hold up all behind it: here a connection carries one request at a time, and as many are open as requests were under way at once.
 */
import { type Broker, Connection, type ConnectionOptions } from '@platformatic/kafka';

/** How the client encrypts and logs in; the shapes are the client's own. */
export type KafkaSecurity = Pick<ConnectionOptions, 'tls' | 'sasl'>;

export interface KafkaConnectionsOptions {
  readonly security: KafkaSecurity | undefined;
  /** A request that takes longer has failed, and its connection with it. */
  readonly requestTimeoutMs: number;
}

const CONNECT_TIMEOUT_MS = 3_000;
const CLIENT_ID = 'volano';

/** A pool of connections to whichever brokers are asked for. */
export class KafkaConnections {
  readonly #options: ConnectionOptions;
  readonly #idle = new Map<string, Connection[]>();
  readonly #open = new Set<Connection>();
  #closed = false;

  constructor({ security, requestTimeoutMs }: KafkaConnectionsOptions) {
    this.#options = { ...security, requestTimeout: requestTimeoutMs, connectTimeout: CONNECT_TIMEOUT_MS, maxInflights: 1 };
  }

  /** What the request answers over a connection of its own. Rejects as it does, or with the client's error when there is no connection. */
  async use<Answer>(broker: Broker, request: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    const connection = this.#takeIdle(broker) ?? (await this.#connect(broker));
    try {
      return await request(connection);
    } finally {
      if (this.#closed || !connection.isConnected()) this.#drop(connection);
      else this.#idleAt(broker).push(connection);
    }
  }

  /** Ends all connections; requests under way fail. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#open) this.#drop(connection);
    this.#idle.clear();
  }

  #takeIdle(broker: Broker): Connection | undefined {
    const idle = this.#idleAt(broker);
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (connection.isConnected()) return connection;
      this.#drop(connection);
    }
    return undefined;
  }

  async #connect({ host, port }: Broker): Promise<Connection> {
    if (this.#closed) throw new TypeError('The connections are closed');
    const connection = new Connection(CLIENT_ID, this.#options);
    // Whoever has a request under way hears of the failure through it.
    connection.on('error', () => {});
    connection.once('close', () => this.#open.delete(connection));
    this.#open.add(connection);
    try {
      await connection.connect(host, port);
    } catch (error) {
      this.#drop(connection);
      throw error;
    }
    if (this.#closed) this.#drop(connection);
    return connection;
  }

  #drop(connection: Connection): void {
    this.#open.delete(connection);
    // Not `close`: it waits until all is written, which a broker that does not answer never lets happen.
    connection.socket?.destroy();
  }

  #idleAt({ host, port }: Broker): Connection[] {
    const key = `${host}:${port}`;
    let idle = this.#idle.get(key);
    if (!idle) {
      idle = [];
      this.#idle.set(key, idle);
    }
    return idle;
  }
}
