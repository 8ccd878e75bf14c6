/**
 * Who was in which segment, and held which tag, from when to when: from the facts of all ids that are one customer today. Of the profiles that have
 * become one, the customer was in where any of them was; who is absorbed carries its memberships over without entering anew, as in the engine.
 */
import type { ViewDefinition } from './table.ts';

type Kind = 'segment' | 'tag';

const TODAY = (id: string, map: string): string => `if(${map}.survivor = '', ${id}, ${map}.survivor)`;

const THROUGH = "if(JSONExtractString(f.detail, 'through') = '', f.name, JSONExtractString(f.detail, 'through'))";
/**
 * Merges between ids that are one today, and ids that an unmerge has set free: what is told of them then is all that counts. An id that came as part of
 * another one, which is somebody else today, brought nothing of its own: what it was in had become the other's, and ends here as `parted` unless the engine
 * says of somebody that it goes on.
 */
const MERGES = `SELECT ${TODAY('f.name', 'a')} AS person, f.seq AS seq, f.at AS at, f.name AS id, f.customer AS carrier,
      if(f.action = 'merged' AND ${TODAY(THROUGH, 'c')} != ${TODAY('f.customer', 'b')}, 'parted', f.action) AS action
    FROM facts AS f LEFT ANY JOIN customer_map AS a ON f.name = a.absorbed LEFT ANY JOIN customer_map AS b ON f.customer = b.absorbed
      LEFT ANY JOIN customer_map AS c ON ${THROUGH} = c.absorbed
    WHERE f.kind = 'identity' AND (f.action = 'unmerged'
      OR (f.action = 'merged' AND ${TODAY('f.name', 'a')} = ${TODAY('f.customer', 'b')}))`;

/** (seq, ms, id, action, carrier, since when, whether an unmerge told it). */
interface Change {
  readonly id: string;
  readonly carrier: string;
  readonly since: string;
  readonly rebuilt: string;
}
const rowOf = ({ id, carrier, since, rebuilt }: Change): string =>
  `tuple(seq, toUnixTimestamp64Milli(at), ${id}, action, ${carrier}, ${since}, ${rebuilt})`;

/** Of an unmerge a stay begins when it says. */
const BEGUN = "if(rebuilt AND JSONHas(f.detail, 'since'), JSONExtractInt(f.detail, 'since'), toUnixTimestamp64Milli(at))";

const INSIDE = `multiIf(x.4 IN ('entered', 'set', 'kept'), arrayDistinct(arrayPushBack(s.1, x.3)), x.4 = 'merged', arrayDistinct(arrayMap(m -> if(m = x.3, x.5, m), s.1)), arrayFilter(m -> m != x.3, s.1))`;
/** An unmerge says since when this id is in. */
const SAID = `(x.7 = 1 AND x.4 IN ('entered', 'set', 'kept'))`;
const OTHERS_IN = `notEmpty(arrayFilter(m -> m != x.3, s.1))`;
/** A stay that goes on since before others ended was not interrupted by them: that was the life of others. */
const ENDED = `multiIf(notEmpty(s.1) AND empty(${INSIDE}), arrayPushBack(s.2, tuple(s.3, x.2, x.4)), ${SAID}, arrayFilter(d -> d.2 <= x.6 AND NOT (d.3 = 'unmerged' AND d.2 = x.2), s.2), s.2)`;
const SINCE = `multiIf(${SAID} AND ${OTHERS_IN}, least(s.3, x.6), ${SAID} OR (empty(s.1) AND notEmpty(${INSIDE})), x.6, s.3)`;
/** State: ids that are in, intervals that have ended, since when one is in. */
const NOBODY = `tuple(emptyArrayString(), CAST([], 'Array(Tuple(Int64, Int64, String))'), toInt64(0))`;

