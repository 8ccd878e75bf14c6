/** The pasts of customers, folded from the events that the warehouse has, in order of customer. */
import type { CustomerId } from '../../base/index.ts';
import { type CustomerPast, type JsonObject, OWN_SOURCE, type PastFold, type PastNeed } from '../../core/index.ts';
import { asksForAny, namedSql, textLiteral } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

/** Which events: those up to a position, of what is needed. */
export interface PastRange {
  readonly partition: number;
  /** Of the last entry that counts as past, and the last number of events and facts up to it. */
  readonly position: number;
  readonly seq: number;
  readonly needs: readonly PastNeed[];
}

/** Rows that one question asks for: few enough that reading them holds up nothing. */
const ROWS_MAX = 5_000;
/** Rows folded between two turns of the event loop. */
const TURN_EVERY = 1_000;

interface Row {
  readonly c: CustomerId;
  readonly n: number;
  readonly e: string;
  readonly s: string;
  readonly t: number;
  readonly m: string;
  readonly p: string;
  readonly d: string;
  readonly x: string;
}

/**
 * The events with the customer whose they are by what was known at the release: an unmerge may have moved them to another one than they came as. Who has
 * been merged since, the engine knows. Of rows of this partition another one tells, too, where the profile lived there; it parts nobody while pasts are being
 * read, so whatever it has told was before.
 */
async function sourceOf(warehouse: Warehouse, { partition, seq }: Pick<PastRange, 'partition' | 'seq'>): Promise<string> {
  const where = "if(JSONHas(detail, 'partition'), JSONExtractUInt(detail, 'partition'), partition)";
  const moved = `SELECT JSONExtractUInt(detail, 'position') AS place, argMax(customer, (at, seq)) AS owner FROM facts
  WHERE kind = 'identity' AND action = 'moved' AND ${where} = ${partition} AND (partition != ${partition} OR seq <= ${seq}) GROUP BY place`;
  const [any] = await warehouse.query<{ n: number }>(`SELECT count() AS n FROM (${moved})`);
  if (Number(any?.n ?? 0) === 0) return 'events';
  const columns = 'partition, seq, position, event, source, time, messageId, properties, traits, context, unreadable';
  return `(SELECT customer, ${columns} FROM events WHERE position NOT IN (SELECT place FROM (${moved}))
  UNION ALL SELECT owner AS customer, ${columns} FROM events INNER JOIN (${moved}) AS m ON events.position = m.place)`;
}

/** Rows of events and facts up to this number that the warehouse should have, and has not. */
export async function missingRows(warehouse: Warehouse, partition: number, seq: number): Promise<number> {
  const counts = ['events', 'facts'].map((table) => `(SELECT count() FROM ${table} WHERE partition = ${partition} AND seq <= ${seq})`);
  const [row] = await warehouse.query<{ present: number }>(`SELECT ${counts.join(' + ')} AS present`);
  return seq - Number(row?.present ?? 0);
}

/** Reads what a preparation needs of the past. */
export class PastReader {
  readonly #warehouse: Warehouse;
  readonly #range: PastRange;
  readonly #source: string;

  static async open(warehouse: Warehouse, range: PastRange): Promise<PastReader> {
    return new PastReader(warehouse, range, await sourceOf(warehouse, range));
  }

  private constructor(warehouse: Warehouse, range: PastRange, source: string) {
    this.#warehouse = warehouse;
    this.#range = range;
    this.#source = source;
  }

  /** How many events there are to be read, and how many of them of customers up to `upTo`. */
  async count(upTo: CustomerId): Promise<{ all: number; done: number }> {
    const sql = `SELECT count() AS all, countIf(customer <= {upTo:String}) AS done FROM ${this.#source} WHERE ${whereOf(this.#range)}`;
    const [counts] = await this.#warehouse.query<{ all: number; done: number }>(sql, { upTo });
    return { all: Number(counts?.all ?? 0), done: Number(counts?.done ?? 0) };
  }

  /** The pasts of customers with an id after `from`, up to `to`: those who have any. `onRows`: called with the number of events read. */
  async read(
    { from, to }: { readonly from: CustomerId; readonly to: CustomerId },
    fold: Pick<PastFold, 'add' | 'take'>,
    onRows: (rows: number) => void = () => {},
  ): Promise<CustomerPast[]> {
    const pasts: CustomerPast[] = [];
    const sql = pageSql(this.#range, this.#source);
    let at = { customer: from, seq: Number.MAX_SAFE_INTEGER };
    let open: CustomerId | undefined;
    const end = (): void => {
      const past = open === undefined ? undefined : fold.take();
      if (past) pasts.push({ customer: open!, past });
    };
    for (;;) {
      const rows = await this.#warehouse.query<Row>(sql, { ...at, to });
      for (const [i, row] of rows.entries()) {
        if (row.c !== open) end();
        open = row.c;
        fold.add(eventOf(row));
        if ((i + 1) % TURN_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      onRows(rows.length);
      const last = rows.at(-1);
      if (last) at = { customer: last.c, seq: Number(last.n) };
      if (rows.length < ROWS_MAX) break;
    }
    end();
    return pasts;
  }
}

function eventOf({ e, s, t, m, p, d, x }: Row) {
  return {
    event: e,
    source: s,
    time: Number(t),
    messageId: m,
    properties: p === '' ? NOTHING : (JSON.parse(p) as JsonObject),
    context: x === '' ? undefined : (JSON.parse(x) as JsonObject),
    traits: d === '' ? undefined : (JSON.parse(d) as JsonObject),
  };
}

const NOTHING: JsonObject = Object.freeze({});

/** After (customer, seq), in that order. */
function pageSql(range: PastRange, source: string): string {
  const { needs } = range;
  const column = (name: 'properties' | 'traits' | 'context'): string => {
    const events = needs.filter((need) => need[name]).map(({ event }) => event);
    if (events.length === 0) return "''";
    return asksForAny(events) ? name : `if(${named(events)}, ${name}, '')`;
  };
  return `SELECT customer AS c, seq AS n, event AS e, source AS s, toUnixTimestamp64Milli(time) AS t, messageId AS m, ${column('properties')} AS p,
  ${column('traits')} AS d, ${column('context')} AS x FROM ${source}
WHERE ${whereOf(range)} AND customer >= {customer:String} AND customer <= {to:String} AND (customer > {customer:String} OR seq > {seq:UInt64})
ORDER BY customer, seq LIMIT ${ROWS_MAX}`;
}

function named(names: readonly string[]): string {
  return namedSql(names, { name: 'event', sent: `source != ${textLiteral(OWN_SOURCE)}` });
}

function whereOf({ partition, position, needs }: PastRange): string {
  const ors = needs.map(({ event, after }) => {
    const ands = [named([event]), ...(after === undefined ? [] : [`time > fromUnixTimestamp64Milli(toInt64(${Math.floor(after)}))`])];
    return `(${ands.join(' AND ')})`;
  });
  const names = needs.map(({ event }) => event);
  const isNamed = names.length === 0 || asksForAny(names) ? '' : `${named(names)} AND `;
  return `partition = ${partition} AND ${isNamed}position <= ${position} AND unreadable = '' AND (${ors.join(' OR ') || 'false'})`;
}
