/**
 * The sink in a cluster: one process copies a partition's rows into the warehouse, the others know from its record how far it is.
 *
 * K1. The record lies in a key space of its own, fenced like the engine's: who has lost the seat records nothing more, and sends nothing that is
 *     not recorded. What it sends nevertheless, because it stood still between the two, the warehouse turns away.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Bounds, boundsInState, readBounds, Sink, type SinkLink, type SinkOptions, type SinkStatus } from '../../learn/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Seat } from './seat-keeper.ts';

export interface SinkSeatOptions {
  readonly sink: Omit<SinkOptions, 'openBounds' | 'onSunk'>;
  readonly onSunk: (seq: number) => void;
  /** The key space of the record, for its owner. */
  readonly openRecord: () => Promise<StateStore>;
  /** The same for looking. */
  readonly record: StateStore;
  readonly onError: (error: unknown) => void;
}

const LOOK_EVERY_MS = 250;
const NOTHING: Bounds = { sunk: 0, sending: 0 };

export class SinkSeat implements Seat, SinkLink {
  readonly #options: SinkSeatOptions;
  #sink: Sink | undefined;
  #durable = 0;
  /** As the record has it. */
  #sunk = 0;
  #error: string | undefined;
  #looking: NodeJS.Timeout | undefined;
  #stopped = false;

  static async open(options: SinkSeatOptions): Promise<SinkSeat> {
    const seat = new SinkSeat(options);
    await seat.#look();
    return seat;
  }

  private constructor(options: SinkSeatOptions) {
    this.#options = options;
  }

  async take(): Promise<void> {
    const { sink: options, onSunk, openRecord } = this.#options;
    const sink = new Sink({ ...options, openBounds: boundsInState(openRecord, options), onSunk });
    await sink.start();
    sink.advance(this.#durable);
    this.#sink = sink;
  }

  async leave(): Promise<void> {
    const sink = this.#sink;
    this.#sink = undefined;
    if (sink) this.#sunk = sink.status().sunk;
    await sink?.stop();
  }

  advance(durable: number): void {
    this.#durable = Math.max(this.#durable, durable);
    this.#sink?.advance(durable);
  }

  /** Who does not own the sink waits until its owner has come that far. */
  async flush(seq: number): Promise<void> {
    while (!this.#stopped) {
      try {
        if (this.#sink) return await this.#sink.flush(seq);
        if ((await this.#read()) >= seq) return;
      } catch (error) {
        // The seat may have been lost while it was waited for.
        if (this.#sink || this.#stopped) throw error;
      }
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    }
    throw new Error('The sink has stopped.');
  }

  status(): SinkStatus {
    if (this.#sink) return this.#sink.status();
    const error = this.#error === undefined ? {} : { error: this.#error };
    const [sunk, durable] = [this.#sunk, Math.max(this.#sunk, this.#durable)];
    return { state: this.#error === undefined ? 'moving' : 'retrying', sunk, durable, oldestMs: 0, unreadable: 0, attempts: 0, ...error };
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    clearTimeout(this.#looking);
    await this.leave();
    await this.#options.record.close();
  }

  /** Keeps what is known of the record young. */
  async #look(): Promise<void> {
    try {
      if (!this.#sink) await this.#read();
      this.#error = undefined;
    } catch (error) {
      if (this.#error === undefined) this.#options.onError(error);
      this.#error = error instanceof Error ? error.message : String(error);
    }
    if (!this.#stopped) this.#looking = setTimeout(() => void this.#look(), LOOK_EVERY_MS).unref();
  }

  async #read(): Promise<number> {
    const { sunk } = (await readBounds(this.#options.record)) ?? NOTHING;
    this.#sunk = Math.max(this.#sunk, sunk);
    return this.#sunk;
  }
}
