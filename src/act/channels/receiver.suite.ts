/** A real HTTP server at the receiving end of a channel under test, whose answers a test writes. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export class Receiver {
  readonly received: Received[] = [];
  /** How the next requests are answered; default 200 with an empty body. */
  answer: (response: ServerResponse, request: Received) => void = (response) => void response.end();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { method = '', url = '', headers } = request;
      const received = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      this.received.push(received);
      this.answer(response, received);
    });
  }

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** Settings by which a carrier may reach the receiver, which is neither public nor behind TLS. */
export const LOCAL: { readonly allowPrivate: readonly string[]; readonly allowHttp: readonly string[] } = {
  allowPrivate: ['127.0.0.1'],
  allowHttp: ['127.0.0.1'],
};

export function answering(status: number, body = '', headers: Record<string, string> = {}): Receiver['answer'] {
  return (response) => void response.writeHead(status, headers).end(body);
}
