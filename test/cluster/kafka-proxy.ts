/** A proxy before a broker, which can lose what the broker answers. */
import { connect, createServer, type Socket } from 'node:net';

export interface KafkaProxy {
  readonly port: number;
  /** Where connections go from now on. */
  to(address: string): void;
  /** Holds back all answers; what is asked goes through. */
  holdAnswers(): void;
  /** Bytes that brokers have answered and nobody has been told. */
  readonly held: number;
  /** Cuts all connections, and with them what was held back; later ones are whole. */
  cut(): void;
  close(): Promise<void>;
}

/** Starts one on a free loopback port. */
export async function startProxy(): Promise<KafkaProxy> {
  const sockets = new Set<Socket>();
  let target = 0;
  let holding = false;
  let held = 0;
  const server = createServer((client) => {
    const broker = connect(target, '127.0.0.1');
    for (const [socket, other] of [[client, broker] as const, [broker, client] as const]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(broker);
    broker.on('data', (bytes) => {
      if (holding) held += bytes.length;
      else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    holding = false;
    held = 0;
  };
  return {
    port: (server.address() as { port: number }).port,
    to: (address) => {
      target = Number(address.split(':')[1]);
    },
    holdAnswers: () => {
      holding = true;
    },
    get held() {
      return held;
    },
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
