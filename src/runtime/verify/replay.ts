/** Replays a log from its beginning into an empty state. */
import { VolanoError } from '../../base/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { ENGINE_VERSION, Engine, type EngineOptions } from '../engine/index.ts';

export interface ReplayOptions {
  readonly log: Log;
  readonly partition: number;
  /** As in the engine whose log it is; default `inline`. */
  readonly identity?: EngineOptions['identity'];
  /** Empty. */
  readonly state: StateStore;
  /** Position of the last entry to apply. */
  readonly until: number;
  /** Most entries of a batch. */
  readonly batch: number;
  readonly onProgress?: (entries: number) => void;
}

/** How many entries pass between two notices. */
const NOTICE_ENTRIES = 500;

/** Resolves with the number of entries applied. No customer stays in memory between batches. Rejects with VOLANO_VERIFY_VERSION. */
export async function replay({ log, partition, identity = 'inline', state, until, batch, onProgress }: ReplayOptions): Promise<number> {
  const engine = await Engine.open({ partition, log, state, identity, batchMax: batch, cacheMax: 0, until });
  let entries = 0;
  let noticed = 0;
  while (engine.position < until) {
    const outcome = await engine.runBatch();
    if (!outcome) break;
    entries += outcome.entries;
    // Nobody copies these facts anywhere; their hash is kept with the progress.
    engine.sunk(outcome.seq);
    const { engineVersion } = engine.meta;
    if (engineVersion !== '' && engineVersion !== ENGINE_VERSION)
      throw new VolanoError('VOLANO_VERIFY_VERSION', { version: engineVersion, own: ENGINE_VERSION });
    if (entries - noticed >= NOTICE_ENTRIES) {
      noticed = entries;
      onProgress?.(entries);
      // The stores answer at once: without this nothing else would get a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  onProgress?.(entries);
  return entries;
}
