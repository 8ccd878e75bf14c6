/**
 * Models of recommendations, computed from the events of the warehouse.
 *
 * A basket is a set of items: those of one event, of a customer's day, or of a customer. Something taken at t weighs w = 2^(-(now - t) / half-life) (exponential decay as in
 * Ding and Li 2005, Time weight collaborative filtering, CIKM). Two items go together as far as the vectors of their weights over all baskets point the same way, the
 * cosine of Sarwar et al. 2001 (Item-based collaborative filtering recommendation algorithms, WWW 10) over the components sqrt(w):
 *
 *   sim(i, j) = sum over baskets of sqrt(w_i w_j) / sqrt(sum w_i x sum w_j)
 *
 * A basket has 100 items at most, the latest; a pair counts when two baskets have it. Popularity is sum w. The cycle of an item is the median of the days between two of a
 * customer's days with it, of all customers.
 */
import { durationMs } from '../../base/index.ts';
import type { RecommendationDefinition } from '../../define/index.ts';
import { EVALUATOR_SETTINGS, matchingValuesSql, textLiteral } from '../sql/index.ts';

export const BASKET_ITEMS_MAX = 100;
export const BASKETS_MIN = 2;
/** Items that go with one. */
export const NEIGHBORS_MAX = 20;
/** Fewer spans between two purchases of an item say nothing of its cycle. */
export const CYCLES_MIN = 3;
export const ITEMS_DEFAULT = 2_000;

export interface ModelMoment {
  readonly timeZone: string;
  /** Ms. */
  readonly now: number;
}

/** Rows `{ item, popularity, cycle (days, or null), parts }`: the most popular items; `parts`: their latest tagged values, of the item, its category and its fields. */
export function itemsSql(definition: RecommendationDefinition, moment: ModelMoment): string {
  const { items = ITEMS_DEFAULT } = definition;
  return `WITH ${basketsSql(definition, moment)},
popular AS (SELECT item, round(sum(w), 6) AS popularity FROM weighed GROUP BY item ORDER BY popularity DESC, item LIMIT ${items}),
latest AS (SELECT item, argMax(parts, (t, message_id)) AS parts FROM takings GROUP BY item),
days AS (SELECT item, arraySort(groupUniqArray(toInt64(toRelativeDayNum(fromUnixTimestamp64Milli(t, 'UTC'), ${textLiteral(moment.timeZone)})))) AS days FROM takings GROUP BY customer, item),
cycles AS (SELECT item, quantileExactInclusive(0.5)(gap) AS cycle FROM (SELECT item, arrayJoin(arrayPopFront(arrayDifference(days))) AS gap FROM days) GROUP BY item HAVING count() >= ${CYCLES_MIN})
SELECT p.item AS item, p.popularity AS popularity, if(c.cycle > 0, toFloat64(c.cycle), NULL) AS cycle, l.parts AS parts
FROM popular AS p LEFT JOIN latest AS l ON l.item = p.item LEFT JOIN cycles AS c ON c.item = p.item ORDER BY item ${EVALUATOR_SETTINGS}`;
}

/** Rows `{ item, others }`: of each of those items the items that go with it, `[id, score]`, best first. */
export function pairsSql(definition: RecommendationDefinition, moment: ModelMoment): string {
  const { items = ITEMS_DEFAULT } = definition;
  return `WITH ${basketsSql(definition, moment)},
popular AS (SELECT item, sum(w) AS popularity FROM weighed GROUP BY item ORDER BY round(popularity, 6) DESC, item LIMIT ${items}),
kept AS (SELECT w.basket AS basket, w.item AS item, sqrt(w.w) AS r, p.popularity AS popularity FROM weighed AS w JOIN popular AS p ON p.item = w.item),
pairs AS (SELECT a.item AS item, b.item AS other, sum(a.r * b.r) / sqrt(any(a.popularity) * any(b.popularity)) AS sim FROM kept AS a JOIN kept AS b ON a.basket = b.basket WHERE a.item != b.item GROUP BY item, other HAVING count() >= ${BASKETS_MIN}),
best AS (SELECT item, other, round(sim, 4) AS score FROM pairs WHERE score > 0 ORDER BY item, score DESC, other LIMIT ${NEIGHBORS_MAX} BY item)
SELECT item, arrayMap(x -> (x.2, -x.1), arraySort(groupArray((-score, other)))) AS others FROM best GROUP BY item ORDER BY item ${EVALUATOR_SETTINGS}`;
}

/** Rows `{ item }`: those of which the latest event says that they are not in stock. */
export function outOfStockSql({ stock }: RecommendationDefinition, { timeZone, now }: ModelMoment): string | undefined {
  if (!stock) return undefined;
  const told = matchingValuesSql({ event: stock.event }, [stock.item, stock.inStock], { timeZone, after: 0, until: now });
  const rows = `SELECT substring(parts[1], 2) AS item, parts[2] AS said, t, message_id FROM (SELECT t, message_id, arrayJoin(parts) AS parts FROM (${told})) WHERE notEmpty(item) AND notEmpty(said)`;
  return `SELECT item FROM (SELECT item, argMax(said, (t, message_id)) AS latest FROM (${rows}) GROUP BY item) WHERE latest = 'b0' OR (startsWith(latest, 'n') AND toFloat64OrZero(substring(latest, 2)) <= 0) ORDER BY item ${EVALUATOR_SETTINGS}`;
}

/** The paths whose values are kept of an item. */
export function pathsOf({ item, category, fields = {} }: RecommendationDefinition): readonly string[] {
  return [item, category ?? item, ...Object.values(fields)];
}

/** CTEs `takings` (customer, t, message_id, item, parts) and `weighed` (basket, item, w). */
function basketsSql(definition: RecommendationDefinition, { timeZone, now }: ModelMoment): string {
  const { event, where, basket = 'event', halfLife = '90d', within = '365d' } = definition;
  const span = { timeZone, after: now - durationMs(within), until: now };
  const matched = matchingValuesSql({ event, ...(where && { where }) }, pathsOf(definition), span);
  const day = `toString(toRelativeDayNum(fromUnixTimestamp64Milli(t, 'UTC'), ${textLiteral(timeZone)}))`;
  const key = { event: 'message_id', day: `concat(customer, ' ', ${day})`, customer: 'customer' }[basket];
  const taken = `SELECT customer, t, message_id, substring(part[1], 2) AS item, part AS parts FROM (SELECT customer, t, message_id, arrayJoin(parts) AS part FROM (${matched})) WHERE notEmpty(item)`;
  const latest = `SELECT ${key} AS basket, item, max(t) AS last FROM takings GROUP BY basket, item ORDER BY last DESC, item LIMIT ${BASKET_ITEMS_MAX} BY basket`;
  return `takings AS (${taken}),
weighed AS (SELECT basket, item, exp2((last - ${now}) / ${durationMs(halfLife)}) AS w FROM (${latest}))`;
}
