/** How many calls went to the quarantine, by hour of arrival, source and event; read on from where it ended. */
import { HOUR } from '../../base/index.ts';
import { eventNameOf, type Quarantine } from '../../sense/index.ts';

export interface RefusedCount {
  readonly hour: number;
  readonly source: string;
  readonly event: string;
  readonly refused: number;
}

const PAGE = 5_000;

export class RefusedCounter {
  readonly #quarantine: Pick<Quarantine, 'read'>;
  readonly #counts = new Map<string, { hour: number; source: string; event: string; refused: number }>();
  #last: string | undefined;

  constructor(quarantine: Pick<Quarantine, 'read'>) {
    this.#quarantine = quarantine;
  }

  /** Of the hours from `since` on; what is older is forgotten. */
  async since(since: number): Promise<readonly RefusedCount[]> {
    for (;;) {
      const page = await this.#quarantine.read({ limit: PAGE, settled: true, ...(this.#last !== undefined && { after: this.#last }) });
      for (const record of page) {
        const { at, source } = record;
        const hour = at - (at % HOUR);
        const event = eventNameOf(record);
        const key = JSON.stringify([hour, source, event]);
        const counted = this.#counts.get(key);
        if (counted) counted.refused++;
        else this.#counts.set(key, { hour, source, event, refused: 1 });
      }
      this.#last = page.at(-1)?.id ?? this.#last;
      if (page.length < PAGE) break;
    }
    for (const [key, { hour }] of this.#counts) if (hour < since) this.#counts.delete(key);
    return [...this.#counts.values()];
  }
}
