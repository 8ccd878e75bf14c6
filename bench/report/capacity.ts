/**
 * What an installation of a size needs, reckoned from what one event, one customer and one day cost each part. Everything is linear: partitions share
 * customers, and nothing but identity's key space is shared by them.
 */

/** Measured by bench row C2. CPU in us per event; sizes in bytes, of one copy. */
export interface UnitCosts {
  readonly cpu: Readonly<Record<Part, number>>;
  /** Of both topics together, per event. */
  readonly logBytes: number;
  /** Tables and indexes of PostgreSQL, per customer. */
  readonly stateBytes: number;
  /** Per event, with what was concluded from it. */
  readonly warehouseBytes: number;
}

export const PARTS = ['gateway', 'identity', 'engine', 'delivery', 'sink', 'Kafka', 'PostgreSQL', 'warehouse'] as const;
export type Part = (typeof PARTS)[number];

export interface Size {
  readonly customers: number;
  /** At the busiest hour. */
  readonly eventsPerSecond: number;
}

/** Of one part. */
export interface Bill {
  /** Busy at the peak, with the share that is kept free. */
  readonly cores: number;
  /** All copies together, TB. */
  readonly terabytes: number;
}

/** What a core may be busy at the peak: the rest is for bursts, catching up and garbage. */
export const BUSY_MAX = 0.6;
/** Brokers, and servers of PostgreSQL and ClickHouse, that have each row. */
export const COPIES: Readonly<Record<'Kafka' | 'PostgreSQL' | 'warehouse', number>> = { Kafka: 3, PostgreSQL: 2, warehouse: 2 };
/** A day has so many busiest hours' worth of events. */
export const PEAK_HOURS_OF_A_DAY = 8;
export const LOG_DAYS = 7;
export const WAREHOUSE_DAYS = 365;
const TERABYTE = 1e12;

export function billOf({ customers, eventsPerSecond }: Size, costs: UnitCosts): Readonly<Record<Part, Bill>> {
  const eventsPerDay = eventsPerSecond * 3_600 * PEAK_HOURS_OF_A_DAY;
  const bytes: Partial<Record<Part, number>> = {
    Kafka: eventsPerDay * LOG_DAYS * costs.logBytes * COPIES.Kafka,
    PostgreSQL: customers * costs.stateBytes * COPIES.PostgreSQL,
    warehouse: eventsPerDay * WAREHOUSE_DAYS * costs.warehouseBytes * COPIES.warehouse,
  };
  const bill = (part: Part): Bill => {
    // What is written is written by every copy.
    const copies = part in COPIES ? COPIES[part as keyof typeof COPIES] : 1;
    const busy = (costs.cpu[part] * eventsPerSecond * copies) / 1e6;
    return { cores: Math.max(1, Math.ceil(busy / BUSY_MAX)), terabytes: (bytes[part] ?? 0) / TERABYTE };
  };
  return Object.fromEntries(PARTS.map((part) => [part, bill(part)])) as Record<Part, Bill>;
}

/** An engine is one thread: so many partitions, at least, keep each at `BUSY_MAX`. */
export function partitionsFor({ eventsPerSecond }: Size, { cpu }: UnitCosts): number {
  return Math.max(1, Math.ceil((cpu.engine * eventsPerSecond) / 1e6 / BUSY_MAX));
}
