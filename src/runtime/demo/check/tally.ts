/**
 * The expected figures, from a plain pass over what is sent. On purpose it uses nothing of the engine: customers are found by joining
 * identifiers that stand in one record, amounts are whole ten-thousandths, days and months come from a fixed offset to UTC.
 */
import { cohortsOf, type Figures, type RfmRow, sortedRfm } from './figures.ts';

/** One record as it is sent. */
export interface TallyRecord {
  /** `namespace:value` of everything that names the customer. */
  readonly identifiers: readonly string[];
  /** The same id twice counts once. Absent: every record counts. */
  readonly messageId?: string;
  readonly time: number;
  readonly invoice?: string;
  /** The customer's number, when the record has one. */
  readonly number?: string;
  readonly identified: boolean;
  /** Set when it counts as bought. `revenue` in ten-thousandths. */
  readonly paid?: { readonly order: string; readonly revenue: number };
}

interface Buyer {
  readonly number: string;
  readonly orders: Set<string>;
  readonly months: Set<string>;
  rows: number;
  revenue: number;
  last: number;
}

const DAY_MS = 86_400_000;
const BINS = 5;

export class Tally {
  readonly #offsetMs: number;
  readonly #parents = new Map<string, string>();
  readonly #identified = new Set<string>();
  readonly #invoices = new Set<string>();
  readonly #messages = new Set<string>();
  readonly #purchases: { identifier: string; record: TallyRecord }[] = [];
  #events = 0;

  /** `offsetMs`: local time minus UTC. */
  constructor(offsetMs: number) {
    this.#offsetMs = offsetMs;
  }

  get events(): number {
    return this.#events;
  }

  add(record: TallyRecord): void {
    if (record.messageId !== undefined) {
      if (this.#messages.has(record.messageId)) return;
      this.#messages.add(record.messageId);
    }
    this.#events += 1;
    const identifier = this.#join(record.identifiers);
    if (record.identified) this.#identified.add(identifier);
    if (record.invoice !== undefined) this.#invoices.add(record.invoice);
    if (record.paid) this.#purchases.push({ identifier, record });
  }

  /** `referenceAt`: the instant from which recency counts. */
  figures(referenceAt: number): Figures {
    const buyers = new Map<string, Buyer>();
    for (const { identifier, record } of this.#purchases) this.#count(buyers, this.#rootOf(identifier), record);
    const all = [...buyers.values()];
    const sum = (read: (buyer: Buyer) => number): number => all.reduce((total, buyer) => total + read(buyer), 0);
    return {
      profiles: new Set([...this.#parents.keys()].map((identifier) => this.#rootOf(identifier))).size,
      events: this.#events,
      invoices: this.#invoices.size,
      customersWithId: new Set([...this.#identified].map((identifier) => this.#rootOf(identifier))).size,
      cleaned: {
        rows: sum((buyer) => buyer.rows),
        orders: sum((buyer) => buyer.orders.size),
        customers: all.length,
        revenue: sum((buyer) => buyer.revenue) / 10_000,
      },
      rfm: this.#rfm(all, referenceAt),
      cohorts: cohortsOf(all.map((buyer) => [...buyer.months])),
    };
  }

  #count(buyers: Map<string, Buyer>, customer: string, { number = '', time, paid }: TallyRecord): void {
    const buyer = buyers.get(customer) ?? { number, orders: new Set(), months: new Set(), rows: 0, revenue: 0, last: 0 };
    buyers.set(customer, buyer);
    buyer.orders.add(paid!.order);
    buyer.months.add(new Date(time + this.#offsetMs).toISOString().slice(0, 7));
    buyer.rows += 1;
    buyer.revenue += paid!.revenue;
    buyer.last = Math.max(buyer.last, time);
  }

  #rfm(buyers: readonly Buyer[], referenceAt: number): readonly RfmRow[] {
    const dayOf = (time: number): number => Math.floor((time + this.#offsetMs) / DAY_MS);
    const plain = buyers.map((buyer) => ({
      customer: buyer.number,
      recency: dayOf(referenceAt) - dayOf(buyer.last),
      frequency: buyer.orders.size,
      monetary: buyer.revenue / 10_000,
    }));
    const r = edgesOf(plain.map((row) => row.recency));
    const f = edgesOf(plain.map((row) => row.frequency));
    const m = edgesOf(plain.map((row) => row.monetary));
    return sortedRfm(
      plain.map((row) => ({ ...row, r: BINS + 1 - binOf(row.recency, r), f: binOf(row.frequency, f), m: binOf(row.monetary, m) })),
    );
  }

  /** Joins the identifiers of one record; the one they all lead to. */
  #join(identifiers: readonly string[]): string {
    const first = identifiers[0]!;
    for (const identifier of identifiers) {
      if (!this.#parents.has(identifier)) this.#parents.set(identifier, identifier);
      this.#parents.set(this.#rootOf(identifier), this.#rootOf(first));
    }
    return first;
  }

  #rootOf(identifier: string): string {
    let root = identifier;
    for (let parent = this.#parents.get(root)!; parent !== root; parent = this.#parents.get(root)!) root = parent;
    this.#parents.set(identifier, root);
    return root;
  }
}

/** Type-7 quantiles at 1/5, 2/5, 3/5, 4/5. */
export function edgesOf(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [1, 2, 3, 4].map((i) => {
    const at = ((sorted.length - 1) * i) / BINS;
    const low = Math.floor(at);
    const value = sorted[low] ?? 0;
    return value + (at - low) * ((sorted[low + 1] ?? value) - value);
  });
}

/** 1 to 5; a bin includes its upper edge. */
export function binOf(value: number, edges: readonly number[]): number {
  return 1 + edges.filter((edge) => edge < value).length;
}
