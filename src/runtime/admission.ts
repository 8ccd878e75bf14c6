/**
 * Slowing the senders, in two steps. When more waits for the engine than a moment's work, the answer to what has been stored is held until
 * the engine has come near: senders that wait for their answers go at its speed. When that does not help, because what waits would take
 * longer than is left of the promise on time, or the sink is so far behind that facts pile up in the state store, new calls are refused for
 * a second: first of those who send the most (shares.ts).
 */
import type { Sink } from '../learn/index.ts';
import type { HeldAnswer } from '../sense/index.ts';
import type { Appending } from './appender.ts';
import type { EngineLink } from './engine/index.ts';
import { Holding } from './holding.ts';
import { Pace } from './pace.ts';
import { Shares } from './shares.ts';

/** How much work may wait before answers are held, in seconds of the engine's present speed; and never less than this many entries. */
const NEAR_SECONDS = 0.25;
const NEAR_MIN = 500;
/** How much work of one source may wait. */
const WAITING_SECONDS = 1.5;
const WAITING_MIN = 4_000;
const HELD_MAX = 8_192;
const HELD_MS_MAX = 2_000;
const SINK_BEHIND_MAX = 500_000;
/** Beyond its limit by so much more, nobody is let in, however modest. */
const MODEST_SHARE = 0.25;
const RETRY_SECONDS = 1;

export interface AdmissionParts {
  readonly appender: Pick<Appending, 'end'>;
  readonly engine: Pick<EngineLink, 'status' | 'onBatch'>;
  readonly sink: Pick<Sink, 'status'>;
}

export class Admission {
  readonly #parts: AdmissionParts;
  readonly #pace: Pace = new Pace(() => performance.now());
  readonly #holding: Holding = new Holding(HELD_MS_MAX);
  readonly #shares: Shares = new Shares(() => performance.now());

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    parts.engine.onBatch(({ entries, position }, batchMs) => {
      this.#pace.batch(entries, batchMs);
      this.#holding.reached(position + this.#near());
      this.#shares.reached(position);
    });
  }

  /**
   * Seconds that a source has to wait; undefined when it may send. Asked without a source, when it is not known yet: whether any source may
   * send.
   */
  refusal(source?: string): number | undefined {
    const waitingMax = Math.max(WAITING_MIN, WAITING_SECONDS * this.#pace.entriesPerSecond);
    const { durable, sunk } = this.#parts.sink.status();
    const isWithin = (amount: number, max: number): boolean =>
      amount < max || (amount < max * (1 + MODEST_SHARE) && (source === undefined || this.#shares.isModest(source)));
    const mayAdd =
      this.#shares.mayAdd(source, this.#waiting(), waitingMax) &&
      isWithin(this.#holding.count, HELD_MAX) &&
      isWithin(durable - sunk, SINK_BEHIND_MAX + 1);
    return mayAdd ? undefined : RETRY_SECONDS;
  }

  /** Told when entries of a source are about to be stored; what it returns is called when that has ended, well or not. */
  begin(source: string, entries: number): () => void {
    this.#shares.begin(source, entries);
    return () => this.#shares.begin(source, -entries);
  }

  /** Told when entries of a source have been stored: undefined when the answer may go at once. */
  hold(source: string, entries: number): HeldAnswer | undefined {
    const { end } = this.#parts.appender;
    this.#shares.stored(source, entries, end);
    return this.#waiting() > this.#near() ? this.#holding.hold(end) : undefined;
  }

  /** Lets all answers go that are held, and holds none from here on. */
  close(): void {
    this.#holding.close();
  }

  #waiting(): number {
    return this.#parts.appender.end - this.#parts.engine.status.position;
  }

  #near(): number {
    return Math.max(NEAR_MIN, NEAR_SECONDS * this.#pace.entriesPerSecond);
  }
}
