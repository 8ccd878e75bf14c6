/** Shows a group that a member lives while it does other things, and hears from it what has become of the group. */
import { setTimeout as pause } from 'node:timers/promises';
import { KAFKA_CODE, kafkaCode } from './kafka-errors.ts';

/** The group's word: it changes, and waits for the member to join again; or it has gone on without it. */
export type Word = 'changing' | 'expelled';

export interface HeartbeatsOptions {
  /** Rejects as the coordinator does. */
  readonly beat: () => Promise<void>;
  /** Without an answer for so long the member has to take itself for expelled. */
  readonly silentMs: number;
}

/** The group has gone on without the member. */
export const EXPELLED_CODES: readonly number[] = [KAFKA_CODE.unknownMember, KAFKA_CODE.illegalGeneration];
/** So soon a member hears that the group changes. */
const BEAT_MS = 500;

/** Beats from the start on until it is stopped: also while the group changes, which waits only for those who are heard of. */
export class Heartbeats {
  readonly #options: HeartbeatsOptions;
  readonly #stop = new AbortController();
  readonly #said = Promise.withResolvers<Word>();
  readonly #beating: Promise<void>;

  constructor(options: HeartbeatsOptions) {
    this.#options = options;
    this.#beating = this.#run();
  }

  /** The first word that is none of "go on"; none comes after `stop`. */
  get word(): Promise<Word> {
    return this.#said.promise;
  }

  /** Resolves when none is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#beating;
  }

  async #run(): Promise<void> {
    let heardAt = performance.now();
    const { signal } = this.#stop;
    for (;;) {
      await pause(BEAT_MS, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const askedAt = performance.now();
      const word = await this.#beat();
      if (word !== 'unheard') heardAt = askedAt;
      else if (performance.now() - heardAt <= this.#options.silentMs) continue;
      if (word === 'alive') continue;
      this.#said.resolve(word === 'unheard' ? 'expelled' : word);
      if (word !== 'changing') return;
    }
  }

  async #beat(): Promise<Word | 'alive' | 'unheard'> {
    try {
      await this.#options.beat();
      return 'alive';
    } catch (error) {
      const code = kafkaCode(error) ?? 0;
      if (code === KAFKA_CODE.rebalanceInProgress) return 'changing';
      return EXPELLED_CODES.includes(code) ? 'expelled' : 'unheard';
    }
  }
}
