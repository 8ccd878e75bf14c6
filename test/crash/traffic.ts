/**
 * A client that sends batches of events to whatever address the server has now, and keeps its own ledger: what it made, and what was
 * acknowledged. What was not acknowledged it sends again under the same message ids, as the protocol's clients do.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { hashUnit } from '../../src/base/index.ts';
import { WRITE_KEY } from './server.ts';

interface Call {
  readonly messageId: string;
  readonly [key: string]: unknown;
}

const BATCH_MAX = 12;
const PAUSE_MS = 25;
const AGAIN_MS = 30;
const USERS = 150;
const DEVICES = 400;
const EVENTS = ['Product Viewed', 'Product Viewed', 'Product Viewed', 'Product Added', 'Order Completed', 'App Opened'] as const;

export interface TrafficOptions {
  /** Write key of each sender. */
  readonly writeKeys?: readonly string[];
  /** Calls of a batch at most. */
  readonly batchMax?: number;
  /** What a sender waits after an answer, ms. */
  readonly pauseMs?: number;
  /** Calls a second of all senders together, which wait for their turn instead, and catch up when answers were late. */
  readonly perSecond?: number;
  /** Whether it keeps which messages were acknowledged (default), or only how many: millions do not fit. */
  readonly ledger?: boolean;
  /** Of the calls: those that tell a user's e-mail address instead of an event. */
  readonly identifyShare?: number;
  /** These messages have been acknowledged just now, by a request that was begun then (wall clock, ms). */
  readonly onAcknowledged?: (messageIds: readonly string[], begunAt: number) => void;
}

export class Traffic {
  readonly #seed: string;
  readonly #options: Required<Omit<TrafficOptions, 'perSecond'>> & Pick<TrafficOptions, 'perSecond'>;
  /** Undefined while no server is known to listen. */
  url: string | undefined;
  readonly acknowledged: Set<string> = new Set();
  /** How many that are, also where no ledger is kept. */
  acknowledgedCount = 0;
  /** Message ids ever made. */
  made = 0;
  /** Requests that got no answer, or one that says to come again. */
  unanswered = 0;
  /** An answer that no client should ever get. */
  wrong: string | undefined;
  #unsent: Call[][] = [];
  #making = true;
  #begunAt = 0;
  #senders: Promise<void>[] = [];

  constructor(seed: string, options: TrafficOptions = {}) {
    this.#seed = seed;
    const usual = { writeKeys: [WRITE_KEY, WRITE_KEY, WRITE_KEY], batchMax: BATCH_MAX, pauseMs: PAUSE_MS, identifyShare: 0, ledger: true };
    this.#options = { ...usual, onAcknowledged: () => {}, ...options };
  }

  start(): void {
    this.#begunAt = performance.now();
    this.#senders = this.#options.writeKeys.map((key) => this.#send(key));
  }

  /** Makes nothing new; resolves when all is acknowledged. */
  async finish(): Promise<void> {
    this.#making = false;
    await Promise.all(this.#senders);
  }

  async #send(writeKey: string): Promise<void> {
    const headers = { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` };
    while (this.#making || this.#unsent.length > 0) {
      const url = this.url;
      const batch = url === undefined ? undefined : (this.#unsent.shift() ?? (this.#making ? this.#batch() : undefined));
      if (url === undefined || !batch) {
        await sleep(AGAIN_MS);
        continue;
      }
      const begunAt = Date.now();
      if (await this.#post(url, { batch, headers })) {
        const ids = batch.map(({ messageId }) => messageId);
        this.acknowledgedCount += ids.length;
        if (this.#options.ledger) for (const id of ids) this.acknowledged.add(id);
        this.#options.onAcknowledged(ids, begunAt);
        await sleep(this.#pauseMs());
      } else {
        this.unanswered += 1;
        this.#unsent.push(batch);
        await sleep(AGAIN_MS);
      }
    }
  }

  #pauseMs(): number {
    const { perSecond, pauseMs } = this.#options;
    if (perSecond === undefined) return pauseMs;
    return Math.max(0, (this.made / perSecond) * 1_000 - (performance.now() - this.#begunAt));
  }

  async #post(url: string, { batch, headers }: { batch: readonly Call[]; headers: Record<string, string> }): Promise<boolean> {
    try {
      const body = JSON.stringify({ batch, sentAt: new Date().toISOString() });
      const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body, signal: AbortSignal.timeout(15_000) });
      const text = await answer.text();
      if (answer.status === 200 && (JSON.parse(text) as { success: boolean }).success) return true;
      if (answer.status !== 429 && answer.status !== 503) this.wrong ??= `${answer.status} ${text}`;
    } catch {
      // Killed before, while or after it worked on it: the ledger cannot tell, so it is sent again.
    }
    return false;
  }

  #batch(): Call[] {
    const size = 1 + Math.floor(this.#draw('size') * this.#options.batchMax);
    return Array.from({ length: size }, () => this.#call());
  }

  #call(): Call {
    this.made += 1;
    const messageId = `${this.#seed}-${this.made}`;
    const user = `u${Math.floor(this.#draw('user') * USERS)}`;
    const device = `d${Math.floor(this.#draw('device') * DEVICES)}`;
    // A device belongs to one user for good, so that people are found to be the same one again and again without ever being all one.
    const known = `u${Number(device.slice(1)) % USERS}`;
    const who = this.#draw('who');
    const identity = who < 0.5 ? { userId: user } : who < 0.85 ? { anonymousId: device } : { userId: known, anonymousId: device };
    if (this.#draw('call') < this.#options.identifyShare)
      return { type: 'identify', messageId, userId: user, timestamp: new Date().toISOString(), traits: { email: `${user}@shop.example` } };
    const sku = `s${Math.floor(this.#draw('sku') * 20)}`;
    const event = EVENTS[Math.floor(this.#draw('event') * EVENTS.length)];
    return {
      type: 'track',
      messageId,
      ...identity,
      event,
      timestamp: new Date().toISOString(),
      // As text, which a template shows as it is.
      properties: { sku, revenue: Math.round(this.#draw('revenue') * 10_000) / 100, madeAt: String(Date.now()) },
    };
  }

  #draw(what: string): number {
    return hashUnit(this.#seed, `${what} ${this.made}`);
  }
}
