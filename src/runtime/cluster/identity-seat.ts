/** The identity stage of a partition of `events`, while this process owns it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaLog } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { IdentityStage, type IdentityStageOptions } from '../identity/index.ts';
import type { Seat } from './seat-keeper.ts';

export interface IdentitySeatOptions {
  readonly stage: Omit<IdentityStageOptions, 'state' | 'events'>;
  readonly events: KafkaLog;
  /** The key space that all stages share, to write. */
  readonly openState: () => Promise<StateStore>;
  readonly onError: (error: unknown) => void;
}

const RETRY_MS = 1_000;
/** How long it takes to leave at most, while nothing comes. */
const GROWN_MS_MAX = 500;

export class IdentitySeat implements Seat {
  readonly #options: IdentitySeatOptions;
  #going = false;
  #state: StateStore | undefined;
  #running: Promise<void> | undefined;

  constructor(options: IdentitySeatOptions) {
    this.#options = options;
  }

  async take(): Promise<void> {
    const { stage: options, events, openState } = this.#options;
    const state = await openState();
    this.#state = state;
    const stage = await IdentityStage.open({ ...options, events, state });
    this.#going = true;
    this.#running = this.#run(stage);
  }

  async leave(): Promise<void> {
    this.#going = false;
    await this.#running;
    await this.#state?.close();
    this.#state = undefined;
  }

  async #run(stage: IdentityStage): Promise<void> {
    const { events, stage: options, onError } = this.#options;
    while (this.#going) {
      try {
        if ((await stage.runBatch()) > 0) continue;
        await stage.rest();
        await events.grown(options.partition, stage.position, GROWN_MS_MAX);
      } catch (error) {
        onError(error);
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
  }
}
