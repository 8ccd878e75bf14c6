/** Single events that match, for whoever counts them: as SQL. */
import { OWN_SOURCE } from '../../core/index.ts';
import { readableJson } from './json.ts';
import { textLiteral } from './literal.ts';
import { namedSql } from './named.ts';
import { type Matched, Rows } from './rows.ts';

/** Rows `{ customer, time }`, the customer of today. A query with a filter wants `EVALUATOR_SETTINGS`. Throws VOLANO_DEFINITION_INVALID. */
export function matchingEventsSql({ event, where }: Matched, { timeZone }: { timeZone: string }): string {
  const named = `FROM events_by_customer AS e WHERE ${namedSql([event], { name: 'e.event', sent: `e.source != ${textLiteral(OWN_SOURCE)}` })}`;
  if (where === undefined) return `SELECT e.customer AS customer, e.time AS time ${named}`;
  // A filter may not depend on now.
  const rows = new Rows({ now: 0, zone: timeZone });
  const match = rows.match({ event, where });
  const json = ['properties', 'traits', 'context'].map((name) => `${readableJson(`e.${name}`)} AS ${name}`).join(', ');
  const read = `SELECT e.customer AS customer, e.time AS time, toUnixTimestamp64Milli(e.time) AS t, e.event AS event, e.source AS source, e.source = ${textLiteral(OWN_SOURCE)} AS own, ${json} ${named}`;
  return `SELECT customer, time FROM (${rows.over(read)}) WHERE ${match} = 1`;
}
