/** How far the identity stages of all partitions of `events` are, as the key space that they share has it. */
import type { Log } from '../../port/log/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import { type StageStanding, stageStandings } from '../identity/index.ts';

export interface StagesOptions {
  readonly events: Log;
  /** The key space that all stages share. */
  readonly state: StateReader;
  readonly onError: (error: unknown) => void;
}

const LOOK_EVERY_MS = 100;

export class Stages {
  readonly #options: StagesOptions;
  readonly #listeners: (() => void)[] = [];
  #standings: readonly StageStanding[];
  #timer: NodeJS.Timeout | undefined;
  #failing = false;
  #stopped = false;

  static async open(options: StagesOptions): Promise<Stages> {
    return new Stages(options, await stageStandings(options.state, options.events.partitions));
  }

  private constructor(options: StagesOptions, standings: readonly StageStanding[]) {
    this.#options = options;
    this.#standings = standings;
    void this.#look();
  }

  /** Entries of each partition that have been resolved. */
  get positions(): readonly number[] {
    return this.#standings.map(({ position }) => position);
  }

  /** Last positions of `events`, asked now. */
  ends(): Promise<readonly number[]> {
    const { events } = this.#options;
    return Promise.all(Array.from({ length: events.partitions }, (_, partition) => events.end(partition)));
  }

  /** Whether everything up to there is in the log of customers. */
  haveProduced(ends: readonly number[]): boolean {
    return ends.every((end, partition) => this.#standings[partition]!.produced >= end);
  }

  onMove(listener: () => void): void {
    this.#listeners.push(listener);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const { state, events, onError } = this.#options;
    try {
      this.#standings = await stageStandings(state, events.partitions);
      for (const listener of this.#listeners) listener();
      this.#failing = false;
    } catch (error) {
      if (!this.#failing && !this.#stopped) onError(error);
      this.#failing = true;
    }
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#look(), LOOK_EVERY_MS).unref();
  }
}