/** One row per person and segment: its changes in order. */
const changes = (kind: Kind): string => `SELECT person, name, row FROM (
      SELECT ${TODAY('f.customer', 'm')} AS person, f.name AS name, position(f.detail, '"rebuilt":true') > 0 AS rebuilt,
        ${rowOf({ id: 'f.customer', carrier: "''", since: BEGUN, rebuilt: 'rebuilt' })} AS row
      FROM facts AS f LEFT ANY JOIN customer_map AS m ON f.customer = m.absorbed WHERE f.kind = '${kind}')
    UNION ALL SELECT n.person, n.name, ${rowOf({ id: 'm.id', carrier: 'm.carrier', since: 'toInt64(0)', rebuilt: 'toUInt8(0)' })} AS row
    FROM (SELECT DISTINCT ${TODAY('f.customer', 'm')} AS person, f.name AS name FROM facts AS f LEFT ANY JOIN customer_map AS m ON f.customer = m.absorbed WHERE f.kind = '${kind}') AS n
    INNER JOIN (${MERGES}) AS m ON n.person = m.person`;

const instant = (ms: string): string => `fromUnixTimestamp64Milli(${ms}, 'UTC')`;

function membership(kind: Kind): ViewDefinition {
  const folded = `arrayFold((s, x) -> tuple(${INSIDE}, ${ENDED}, ${SINCE}), arraySort(x -> (x.2, x.1), groupArray(row)), ${NOBODY})`;
  const open = `if(notEmpty(f.1), [tuple(f.3, toInt64(-1), '')], [])`;
  return {
    name: `${kind}_membership`,
    comment: `One row per stay of a customer (of today) in a ${kind}: from when to when, and how it ended.`,
    select: `SELECT customer, ${kind}, ${instant('stay.1')} AS entered_at, if(stay.2 = -1, NULL, ${instant('stay.2')}) AS left_at, stay.3 AS how
FROM (SELECT customer, ${kind}, arrayJoin(arrayConcat(f.2, ${open})) AS stay
  FROM (SELECT person AS customer, name AS ${kind}, ${folded} AS f FROM (${changes(kind)}) GROUP BY person, name))`,
  };
}

function growth(kind: Kind): ViewDefinition {
  return {
    name: `${kind}_growth`,
    comment: `One row per ${kind} and day (UTC) on which somebody came or went: how many entered and left, and how many were in at its end.`,
    select: `SELECT ${kind}, day, entered, gone AS left, sum(toInt64(entered) - toInt64(gone)) OVER (PARTITION BY ${kind} ORDER BY day) AS members
FROM (SELECT ${kind}, change.1 AS day, countIf(change.2 = 1) AS entered, countIf(change.2 = -1) AS gone
  FROM (SELECT ${kind}, arrayJoin(arrayConcat([tuple(toDate(entered_at), 1)], if(left_at IS NULL, [], [tuple(toDate(assumeNotNull(left_at)), -1)]))) AS change
    FROM ${kind}_membership) GROUP BY ${kind}, day)`,
  };
}

function flow(kind: Kind): ViewDefinition {
  return {
    name: `${kind}_flow`,
    comment: `How many customers left one ${kind} and entered another one on the same day (UTC). An empty from_${kind}: they left none that day; an empty to_${kind}: they entered none.`,
    select: `SELECT day, move.1 AS from_${kind}, move.2 AS to_${kind}, count() AS customers
FROM (SELECT customer, day, arrayJoin(arrayFlatten(arrayMap(a -> arrayMap(b -> tuple(a, b), arrayFilter(b -> b != a, if(empty(came), [''], came))), if(empty(went), [''], went)))) AS move
  FROM (SELECT customer, change.1 AS day, groupUniqArrayIf(${kind}, change.2 = -1) AS went, groupUniqArrayIf(${kind}, change.2 = 1) AS came
    FROM (SELECT customer, ${kind}, arrayJoin(arrayConcat([tuple(toDate(entered_at), 1)], if(left_at IS NULL, [], [tuple(toDate(assumeNotNull(left_at)), -1)]))) AS change
      FROM ${kind}_membership) GROUP BY customer, day))
GROUP BY day, from_${kind}, to_${kind}`,
  };
}

export const membershipViews: readonly ViewDefinition[] = (['segment', 'tag'] as const).flatMap((kind) => [
  membership(kind),
  growth(kind),
  flow(kind),
]);
