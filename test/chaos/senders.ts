/** Everybody who sends: several sources over plain HTTP and Segment's own client, unmodified. One book of what was acknowledged, with times. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Analytics } from '@segment/analytics-node';
import { hashUnit } from '../../src/base/index.ts';
import { Traffic } from '../crash/traffic.ts';
import { Moments } from './moments.ts';

/** Sources and their write keys. `garbage` sends nothing that anybody could take. */
export const WRITE_KEYS: Readonly<Record<'web' | 'app' | 'till' | 'segment' | 'flood' | 'garbage', string>> = {
  web: 'chaos-key-of-web',
  app: 'chaos-key-of-app',
  till: 'chaos-key-of-till',
  segment: 'chaos-key-of-segment',
  flood: 'chaos-key-of-flood',
  garbage: 'chaos-key-of-garbage',
};

const SEGMENT_PAUSE_MS = 40;
const SEGMENT_CLOSE_MS = 20_000;
/** Shares of them fill the queue. */
const FLOODERS = 8;
const FLOOD_BATCH_MAX = 100;

export class Senders {
  /** Message id and wall clock, ms. */
  readonly acknowledged: Map<string, number> = new Map();
  readonly moments: Moments = new Moments();
  readonly #url: string;
  readonly #seed: string;
  readonly #traffic: Traffic;
  readonly #floods: Traffic[] = [];
  #segment: Promise<void> = Promise.resolve();
  #going = true;
  readonly #write = (ids: readonly string[], begunAt: number): void => {
    const at = Date.now();
    for (const id of ids) this.acknowledged.set(id, at);
    this.moments.add(at, begunAt);
  };

  /** `url`: of the door, for all lives. */
  constructor(seed: string, url: string) {
    this.#seed = seed;
    this.#url = url;
    const { web, app, till } = WRITE_KEYS;
    this.#traffic = new Traffic(seed, { writeKeys: [web, app, till], identifyShare: 0.1, onAcknowledged: this.#write });
  }

  /** An answer that no client should ever get. */
  get wrong(): string | undefined {
    return [this.#traffic, ...this.#floods].map(({ wrong }) => wrong).find((wrong) => wrong !== undefined);
  }

  start(): void {
    this.#traffic.url = this.#url;
    this.#traffic.start();
    this.#segment = this.#runSegment();
  }

  /** As much as goes, for so long; what has been begun is brought to its end. */
  async flood(forMs: number): Promise<void> {
    const writeKeys = Array.from({ length: FLOODERS }, () => WRITE_KEYS.flood);
    const options = { writeKeys, batchMax: FLOOD_BATCH_MAX, pauseMs: 0, onAcknowledged: this.#write };
    const flood = new Traffic(`${this.#seed}-flood${this.#floods.length}`, options);
    this.#floods.push(flood);
    flood.url = this.#url;
    flood.start();
    await sleep(forMs);
    await flood.finish();
  }

  /** Makes nothing new; resolves when all is acknowledged but what Segment's client has given up. */
  async finish(): Promise<void> {
    this.#going = false;
    await this.#segment;
    await this.#traffic.finish();
  }

  async #runSegment(): Promise<void> {
    const analytics = new Analytics({
      writeKey: WRITE_KEYS.segment,
      host: this.#url,
      flushAt: 8,
      flushInterval: 200,
      httpRequestTimeout: 5_000,
      maxRetries: 50,
    });
    // It says here what it could not send; the ledger holds only what was acknowledged.
    analytics.on('error', () => undefined);
    for (let number = 0; this.#going; number++) {
      const messageId = `${this.#seed}-segment-${number}`;
      const userId = `u${Math.floor(hashUnit(this.#seed, `segment ${number}`) * 150)}`;
      analytics.track({ userId, event: 'Product Viewed', messageId, properties: { sku: `s${number % 20}` } }, (error) => {
        if (error === undefined || error === null) this.acknowledged.set(messageId, Date.now());
      });
      await sleep(SEGMENT_PAUSE_MS);
    }
    await analytics.closeAndFlush({ timeout: SEGMENT_CLOSE_MS });
  }
}
