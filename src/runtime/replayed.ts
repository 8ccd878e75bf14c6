/**
 * The time of a replayed history, as the desks of journeys see it: between its events, at each instant at which a look is due, they look at what has come by then.
 *
 * Y1. A look comes after everything before its instant and all that this leads to, hand-overs included, and before everything at its instant and after it.
 * Y2. Instants are whole multiples of the interval, so the same history is looked at at the same instants however it is cut into requests.
 */
import { type AcceptedCall, VALUES_FREE } from '../sense/index.ts';
import type { QualityDesk } from './quality/index.ts';
import type { RunningParts } from './running-parts.ts';
import { settled } from './settled.ts';

export interface ReplayedParts extends Pick<RunningParts, 'appender' | 'engine' | 'delivery'> {
  readonly isEventTime: () => boolean;
  /** Who looks; asked at each look. */
  readonly desk: () => Pick<QualityDesk, 'replayedEveryMs' | 'isReplayWorth' | 'watchReplayed'>;
}

export class Replayed {
  readonly #parts: ReplayedParts;
  /** When the next look is due, ms; undefined before anything has come. */
  #due: number | undefined;
  #looking: Promise<unknown> | undefined;

  constructor(parts: ReplayedParts) {
    this.#parts = parts;
  }

  /** As `Appending.calls`; by the clock on the wall it is nothing else. */
  async calls(calls: readonly AcceptedCall[]): Promise<typeof VALUES_FREE> {
    const { appender, isEventTime } = this.#parts;
    if (!isEventTime()) return appender.calls(calls);
    while (this.#looking) await this.#looking;
    const latest = Math.max(...calls.map(({ at }) => at));
    if (latest < this.#dueFrom(calls[0]?.at ?? latest)) return appender.calls(calls);
    return this.#inTurn(() => this.#between(calls));
  }

  /** Time reaches an instant, ms, with the looks that are due by then. Resolves when the engine has come there. */
  async passTo(instant: number): Promise<void> {
    while (this.#looking) await this.#looking;
    await this.#inTurn(async () => {
      await this.#lookUntil(instant);
      await this.#tick(instant);
    });
  }

  async #inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
    const running = run();
    this.#looking = running.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await running;
    } finally {
      this.#looking = undefined;
    }
  }

  async #between(calls: readonly AcceptedCall[]): Promise<typeof VALUES_FREE> {
    const { appender } = this.#parts;
    let part: AcceptedCall[] = [];
    for (const call of calls) {
      if (call.at >= this.#dueFrom(call.at)) {
        if (part.length > 0) await appender.calls(part);
        part = [];
        await this.#lookUntil(call.at);
      }
      part.push(call);
    }
    await appender.calls(part);
    return VALUES_FREE;
  }

  async #lookUntil(instant: number): Promise<void> {
    for (let due = this.#dueFrom(instant); due <= instant; due = this.#due) {
      await this.#lookAt(due);
      this.#due = nextOf(due, this.#parts.desk().replayedEveryMs);
    }
  }

  async #lookAt(due: number): Promise<void> {
    await this.#tick(due);
    const desk = this.#parts.desk();
    if (!desk.isReplayWorth) return;
    await settled(this.#parts);
    await desk.watchReplayed();
  }

  async #tick(at: number): Promise<void> {
    const { appender, engine } = this.#parts;
    const [tick] = await appender.entries([{ type: 'tick' }], at);
    await engine.reached(tick!);
  }

  /** A replay that begins, or goes on after a restart, is first looked at when an interval has passed from where it is. */
  #dueFrom(instant: number): number {
    const { appender, desk } = this.#parts;
    this.#due ??= nextOf(appender.time > 0 ? appender.time : instant, desk().replayedEveryMs);
    return this.#due;
  }
}

function nextOf(instant: number, everyMs: number): number {
  return Math.floor(instant / everyMs) * everyMs + everyMs;
}
