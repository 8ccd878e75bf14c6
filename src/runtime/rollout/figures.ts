/** What became of those who entered the versions of a rollout, from the facts about their ways. The warehouse has what the sink has written by now. */

import type { Duration } from '../../base/index.ts';
import { durationMs } from '../../base/index.ts';
import type { Guardrail, GuardrailMeasure, Rollout } from '../../define/index.ts';
import { DROP_RULES, MESSAGE_ERRED, MESSAGE_REFUSED } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { JourneyFigures } from './judge.ts';

/** How long each has before it is counted, where the guardrail does not say. */
export function withinOf({ measure, within }: Guardrail): Duration {
  return within ?? (measure === 'error' ? '1h' : '1d');
}

interface Asked {
  readonly rollout: Pick<Rollout, 'journeys'>;
  readonly guardrail: Guardrail;
  /** When the rollout began, and now, ms. */
  readonly since: number;
  readonly now: number;
  /** Whether that version of the journey has a goal. */
  readonly hasGoal: (journey: string, version: number) => boolean;
}

interface Row {
  readonly journey: string;
  readonly version: number;
  readonly of: number;
  readonly count: number;
}

/**
 * Of each instance that entered since the rollout began (or in the guardrail's window) and has had its time, what happened within that time. Held-out customers
 * and the global control group count as others do: the share of them is the same in both versions. Of two that a merge has made one within their time, the one
 * that goes on is counted; messages to both are.
 */
export async function figuresOf(
  warehouse: Pick<Warehouse, 'query'>,
  { rollout, guardrail, since, now, hasGoal }: Asked,
): Promise<readonly JourneyFigures[]> {
  const within = durationMs(withinOf(guardrail));
  const until = now - within;
  const from = guardrail.window === undefined ? since : Math.max(since, until - durationMs(guardrail.window));
  const journeys = rollout.journeys.map(({ journey }) => journey);
  const versions = rollout.journeys.flatMap(({ journey, version, before }) => [version, before].map((one) => ({ journey, version: one })));
  const goals = versions.filter(({ journey, version }) => hasGoal(journey, version)).map(({ journey, version }) => `${journey}/${version}`);
  const rows = until < from ? [] : await warehouse.query<Row>(COUNTED[guardrail.measure], { journeys, goals, from, until, within });
  const { measure } = guardrail;
  const share = (journey: string, version: number) => {
    const { count = 0, of = 0 } = rows.find((row) => row.journey === journey && Number(row.version) === version) ?? {};
    return { [measure]: { count: Number(count), of: Number(of) } };
  };
  return rollout.journeys.map(({ journey, version, before }) => ({
    journey,
    after: share(journey, version),
    before: share(journey, before),
  }));
}

const ENTERED = `SELECT name AS journey, version, subject AS instance, min(at) AS entered FROM facts
  WHERE kind = 'journey' AND action = 'entered' AND name IN {journeys:Array(String)}
    AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({until:Int64})
  GROUP BY journey, version, instance`;

/** How an instance ended: the action, or of one that exited the rule. */
const ENDED = `SELECT subject AS instance, argMin(if(action = 'exited', JSONExtractString(detail, 'rule'), action), at) AS outcome, min(at) AS ended FROM facts
  WHERE kind = 'journey' AND action IN ('completed', 'converted', 'exited', 'failed') AND name IN {journeys:Array(String)}
    AND at >= fromUnixTimestamp64Milli({from:Int64})
  GROUP BY instance`;

/** What came back about an instance's messages: its first trouble of that kind. */
function trouble(which: string): string {
  return `SELECT decided.instance AS instance, min(back.at) AS ended, 'trouble' AS outcome FROM
  (SELECT subject AS message, JSONExtractString(detail, 'instance') AS instance FROM facts
    WHERE kind = 'message' AND action = 'decided' AND journey IN {journeys:Array(String)} AND at >= fromUnixTimestamp64Milli({from:Int64})) AS decided
  INNER JOIN (SELECT subject AS message, at FROM facts
    WHERE kind = 'message' AND ${which} AND at >= fromUnixTimestamp64Milli({from:Int64})) AS back
  ON decided.message = back.message GROUP BY instance`;
}

/** `which`: asked of the outcome within their time; '' where there was none. */
function counted(happened: string, which: string): string {
  return `SELECT journey, version, toFloat64(countIf(outcome != 'merged')) AS of, toFloat64(countIf(${which})) AS count FROM
(SELECT begun.journey AS journey, begun.version AS version,
  if(happened.instance != '' AND happened.ended <= begun.entered + toIntervalMillisecond({within:Int64}), happened.outcome, '') AS outcome
  FROM (${ENTERED}) AS begun LEFT JOIN (${happened}) AS happened ON begun.instance = happened.instance)
GROUP BY journey, version`;
}

const FAILED = `SELECT instance, min(ended) AS ended, 'trouble' AS outcome FROM
(${trouble(MESSAGE_ERRED)} UNION ALL SELECT instance, ended, outcome FROM (${ENDED}) WHERE outcome = 'failed') GROUP BY instance`;

const CONVERTED =
  "outcome = 'converted' OR (outcome = 'completed' AND NOT has({goals:Array(String)}, concat(journey, '/', toString(version))))";

/** `conversion` of a journey without a goal: it was completed. */
const COUNTED: Readonly<Record<GuardrailMeasure, string>> = {
  conversion: counted(ENDED, CONVERTED),
  drop: counted(ENDED, `outcome IN ('${DROP_RULES.join("', '")}')`),
  stall: counted(ENDED, "outcome = ''"),
  error: counted(FAILED, "outcome != ''"),
  fatigue: counted(trouble(MESSAGE_REFUSED), "outcome != ''"),
};
