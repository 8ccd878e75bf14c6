/** What was wrong with the data, hour by hour, over all the history there is. */
import type { ViewDefinition } from './table.ts';

const has = (...problems: string[]): string =>
  `countIf(${problems.map((problem) => `position(violations, '"problem":"${problem}"') > 0`).join(' OR ')})`;

export const qualityHours: ViewDefinition = {
  name: 'quality_hours',
  comment:
    'One row per hour of arrival (UTC), source and event: events, and of them those with something missing, invalid, out of range or not planned, and those more than an hour under way; duplicates were ignored and are none of them.',
  select: `SELECT hour, source, event, sum(events) AS events, sum(missing) AS missing, sum(invalid) AS invalid, sum(range) AS range, sum(unplanned) AS unplanned, sum(late) AS late, sum(duplicates) AS duplicates
FROM (
  SELECT toStartOfHour(at) AS hour, source, toString(event) AS event, count() AS events, ${has('missing')} AS missing, ${has('type', 'value', 'pattern')} AS invalid, ${has('range')} AS range,
    ${has('unplanned', 'unknown_event')} AS unplanned, countIf(quarantine = '' AND at > time + INTERVAL 1 HOUR) AS late, 0 AS duplicates
  FROM events WHERE source != 'volano' GROUP BY hour, source, event
  UNION ALL SELECT toStartOfHour(at) AS hour, source, event, 0, 0, 0, 0, 0, 0, count() AS duplicates FROM duplicates WHERE source != 'volano' GROUP BY hour, source, event)
GROUP BY hour, source, event`,
};
