/** A line to a server that can be cut on this side only: the server keeps what it was sent, and does not hear that nobody waits for the answer. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Line {
  /** The server's address with this line in between. */
  readonly url: string;
  /** Whoever is connected loses the connection; the server does not notice. */
  cut(): void;
  /** Bytes that have been sent to the server. */
  sent(): number;
  close(): Promise<void>;
}

export async function lineTo(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const near = new Set<Socket>();
  const far = new Set<Socket>();
  let sent = 0;
  const server = createServer((socket) => {
    const upstream = connect(Number(port), hostname);
    near.add(socket);
    far.add(upstream);
    socket.on('error', () => {});
    upstream.on('error', () => {});
    socket.on('data', (bytes) => {
      sent += bytes.length;
      upstream.write(bytes);
    });
    // An end that was asked for is passed on; a cut is not.
    socket.on('end', () => upstream.end());
    upstream.on('data', (bytes) => socket.write(bytes));
    upstream.on('close', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    for (const socket of near) socket.destroy();
    near.clear();
  };
  return {
    url: url.href,
    cut,
    sent: () => sent,
    close: async () => {
      cut();
      for (const socket of far) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
