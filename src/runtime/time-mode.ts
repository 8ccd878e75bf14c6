/** Whose clock counts: that of the events, while history is replayed, or the one on the wall. It changes once, and never back. */

/** Times that events of a replay must lie in, ms since 1970 UTC. */
export interface ReplayRange {
  readonly from: number;
  readonly to: number;
}

export class TimeMode {
  #replay: ReplayRange | undefined;

  constructor(replay?: ReplayRange) {
    this.#replay = replay;
  }

  /** The range that is replayed; undefined when the wall clock counts. */
  get replay(): ReplayRange | undefined {
    return this.#replay;
  }

  goLive(): void {
    this.#replay = undefined;
  }
}
