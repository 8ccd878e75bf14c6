/** Sends requests over kept-alive connections. */
import { Agent, type IncomingMessage, request } from 'node:http';

export interface SenderOptions {
  readonly url: string;
  readonly writeKey: string;
  readonly connections: number;
}

export interface SentAnswer {
  readonly status: number;
  /** What the server asks to wait before the next try. */
  readonly retryAfterMs: number;
}

export class Sender {
  readonly #agent: Agent;
  readonly #host: string;
  readonly #port: string;
  readonly #authorization: string;

  constructor({ url, writeKey, connections }: SenderOptions) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = port;
    this.#authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Rejects when the connection fails. */
  post(path: string, body: Buffer): Promise<SentAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: this.#host,
          port: this.#port,
          method: 'POST',
          path,
          headers: { 'content-type': 'application/json', 'content-length': body.length, authorization: this.#authorization },
        },
        (answer: IncomingMessage) => {
          answer.resume();
          answer.on('end', () => {
            resolve({ status: answer.statusCode ?? 0, retryAfterMs: Number(answer.headers['retry-after'] ?? 0) * 1_000 });
          });
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
