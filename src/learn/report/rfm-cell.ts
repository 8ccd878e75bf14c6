/**
 * Buyers of one cell of the RFM matrix, in pages by customer id. A page reads the purchases of some customers alone, the next ones by id, so it costs the same
 * wherever it lies; the matrix's edges are given.
 */
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { ReportMapping } from './mapping.ts';
import { type RfmScale, rfmRowsSql } from './purchases.ts';
import type { RfmCell, RfmRow } from './report.ts';

export interface RfmCellQuestion extends Pick<RfmCell, 'r' | 'f'> {
  /** Customer id: only those beyond it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Purchases looked at for one on the page: a cell of many has every fifth to twentieth buyer. Of a cell that has nearly nobody all that remain are read at once. */
const LOOKED_FOR_ONE = [40, 400, Number.POSITIVE_INFINITY] as const;

/** Ids: beyond `low`, up to `high`; undefined: all. */
interface Range {
  readonly low: string;
  readonly high: string | undefined;
}

/** By customer id, at most `limit`. */
export async function rfmCellOf(
  warehouse: Warehouse,
  { mapping, scale }: { readonly mapping: ReportMapping; readonly scale: RfmScale },
  { r, f, after = '', limit }: RfmCellQuestion,
): Promise<readonly RfmRow[]> {
  const found: RfmRow[] = [];
  let low = after;
  for (const forOne of LOOKED_FOR_ONE) {
    const high = Number.isFinite(forOne) ? await endOf(warehouse, mapping, { low, looked: forOne * limit }) : undefined;
    const range = { low, high };
    const rows = await warehouse.query<RfmRow>(
      `${rfmRowsSql(mapping, scale, withinSql(range))} WHERE r = {r:UInt8} AND f = {f:UInt8} ORDER BY customer LIMIT {limit:UInt32}`,
      { r, f, limit: limit - found.length, low, high: high ?? '', others: await othersOf(warehouse, range) },
    );
    found.push(...rows);
    if (high === undefined || found.length >= limit) break;
    low = high;
  }
  return found;
}

/** Of the next purchases by id, whose the last is; undefined when there are not so many. The table has them in this order. */
async function endOf(
  warehouse: Warehouse,
  { purchase }: ReportMapping,
  { low, looked }: { readonly low: string; readonly looked: number },
): Promise<string | undefined> {
  const [last] = await warehouse.query<{ readonly count: number; readonly high: string }>(
    `SELECT toFloat64(count()) AS count, max(customer) AS high FROM
(SELECT customer FROM events WHERE event = {event:String} AND customer > {low:String} ORDER BY event, customer LIMIT {looked:UInt32})`,
    { event: purchase.event, low, looked },
  );
  return last && last.count === looked ? last.high : undefined;
}

const within = (column: string, { high }: Range): string =>
  `${column} > {low:String}${high === undefined ? '' : ` AND ${column} <= {high:String}`}`;

function withinSql(range: Range): string {
  return `(${within('customer_on_arrival', range)} OR customer_on_arrival IN {others:Array(String)}) AND ${within('customer', range)}`;
}

/** Further ids under which events of these customers of today may have come: of profiles that they have absorbed, or that an unmerge has taken events from. */
async function othersOf(warehouse: Warehouse, range: Range): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let whose = within('customer', range), asked: readonly string[] = []; ; whose = 'customer IN {asked:Array(String)}') {
    const rows = await warehouse.query<{ readonly id: string }>(
      `SELECT DISTINCT if(action = 'moved', JSONExtractString(detail, 'from'), name) AS id FROM facts
WHERE kind = 'identity' AND action IN ('moved', 'merged') AND ${whose}`,
      { low: range.low, high: range.high ?? '', asked },
    );
    asked = rows.flatMap(({ id }) => (found.has(id) ? [] : [id]));
    if (asked.length === 0) return [...found];
    for (const id of asked) found.add(id);
  }
}
