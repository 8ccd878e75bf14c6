/**
 * From which segments customers came into one, and into which they went.
 *
 * W1. Of everybody who entered it within the span, by the last entry: the segment left last up to that moment, within the span. Of several left at one moment
 *     it is the one that was entered last.
 * W2. Of everybody who left it within the span, by the last leaving: the segment entered first from that moment on, within the span.
 * W3. Each customer counts once on each side, so the rows of a side add up to everybody who came, or went. Who left none, or entered none, is a row too.
 */
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface MovesQuestion {
  readonly segment: string;
  /** Instants, ms: from, and before. */
  readonly from: number;
  readonly until: number;
}

/** `segment`: null of those who left none before, or entered none after. */
export interface MoveRow {
  readonly segment: string | null;
  readonly customers: number;
}

/** The most frequent first; customers of none come last. */
export interface Moves {
  readonly cameFrom: readonly MoveRow[];
  readonly wentTo: readonly MoveRow[];
}

/** By the stays that the warehouse knows. */
export async function movesOf(warehouse: Pick<Warehouse, 'query'>, question: MovesQuestion): Promise<Moves> {
  const { segment: id, from, until } = question;
  const rows = await warehouse.query<{ readonly side: 'came' | 'went'; readonly segment: string; readonly customers: number }>(
    `SELECT move.1 AS side, move.2 AS segment, toFloat64(count()) AS customers
FROM (SELECT arrayJoin(arrayFilter(m -> m.3, [('came', ${LEFT_BEFORE}, came > 0), ('went', ${ENTERED_AFTER}, went > 0)])) AS move FROM (${TOUCHED}))
GROUP BY side, segment ORDER BY segment = '', customers DESC, segment`,
    { id, from, until },
  );
  const of = (side: 'came' | 'went'): readonly MoveRow[] =>
    rows.filter((row) => row.side === side).map(({ segment, customers }) => ({ segment: segment === '' ? null : segment, customers }));
  return { cameFrom: of('came'), wentTo: of('went') };
}

const within = (instant: string): string => `(${instant} >= {from:Int64} AND ${instant} < {until:Int64})`;

const STAYS =
  'SELECT customer, segment, toUnixTimestamp64Milli(entered_at) AS began, ifNull(toUnixTimestamp64Milli(left_at), toInt64(-1)) AS ended FROM segment_membership';

/** One row per customer who came or went: when last, and what happened in other segments, as (when, since when, which). The stays of the others are not folded. */
const TOUCHED = `SELECT customer, maxIf(began, segment = {id:String} AND ${within('began')}) AS came,
    maxIf(ended, segment = {id:String} AND ${within('ended')}) AS went,
    groupArrayIf((ended, began, segment), segment != {id:String} AND ${within('ended')}) AS endings,
    groupArrayIf((began, segment), segment != {id:String} AND ${within('began')}) AS beginnings
  FROM (${STAYS} WHERE customer IN (SELECT customer FROM (${STAYS} WHERE segment = {id:String}) WHERE ${within('began')} OR ${within('ended')}))
  GROUP BY customer HAVING came > 0 OR went > 0`;

/** W1; '' of none. */
const LEFT_BEFORE = 'arrayElement(arrayReverseSort(arrayFilter(e -> e.1 <= came, endings)), 1).3';
/** W2; '' of none. */
const ENTERED_AFTER = 'arrayElement(arraySort(arrayFilter(b -> b.1 >= went, beginnings)), 1).2';
