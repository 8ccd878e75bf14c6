/** What brings the past, of all partitions, as one. */
import type { BackfillProgress, Backfills, BackfillsLink } from '../backfill/index.ts';

export class AllBackfills implements BackfillsLink {
  readonly #backfills: readonly Backfills[];

  /** By partition. */
  constructor(backfills: readonly Backfills[]) {
    this.#backfills = backfills;
  }

  /** Each is begun by whoever owns its partition. */
  start(): void {}

  /** Each is ended by whoever owns its partition. */
  async stop(): Promise<void> {}

  /** Of those partitions that this process owns. */
  get progress(): BackfillProgress | undefined {
    const all = this.#backfills.flatMap(({ progress }) => (progress ? [progress] : []));
    const failed = all.find(({ state }) => state === 'failed');
    const [first] = all;
    if (!first) return undefined;
    const sum = (of: (progress: BackfillProgress) => number): number => all.reduce((total, one) => total + of(one), 0);
    return { ...first, ...failed, events: sum(({ events }) => events), eventsAll: sum(({ eventsAll }) => eventsAll) };
  }
}
