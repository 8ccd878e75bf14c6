/**
 * The receiving end of the shop's webhook channel, in the process that kills the servers, so that it outlives them. What it does with each
 * attempt is drawn by whoever opens it; its own books say what it took.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashUnit } from '../../src/base/index.ts';
import { type Behave, Books } from './books.ts';
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
const SLOW_MS = 900;

/** It fails at times: with an error, by hanging up after it has taken a message, by refusing one for good, and wholly for a while. */
function moody(seed: string): Behave {
  return (message, attempt) => {
    if (attempt > ATTEMPTS_BAD) return 'take';
    if (Date.now() % OUTAGE_EVERY_MS < OUTAGE_MS) return 'unavailable';
    if (hashUnit(seed, `refused ${message}`) < REFUSED_SHARE) return 'refuse';
    const draw = hashUnit(seed, `attempt ${attempt} ${message}`);
    if (draw < ERROR_SHARE) return 'fail';
    return draw < ERROR_SHARE + HANG_UP_SHARE ? 'take_and_hang_up' : 'take';
  };
}

export class HookReceiver {
  readonly books: Books;
  readonly #behave: Behave;
  readonly #server: Server;
  #calm = false;

  static async open(
    seed: string,
    { behave = moody(seed), books = new Books() }: { readonly behave?: Behave; readonly books?: Books } = {},
  ): Promise<HookReceiver> {
    const receiver = new HookReceiver(behave, books);
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  private constructor(behave: Behave, books: Books) {
    this.#behave = behave;
    this.books = books;
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (bytes) => {
        body += bytes;
      });
      // A sender that breaks off is what faults are made of.
      request.on('error', () => undefined);
      request.once('end', () => void this.#answer(String(request.headers['webhook-id'] ?? ''), body, response));
    });
  }

  /** How often each message was taken. */
  get taken(): ReadonlyMap<string, number> {
    return this.books.taken;
  }

  get strange(): number {
    return this.books.strange;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The shop's channel `hook` goes here. */
  configure(folder: string): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'channels.json'), JSON.stringify({ hook: hookSettings(this.port) }), { mode: 0o600 });
  }

  /** From here on it takes everything. */
  calm(): void {
    this.#calm = true;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(message: string, body: string, response: ServerResponse): Promise<void> {
    const attempt = this.books.attempt(message);
    const behaviour = this.#calm ? 'take' : this.#behave(message, attempt);
    if (behaviour === 'take_slowly') await sleep(SLOW_MS);
    if (behaviour.startsWith('take')) this.books.take(message, body, behaviour);
    switch (behaviour) {
      case 'take_and_hang_up':
        return void response.destroy();
      case 'take_and_answer_twice':
        return void response.socket?.write(`${TAKEN}${TAKEN}`);
      case 'fail':
      case 'take_and_fail':
        return void response.writeHead(500).end();
      case 'unavailable':
        return void response.writeHead(503).end();
      case 'refuse':
      case 'take_and_refuse':
        return void response.writeHead(400).end();
      case 'hang':
        return;
      default:
        response.writeHead(200).end();
    }
  }
}

/** A whole answer, as it goes over the wire. */
const TAKEN = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

/** Settings of the shop's channel `hook`, for a receiver on this port of this machine, or of another. */
export function hookSettings(port: number, host = '127.0.0.1'): object {
  const local = { allowPrivate: [host], allowHttp: [host] };
  return { carrier: 'webhook', url: `http://${host}:${port}/hook`, secret: `env:${HOOK_SECRET.name}`, timeoutMs: 2_000, ...local };
}
