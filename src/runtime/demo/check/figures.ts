/**
 * The figures by which a demo is checked. Three ways lead to them: the states of the live engine, SQL over the raw events in the
 * warehouse (both through `figuresOf`), and a plain pass over what was sent (`tally.ts`), which shares no code with the engine.
 */

/** One buyer: whole days since the last order, orders, revenue, and their quintiles (5 = best). */
export interface RfmRow {
  /** The customer's number where the data has one, else empty. */
  readonly customer: string;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** Buyers by the month of their first order (`YYYY-MM`), and how many of them bought 0, 1, 2, ... months later. */
export interface CohortRow {
  readonly cohort: string;
  readonly customers: readonly number[];
}

/** Rows, orders and revenue of what counts as bought. */
export interface Cleaned {
  readonly rows: number;
  readonly orders: number;
  readonly customers: number;
  readonly revenue: number;
}

export interface Figures {
  readonly profiles: number;
  readonly events: number;
  readonly invoices: number;
  readonly customersWithId: number;
  readonly cleaned: Cleaned;
  readonly rfm: readonly RfmRow[];
  readonly cohorts: readonly CohortRow[];
}

/** The traits of a project that hold each figure. */
export interface Roles {
  readonly events: string;
  readonly invoices: string;
  /** Present on whoever is identified. */
  readonly identified: string;
  /** The customer's number, when the project has one. */
  readonly number?: string;
  readonly rows: string;
  readonly orders: string;
  readonly revenue: string;
  readonly recency: string;
  readonly scores: readonly [r: string, f: string, m: string];
  /** A list of `YYYY-MM` with an order. */
  readonly months: string;
}

export type Traits = Readonly<Record<string, unknown>>;

const SCALE = 10_000;

/** Sums what is known of every customer. Revenue is added in ten-thousandths, so that the order of the customers does not matter. */
export function figuresOf(customers: Iterable<Traits>, roles: Roles): Figures {
  const totals = { profiles: 0, events: 0, invoices: 0, identified: 0, rows: 0, orders: 0, buyers: 0, revenue: 0 };
  const rfm: RfmRow[] = [];
  const months: (readonly string[])[] = [];
  for (const traits of customers) {
    totals.profiles += 1;
    totals.events += numberOf(traits[roles.events]);
    totals.invoices += numberOf(traits[roles.invoices]);
    if (traits[roles.identified] !== undefined) totals.identified += 1;
    const orders = numberOf(traits[roles.orders]);
    if (orders === 0) continue;
    totals.buyers += 1;
    totals.orders += orders;
    totals.rows += numberOf(traits[roles.rows]);
    totals.revenue += Math.round(numberOf(traits[roles.revenue]) * SCALE);
    rfm.push(rfmOf(traits, roles));
    months.push(listOf(traits[roles.months]));
  }
  return {
    profiles: totals.profiles,
    events: totals.events,
    invoices: totals.invoices,
    customersWithId: totals.identified,
    cleaned: { rows: totals.rows, orders: totals.orders, customers: totals.buyers, revenue: totals.revenue / SCALE },
    rfm: sortedRfm(rfm),
    cohorts: cohortsOf(months),
  };
}

/** By customer, then by figures, so that two lists can be compared line by line. */
export function sortedRfm(rows: readonly RfmRow[]): readonly RfmRow[] {
  return [...rows].sort(
    (a, b) => compareText(a.customer, b.customer) || a.recency - b.recency || a.frequency - b.frequency || a.monetary - b.monetary,
  );
}

/** From each buyer's months with an order. A cohort's list is as long as the data goes on after it. */
export function cohortsOf(buyers: readonly (readonly string[])[]): readonly CohortRow[] {
  const cells = new Map<number, number[]>();
  let last = 0;
  for (const months of buyers) {
    const active = months.map(monthNumber).sort((a, b) => a - b);
    const first = active[0];
    if (first === undefined) continue;
    const row = cells.get(first) ?? [];
    cells.set(first, row);
    for (const month of new Set(active)) row[month - first] = (row[month - first] ?? 0) + 1;
    last = Math.max(last, active.at(-1)!);
  }
  return [...cells]
    .sort(([a], [b]) => a - b)
    .map(([first, row]) => ({ cohort: monthText(first), customers: Array.from({ length: last - first + 1 }, (_, i) => row[i] ?? 0) }));
}

function rfmOf(traits: Traits, roles: Roles): RfmRow {
  const [r, f, m] = roles.scores;
  return {
    customer: roles.number === undefined ? '' : String(traits[roles.number]),
    recency: numberOf(traits[roles.recency]),
    frequency: numberOf(traits[roles.orders]),
    monetary: numberOf(traits[roles.revenue]),
    r: numberOf(traits[r]),
    f: numberOf(traits[f]),
    m: numberOf(traits[m]),
  };
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function monthNumber(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
}

function monthText(number: number): string {
  return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
}
