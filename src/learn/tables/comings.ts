/** Who came into a segment or got a tag, the latest first, without folding everybody's stays as the views of membership do: pages of members begin with it. */

/** Actions that a stay may begin with. */
const COMING = "action IN ('entered', 'set', 'kept')";
/** Of an unmerge a stay begins when it says. */
const BEGUN =
  "if(position(detail, '\"rebuilt\":true') > 0 AND JSONHas(detail, 'since'), JSONExtractInt(detail, 'since'), toUnixTimestamp64Milli(at))";

export interface ComingsQuestion {
  /** Only below `begun` and `customer`, as the rows are ordered. */
  readonly isBelow?: boolean;
  /** Only of `ids`. */
  readonly isAmong?: boolean;
}

/** Rows of customer (on arrival) and begun, ms, by begun and then customer, descending: at most `take` of the group `id`. */
export function comingsSql(kind: 'segment' | 'tag', { isBelow = false, isAmong = false }: ComingsQuestion): string {
  const below = isBelow ? ' AND (begun, customer) < ({begun:Int64}, {customer:String})' : '';
  const among = isAmong ? ' AND customer IN {ids:Array(String)}' : '';
  return `SELECT customer, ${BEGUN} AS begun FROM facts WHERE kind = '${kind}' AND name = {id:String} AND ${COMING}${among}${below}
ORDER BY begun DESC, customer DESC LIMIT {take:UInt32}`;
}

/** Of `ids` those whose own latest fact in the group `id` is not that they left it. Whoever was absorbed leaves under another id. */
export function lastingSql(kind: 'segment' | 'tag'): string {
  return `SELECT customer FROM facts WHERE kind = '${kind}' AND name = {id:String} AND customer IN {ids:Array(String)}
GROUP BY customer HAVING argMax(${COMING}, (at, seq))`;
}
