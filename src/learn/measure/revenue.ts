/** Revenue, orders and buyers over time, beside as many days before. */
import type { Warehouse } from '../../port/warehouse/index.ts';
import { ordersSql, type ReportMapping } from '../report/index.ts';
import { before, type Span, startSql, startsOf } from './span.ts';

/** Money in units of the currency. */
export interface Sales {
  readonly orders: number;
  readonly buyers: number;
  readonly revenue: number;
}

export interface SalesRow extends Sales {
  /** Number of its first day. */
  readonly start: number;
  /** As many days earlier. */
  readonly before: Sales;
}

export interface Revenue {
  readonly rows: readonly SalesRow[];
  readonly total: Sales;
  readonly before: Sales;
  readonly today: Sales;
  readonly yesterday: Sales;
}

const NONE: Sales = { orders: 0, buyers: 0, revenue: 0 };

type Part = 'row' | 'rowBefore' | 'total' | 'before' | 'today' | 'yesterday';

/** An order belongs to the day of its first line. A buyer counts once in each row, and once in each total. */
export async function revenueOf(
  warehouse: Warehouse,
  mapping: ReportMapping,
  { span, today }: { readonly span: Span; readonly today: number },
): Promise<Revenue> {
  const found = await warehouse.query<Sales & { readonly part: Part; readonly start: number }>(revenueSql(mapping, span, today));
  const sums = new Map(found.map(({ part, start, ...sales }) => [`${part} ${start}`, sales]));
  const of = (part: Part, start = 0): Sales => sums.get(`${part} ${start}`) ?? NONE;
  return {
    rows: startsOf(span).map((start) => ({ start, ...of('row', start), before: of('rowBefore', start) })),
    total: of('total'),
    before: of('before'),
    today: of('today'),
    yesterday: of('yesterday'),
  };
}

/** One look at the orders: each is counted in all that it belongs to. */
function revenueSql(mapping: ReportMapping, span: Span, today: number): string {
  const past = before(span);
  const shift = span.first - past.first;
  const within = ({ first, last }: Span): string => `day BETWEEN ${first} AND ${last}`;
  const counted = [
    `if(${within(span)}, [('row', ${startSql('day', span)}), ('total', 0)], [])`,
    `if(${within(past)}, [('rowBefore', ${startSql(`(day + ${shift})`, span)}), ('before', 0)], [])`,
    `if(day = ${today}, [('today', 0)], [])`,
    `if(day = ${today - 1}, [('yesterday', 0)], [])`,
  ].map((parts) => `CAST(${parts}, 'Array(Tuple(String, Int32))')`);
  return `SELECT counted.1 AS part, counted.2 AS start, count() AS orders, uniqExact(customer) AS buyers, sum(amount) / 10000 AS revenue
FROM (SELECT customer, amount, arrayJoin(arrayConcat(${counted.join(', ')})) AS counted
  FROM (SELECT customer, amount, toInt32(toDate32(first)) AS day FROM (${ordersSql(mapping)})))
GROUP BY part, start`;
}
