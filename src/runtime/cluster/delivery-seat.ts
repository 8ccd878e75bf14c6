/**
 * Delivery in a cluster: every process answers for dead letters and what is open; only the one that owns the partition hands over. Who has lost it
 * begins no hand-over any more. One that hangs with a hand-over under way may end it while its successor does the same: under the same id.
 */
import {
  type Channel,
  type Delivery,
  type DeliveryOptions,
  type DeliveryState,
  type LetterReader,
  type Redelivered,
  type Redelivery,
  startDelivery,
} from '../../act/index.ts';

export interface DeliverySeatOptions {
  readonly delivery: Omit<DeliveryOptions, 'channels' | 'ended'>;
  /** Opens the channels that go out. */
  readonly channels: () => DeliveryOptions['channels'];
  /** Messages still in the outbox whose receipt, perhaps of another owner, is in the log already. */
  readonly ended: () => Promise<ReadonlySet<string>>;
}

export class DeliverySeat implements Delivery {
  readonly #options: DeliverySeatOptions;
  #inner: Delivery;
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
    return this.#move(async () => startDelivery({ ...lasting(delivery), channels: channels(), ended: await ended() }));
  }

  /** Resolves when nothing is under way. */
  leave(): Promise<void> {
    return this.#move(() => idle(this.#options));
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

  settled(patienceMs?: number): Promise<void> {
    return this.#inner.settled(patienceMs);
  }

  async stop(): Promise<void> {
    await this.#moving;
    await this.#inner.stop();
  }

  #move(next: () => Promise<Delivery>): Promise<void> {
    const moved = this.#moving.then(async () => {
      this.#unheard = [];
      await this.#inner.stop();
      this.#inner = await next();
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

/** What is captured is read after delivery has gone elsewhere. */
function lasting<Options extends { readonly fallback?: Channel }>(options: Options): Options {
  const { fallback } = options;
  if (!fallback) return options;
  const { id } = fallback;
  const deliver: Channel['deliver'] = (message, signal) => fallback.deliver(message, signal);
  const holds = fallback.holds && { holds: (message: string) => fallback.holds!(message) };
  return { ...options, fallback: { id, deliver, ...holds, close: async () => undefined } };
}
