/**
 * Delivery in a cluster: every process answers for dead letters and what is open; only the one that owns the partition hands over. Who has lost it
 * begins no hand-over any more. One that hangs with a hand-over under way may end it while its successor does the same: under the same id.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Delivery,
  type DeliveryOptions,
  type DeliveryState,
  type LetterReader,
  type Redelivered,
  type Redelivery,
  startDelivery,
} from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import type { Seat } from './seat-keeper.ts';

/** As long as delivery itself is patient. */
const SETTLED_MS = 60_000;
const LOOK_MS = 100;
const WAITING_SHOWN = 1_000;
const AFTER_ALL = Uint8Array.of(0xff);

export interface DeliverySeatOptions {
  readonly delivery: Omit<DeliveryOptions, 'channels' | 'ended'>;
  /** Opens the channels that go out. */
  readonly channels: () => DeliveryOptions['channels'];
  /** Messages still in the outbox whose receipt, perhaps of another owner, is in the log already. */
  readonly ended: () => Promise<ReadonlyMap<string, number>>;
}

export class DeliverySeat implements Delivery, Seat {
  readonly #options: DeliverySeatOptions;
  #inner: Delivery;
  #isTaken = false;
  /** Takings and leavings, one after the other. */
  #moving: Promise<void> = Promise.resolve();
  /** News that came while there was nobody to hear it. */
  #unheard: { readonly messages: readonly string[]; readonly decidedAt: number | undefined }[] | undefined;

  static async open(options: DeliverySeatOptions): Promise<DeliverySeat> {
    return new DeliverySeat(options, await idle(options));
  }

  private constructor(options: DeliverySeatOptions, inner: Delivery) {
    this.#options = options;
    this.#inner = inner;
  }

  /** From here on what waits in the outbox is handed over, and what comes. */
  take(): Promise<void> {
    const { delivery, channels, ended } = this.#options;
    return this.#move('taken', async () => startDelivery({ ...lasting(delivery), channels: channels(), ended: await ended() }));
  }

  /** Resolves when nothing is under way. */
  leave(): Promise<void> {
    return this.#move('left', () => idle(this.#options));
  }

  wake(messages: readonly string[], decidedAt?: number): void {
    if (this.#unheard) this.#unheard.push({ messages, decidedAt });
    else this.#inner.wake(messages, decidedAt);
  }

  rescan(): Promise<void> {
    return this.#inner.rescan();
  }

  state(): DeliveryState {
    return this.#inner.state();
  }

  get deadLetters(): LetterReader {
    return this.#inner.deadLetters;
  }

  redeliver(redelivery: Redelivery): Promise<Redelivered> {
    return this.#inner.redeliver(redelivery);
  }

  /** News of what was decided may be on its way while the position it was decided at is known: the rows themselves are looked at. */
  async settled(...asked: Parameters<Delivery['settled']>): Promise<void> {
    await this.#moving;
    if (this.#isTaken) {
      await this.#inner.rescan();
      return this.#inner.settled(...asked);
    }
    return this.#settledElsewhere(asked[0]);
  }

  /** Whoever hands over is another process: nothing of the outbox is left to be seen. */
  async #settledElsewhere(patienceMs = SETTLED_MS): Promise<void> {
    const { state } = this.#options.delivery;
    for (const until = Date.now() + patienceMs; ; await sleep(LOOK_MS, undefined, { ref: false })) {
      const waiting = await state.range('outbox', { start: new Uint8Array(0), end: AFTER_ALL, limit: WAITING_SHOWN });
      if (waiting.length === 0) return;
      if (Date.now() > until)
        throw new VolanoError('VOLANO_DELIVERY_UNSETTLED', { open: waiting.length, what: said`another process hands over` });
    }
  }

  async stop(): Promise<void> {
    await this.#moving;
    await this.#inner.stop();
    await this.#options.delivery.letters?.close();
  }

  #move(how: 'taken' | 'left', next: () => Promise<Delivery>): Promise<void> {
    const moved = this.#moving.then(async () => {
      this.#unheard = [];
      await this.#inner.stop();
      this.#inner = await next();
      this.#isTaken = how === 'taken';
      const unheard = this.#unheard;
      this.#unheard = undefined;
      for (const { messages, decidedAt } of unheard) this.#inner.wake(messages, decidedAt);
    });
    this.#moving = moved.catch(() => undefined);
    return moved;
  }
}

/** Looks, and hands nothing over. */
function idle({ delivery }: DeliverySeatOptions): Promise<Delivery> {
  return startDelivery({ ...lasting(delivery), channels: [], paused: true });
}

/** What is read after delivery has gone elsewhere, and used when it comes back. */
function lasting<Options extends Pick<DeliveryOptions, 'fallback' | 'letters'>>(options: Options): Options {
  const { fallback, letters } = options;
  return { ...options, ...(fallback && { fallback: keptOpen(fallback) }), ...(letters && { letters: keptOpen(letters) }) };
}

/** The same thing, for somebody whose closing it does not concern. */
function keptOpen<Thing extends object>(thing: Thing): Thing {
  return new Proxy(thing, {
    get(target, name) {
      if (name === 'close') return async () => undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
