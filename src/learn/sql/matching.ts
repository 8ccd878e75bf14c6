/** Single events that match, for whoever counts them: as SQL. */
import { OWN_SOURCE } from '../../core/index.ts';
import { readableJson } from './json.ts';
import { integerLiteral, textLiteral } from './literal.ts';
import { namedSql } from './named.ts';
import { type Matched, Rows } from './rows.ts';

/** Rows `{ customer, time }`, the customer of today. A query with a filter wants `EVALUATOR_SETTINGS`. Throws VOLANO_DEFINITION_INVALID. */
export function matchingEventsSql({ event, where }: Matched, { timeZone }: { timeZone: string }): string {
  if (where === undefined) return `SELECT e.customer AS customer, e.time AS time ${named(event)}`;
  // A filter may not depend on now.
  const rows = new Rows({ now: 0, zone: timeZone });
  const match = rows.match({ event, where });
  return `SELECT customer, time FROM (${rows.over(readSql(event))}) WHERE ${match} = 1`;
}

export interface MatchingValues {
  readonly timeZone: string;
  /** Events with a time in (after, until], ms. */
  readonly after: number;
  readonly until: number;
}

/**
 * Rows `{ customer, t, message_id, parts }`: `parts`, Array(Array(String)), holds the tagged values at these paths, once, or once for each element of the list in which
 * all of them stand; '' where there is none. Throws VOLANO_DEFINITION_INVALID.
 */
export function matchingValuesSql({ event, where }: Matched, paths: readonly string[], { timeZone, after, until }: MatchingValues): string {
  const rows = new Rows({ now: 0, zone: timeZone });
  const match = rows.match({ event, ...(where && { where }) });
  const parts = rows.together({ event }, paths);
  const span = `e.time > fromUnixTimestamp64Milli(${integerLiteral(after)}) AND e.time <= fromUnixTimestamp64Milli(${integerLiteral(until)})`;
  return `SELECT customer, t, message_id, ${parts} AS parts FROM (${rows.over(`${readSql(event)} AND ${span}`)}) WHERE ${match} = 1`;
}

function readSql(event: string): string {
  const json = ['properties', 'traits', 'context'].map((name) => `${readableJson(`e.${name}`)} AS ${name}`).join(', ');
  return `SELECT e.customer AS customer, e.time AS time, toUnixTimestamp64Milli(e.time) AS t, e.event AS event, e.message_id AS message_id, e.source AS source, e.source = ${textLiteral(OWN_SOURCE)} AS own, ${json} ${named(event)}`;
}

function named(event: string): string {
  return `FROM events_by_customer AS e WHERE (${namedSql([event], { name: 'e.event', sent: `e.source != ${textLiteral(OWN_SOURCE)}` })})`;
}
