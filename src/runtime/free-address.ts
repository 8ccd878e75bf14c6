/** The address the server will have, known before it listens: messages of an earlier life may need links at once. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export interface Address {
  readonly port: number;
  /** As `http://host:port`. */
  readonly url: string;
}

/** The port asked for; for 0 one that is free now. */
export async function freeAddress({ host = '127.0.0.1', port }: { readonly host?: string; readonly port: number }): Promise<Address> {
  const chosen = port === 0 ? await freePort(host) : port;
  return { port: chosen, url: `http://${host.includes(':') ? `[${host}]` : host}:${chosen}` };
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
