/** What a draft has to know of the past, and nobody has kept: folded from the events of the history, as a backfill brings it live. */
import { type BackfillEntry, backfillChunk, type CustomerPast, type EventEntry, PastFold, type Plan } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import { readable } from './history.ts';

/** Whose each event was when it came: as rows of the warehouse say it live. */
export class Arrivals {
  readonly #ids: string[] = [];
  readonly #numbers = new Map<string, number>();
  #positions = new Float64Array(1 << 16);
  #customers = new Uint32Array(1 << 16);
  #length = 0;

  /** Ascending by position. */
  add(position: number, customer: string): void {
    if (this.#length === this.#positions.length) this.#grow();
    let number = this.#numbers.get(customer);
    if (number === undefined) {
      number = this.#ids.push(customer) - 1;
      this.#numbers.set(customer, number);
    }
    this.#positions[this.#length] = position;
    this.#customers[this.#length++] = number;
  }

  /** Positions by customer; `whose`: who has what came as this customer's today. */
  byCustomer(whose: ReadonlyMap<string, string>): ReadonlyMap<string, number[]> {
    const found = new Map<string, number[]>();
    const todays = this.#ids.map((id) => whose.get(id) ?? id);
    for (let i = 0; i < this.#length; i++) {
      const customer = todays[this.#customers[i]!]!;
      const positions = found.get(customer);
      if (positions) positions.push(this.#positions[i]!);
      else found.set(customer, [this.#positions[i]!]);
    }
    return found;
  }

  get customers(): readonly string[] {
    return this.#ids;
  }

  #grow(): void {
    const [positions, customers] = [this.#positions, this.#customers];
    this.#positions = new Float64Array(2 * positions.length);
    this.#positions.set(positions);
    this.#customers = new Uint32Array(2 * customers.length);
    this.#customers.set(customers);
  }
}

export interface PastsWorld {
  readonly log: Pick<Log, 'get'>;
  readonly plan: Plan;
  readonly arrivals: Arrivals;
  readonly whose: ReadonlyMap<string, string>;
  readonly backfill: { readonly since: number; readonly position: number; readonly at: number };
}

const PARTITION = 0;
const CHUNK_CUSTOMERS = 200;

/** The entries of a whole backfill, the last one included. */
export async function* backfillEntries({ log, plan, arrivals, whose, backfill }: PastsWorld): AsyncGenerator<BackfillEntry> {
  const { since, position, at } = backfill;
  const fold = new PastFold(plan.know, at);
  const byCustomer = [...arrivals.byCustomer(whose)].sort(([a], [b]) => (a < b ? -1 : 1));
  let chunk = 0;
  let pasts: CustomerPast[] = [];
  for (const [customer, positions] of byCustomer) {
    for (const record of await log.get(
      PARTITION,
      positions.filter((one) => one <= position),
    )) {
      const entry = record && readable(record.value);
      if (entry?.type === 'event') fold.add(entry as EventEntry);
    }
    const past = fold.take();
    if (past) pasts.push({ customer, past });
    if (pasts.length < CHUNK_CUSTOMERS) continue;
    yield backfillChunk({ since, chunk: chunk++, upTo: customer }, pasts);
    pasts = [];
  }
  const last = pasts.at(-1);
  if (last) yield backfillChunk({ since, chunk: chunk++, upTo: last.customer }, pasts);
  yield { type: 'backfill', action: 'done', since, chunks: chunk };
}
