/** When releases were applied: the warehouse has it from the facts. What it cannot tell is left out, for releases are listed, and rolled back, without it as well. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Sink } from '../learn/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import type { EngineLink } from './engine/index.ts';
import type { ReleaseSummary } from './figures.ts';

export interface ReleaseTimesWorld {
  readonly warehouse: Warehouse;
  readonly sink: Pick<Sink, 'flush'>;
  readonly engine: Pick<EngineLink, 'status'>;
  /** How long one that was made just now is waited for, ms; default a second. */
  readonly patienceMs?: number;
}

/** By number, ms on the clock of `at`. */
export async function releaseTimes(warehouse: Warehouse): Promise<ReadonlyMap<number, number>> {
  const rows = await warehouse.query<{ name: string; since: number }>(
    "SELECT name, toUnixTimestamp64Milli(min(at)) AS since FROM facts WHERE kind = 'release' AND action = 'applied' GROUP BY name",
  );
  return new Map(rows.map(({ name, since }) => [Number(name), Number(since)]));
}

export class ReleaseTimes {
  readonly #world: ReleaseTimesWorld;
  #known: ReadonlyMap<number, number> = new Map();

  constructor(world: ReleaseTimesWorld) {
    this.#world = world;
  }

  /** The same, each with its time. */
  async of(summaries: readonly ReleaseSummary[]): Promise<readonly ReleaseSummary[]> {
    const { warehouse, sink, engine, patienceMs = 1_000 } = this.#world;
    const isKnown = (): boolean => summaries.every(({ number }) => this.#known.has(number));
    // A time does not change: the warehouse is asked only when there is a new release.
    const read = async (): Promise<void> => {
      if (!isKnown()) this.#known = await releaseTimes(warehouse);
    };
    const readAll = async (): Promise<void> => {
      await read();
      if (!isKnown()) await sink.flush(engine.status.seq).then(read);
    };
    await Promise.race([readAll().catch(() => undefined), pause(patienceMs, undefined, { ref: false })]);
    return summaries.map((one) => {
      const at = this.#known.get(one.number);
      // In event time the clock stands at its beginning before the first event: that is no moment at which anything was made.
      return at === undefined || at <= 0 ? one : { ...one, at };
    });
  }
}
