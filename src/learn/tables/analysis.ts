/** What analysis counts by: who was assigned to what, and which messages reached whom. Both follow merges. */
import type { ViewDefinition } from './table.ts';

/** Facts, with the customer of today. */
const TODAY = 'facts AS f LEFT ANY JOIN customer_map AS m ON f.customer = m.absorbed';
const CUSTOMER = "if(m.survivor = '', f.customer, m.survivor) AS customer";

const EXPOSURES = `SELECT ${CUSTOMER}, f.name AS name, f.action AS action, f.at AS at, f.seq AS seq, f.subject AS subject, m.survivor != '' AS absorbed,
    JSONExtractFloat(f.detail, 'holdout') AS held
  FROM ${TODAY} WHERE f.kind = 'exposure'`;

/** Of the entry that counts: the first one at which somebody could be held out, else the first one. */
const first = (column: string): string => `argMinIf(${column}, (held = 0, at, seq), action != 'mixed')`;
/** The same of the profile that carries on, whose assignment stays after a merge; of an absorbed one where it has none of its own. */
const kept = (column: string): string => `argMinIf(${column}, (held = 0, absorbed, at, seq), action != 'mixed')`;

const assignments: ViewDefinition = {
  name: 'assignments',
  comment:
    'One row per customer of today and journey, of the first entry at which somebody could be held out: arm (treatment, holdout, global_control), since, share (of the holdout then), instance; entries counts them all. Who entered only while nobody could be held out has arm undrawn and is part of no experiment; exposed_to says also of them what they saw. is_mixed: profiles of different arms were merged; the arm is that of the profile that carries on, and the customer has seen something of the other; a difference in the control group concerns every journey.',
  select: `SELECT name AS journey, customer, if(max(held) > 0, ${kept('action')}, 'undrawn') AS arm, ${kept('action')} AS exposed_to, ${first('at')} AS since,
  ${kept('held')} AS share, ${first('subject')} AS instance, countIf(action != 'mixed') AS entries,
  countIf(action = 'mixed') > 0 OR customer IN (SELECT customer FROM (${EXPOSURES}) WHERE action = 'mixed' AND name = '') AS is_mixed
FROM (${EXPOSURES}) WHERE name != '' GROUP BY name, customer HAVING entries > 0`,
};

const touchpoints: ViewDefinition = {
  name: 'touchpoints',
  comment:
    'One row per hand-over of a message that did not bounce, and per click by a person: customer (of today), message, journey, channel, touched (when), clicked (1 of a click, 0 of a hand-over). Attribution reads it.',
  select: `SELECT ${CUSTOMER}, f.subject AS message, d.journey AS journey, d.channel AS channel, f.at AS touched, f.action = 'clicked' AS clicked
FROM facts AS f
INNER JOIN (SELECT subject, anyIf(journey, action = 'decided') AS journey, anyIf(JSONExtractString(detail, 'channel'), action = 'decided') AS channel
  FROM facts WHERE kind = 'message' GROUP BY subject HAVING countIf(action = 'decided') > 0 AND countIf(action = 'bounced') = 0) AS d ON f.subject = d.subject
LEFT ANY JOIN customer_map AS m ON f.customer = m.absorbed
WHERE f.kind = 'message' AND (f.action = 'sent' OR (f.action = 'clicked' AND NOT JSONExtractBool(f.detail, 'machine')))`,
};

export const analysisViews: readonly ViewDefinition[] = [assignments, touchpoints];
