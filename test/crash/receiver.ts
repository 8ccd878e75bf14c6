/**
 * The receiving end of the shop's webhook channel, in the process that kills the servers, so that it outlives them. It fails at times, drawn from the
 * seed: with an error, by hanging up after it has taken a message, by refusing one for good, and wholly for a while. It keeps its own
 * ledger of what it took.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { hashUnit } from '../../src/base/index.ts';
import { HOOK_SECRET } from './server.ts';

/** Every so often it takes nothing, for so long. */
const OUTAGE_EVERY_MS = 9_000;
const OUTAGE_MS = 1_500;
/** Of the first attempts of a message: how many meet an error, how many are taken without an answer. */
const ERROR_SHARE = 0.2;
const HANG_UP_SHARE = 0.15;
/** How many messages are refused for good at their first attempts. */
const REFUSED_SHARE = 0.1;
const ATTEMPTS_BAD = 3;

export class HookReceiver {
  /** How often each message was taken. */
  readonly taken: Map<string, number> = new Map();
  /** Requests that named no message. */
  strange = 0;
  readonly #seed: string;
  readonly #attempts = new Map<string, number>();
  readonly #server: Server;
  #calm = false;

  static async open(seed: string): Promise<HookReceiver> {
    const receiver = new HookReceiver(seed);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  private constructor(seed: string) {
    this.#seed = seed;
    this.#server = createServer((request, response) => {
      request.resume().once('end', () => this.#answer(String(request.headers['webhook-id'] ?? ''), response));
    });
  }

  /** The shop's channel `hook` goes here. */
  configure(folder: string): void {
    mkdirSync(folder, { recursive: true });
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/hook`;
    const local = { allowPrivate: ['127.0.0.1'], allowHttp: ['127.0.0.1'] };
    const hook = { carrier: 'webhook', url, secret: `env:${HOOK_SECRET.name}`, timeoutMs: 2_000, ...local };
    writeFileSync(join(folder, 'channels.json'), JSON.stringify({ hook }), { mode: 0o600 });
  }

  /** From here on it takes everything. */
  calm(): void {
    this.#calm = true;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(message: string, response: ServerResponse): void {
    if (message === '') this.strange += 1;
    const attempt = (this.#attempts.get(message) ?? 0) + 1;
    this.#attempts.set(message, attempt);
    if (this.#calm || attempt > ATTEMPTS_BAD) this.#take(message, () => response.writeHead(200).end());
    else if (Date.now() % OUTAGE_EVERY_MS < OUTAGE_MS) response.writeHead(503).end();
    else if (hashUnit(this.#seed, `refused ${message}`) < REFUSED_SHARE) response.writeHead(400).end();
    else {
      const draw = hashUnit(this.#seed, `attempt ${attempt} ${message}`);
      if (draw < ERROR_SHARE) response.writeHead(500).end();
      else if (draw < ERROR_SHARE + HANG_UP_SHARE) this.#take(message, () => response.destroy());
      else this.#take(message, () => response.writeHead(200).end());
    }
  }

  #take(message: string, then: () => void): void {
    this.taken.set(message, (this.taken.get(message) ?? 0) + 1);
    then();
  }
}
