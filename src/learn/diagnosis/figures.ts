/**
 * What became of those who came to each step, by hour of their coming, counted by the warehouse.
 *
 * F1. Who came to a step while it was rerouted, and went the fallback's way, is not among those who came to it, nor is their message among its messages.
 * F2. Each is counted after the time that the step gives (`times`), whatever happens later: the figures of an hour do not change once that is over.
 */
import { HOUR } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { DROP_RULES, MESSAGE_ERRED, MESSAGE_REFUSED } from './outcomes.ts';
import type { DiagnosedStep } from './steps.ts';

/** Of one version of a journey, step and hour. */
export interface StepFigures {
  readonly journey: string;
  readonly version: number;
  readonly step: string;
  /** Beginning of the hour, ms since 1970 UTC. */
  readonly hour: number;
  /** Instances that came; of those, within `flow`: reached the goal, went on (or to the end), left by an exit, were still there; and failed, whenever. */
  readonly came: number;
  readonly converted: number;
  readonly wentOn: number;
  readonly dropped: number;
  readonly stalled: number;
  readonly failed: number;
  /** Messages decided there; of those, with an error, and with an unsubscribe or a complaint. */
  readonly messages: number;
  readonly erred: number;
  readonly fatigued: number;
}

export type StepCounted = Exclude<keyof StepFigures, 'journey' | 'version' | 'step' | 'hour'>;

export interface FigureOptions {
  readonly steps: readonly DiagnosedStep[];
  /** Of their coming, ms; from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** By partition: the number of the last row that counts; default: all of them do. */
  readonly upTo?: readonly number[] | undefined;
}

/** Of what instances tell. */
export const JOURNEY_ACTIONS: readonly string[] = ['moved', 'converted', 'completed', 'exited', 'failed'];

/** Rejects with what the warehouse says. */
export async function countSteps(warehouse: Pick<Warehouse, 'query'>, options: FigureOptions): Promise<StepFigures[]> {
  if (options.steps.length === 0) return [];
  const rows = await warehouse.query<Record<string, string | number>>(sqlOf(options), parametersOf(options));
  return rows.map(({ journey, step, ...numbers }) => {
    const figures = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Number(value)]));
    return { ...figures, journey: String(journey), step: String(step) } as unknown as StepFigures;
  });
}

function parametersOf({ steps, from, to }: FigureOptions): Record<string, unknown> {
  return {
    journeys: [...new Set(steps.map(({ journey }) => journey))],
    names: steps.map(({ journey, step }) => `${journey}/${step}`),
    flows: steps.map(({ times }) => times.flow),
    errors: steps.map(({ times }) => times.error),
    fatigues: steps.map(({ times }) => times.fatigue),
    from,
    to,
    read: readFrom(steps, from),
  };
}

/** From when on rows of instances are read, ms: whoever came before and rests there still tells of the step again when the rest is over, which is no coming. */
export function readFrom(steps: readonly DiagnosedStep[], from: number): number {
  return from - Math.max(...steps.map(({ stayMs }) => stayMs)) - HOUR;
}

/** Condition: rows that come after the first numbers, by partition, and up to the second. */
export function numbered(after: readonly number[] | undefined, upTo: readonly number[] | undefined): string {
  if (!upTo) return '1';
  const ranges = upTo.map((last, partition) => `(partition = ${partition} AND seq > ${after?.[partition] ?? -1} AND seq <= ${last})`);
  return `(${ranges.join(' OR ')})`;
}

const timeOf = (list: string): string =>
  `transform(concat(journey, '/', step), {names:Array(String)}, {${list}:Array(Int64)}, toInt64(-1))`;
const MS = 'toUnixTimestamp64Milli(at)';
const within = (action: string): string => `minIf(${MS}, action = '${action}')`;
/** From the decision to the hand-over by the clock on the wall: a replay of history passes hours of the log's time meanwhile (docs/event-time.md). */
const took = (action: string): string =>
  `minIf(JSONExtractInt(detail, 'dispatchedAt') - JSONExtractInt(detail, 'decidedAt'), action = '${action}' AND JSONHas(detail, 'dispatchedAt'))`;

const OF_JOURNEYS = `kind = 'journey' AND action IN ('${JOURNEY_ACTIONS.join("', '")}') AND name IN {journeys:Array(String)}`;

/** Rows of an instance as (at, seq, action, step, rerouted, rule, version), in order. */
const told = (known: string): string => `SELECT name AS journey, subject,
    arraySort(groupArray((${MS}, seq, action, step, toUInt8(JSONHas(detail, 'rerouted')), JSONExtractString(detail, 'rule'), version))) AS told
  FROM facts WHERE ${OF_JOURNEYS} AND at >= fromUnixTimestamp64Milli({read:Int64}) AND ${known} GROUP BY name, subject`;

/** One row per coming: when, and the first row that tells of another step or of an end; an end that is none has the time 0. */
const comings = (known: string): string => `SELECT journey, came.4 AS step, came.7 AS version, came.1 AS came_at,
    arrayFirst((row, j) -> j > i AND (row.3 != 'moved' OR row.4 != step), told, arrayEnumerate(told)) AS next,
    arrayFirst((row, j) -> j > i AND row.3 = 'converted', told, arrayEnumerate(told)) AS goal
  FROM (SELECT journey, told, i, told[i] AS came FROM (
    SELECT journey, told, arrayJoin(arrayFilter(n -> told[n].3 = 'moved' AND indexOf(arrayMap(row -> (row.3, row.4), told), ('moved', told[n].4)) = n AND told[n].5 = 0,
      arrayEnumerate(told))) AS i FROM (${told(known)})))
  WHERE came_at >= {from:Int64} AND came_at < {to:Int64}`;

const messages = (known: string): string => `SELECT anyIf(journey, action = 'decided') AS journey, anyIf(step, action = 'decided') AS step,
    anyIf(toUInt32(JSONExtractUInt(detail, 'journeyVersion')), action = 'decided') AS version, ${within('decided')} AS decided_at,
    maxIf(toUInt8(JSONHas(detail, 'rerouted')), action = 'decided') AS rerouted,
    ${within('sent')} AS sent_at, ${within('withdrawn')} AS withdrawn_at, minIf(${MS}, ${MESSAGE_ERRED}) AS erred_at,
    ${took('sent')} AS sent_took, countIf(action = 'sent' AND JSONHas(detail, 'dispatchedAt')) AS sent_told,
    ${took('withdrawn')} AS withdrawn_took, countIf(action = 'withdrawn' AND JSONHas(detail, 'dispatchedAt')) AS withdrawn_told,
    minIf(${MS}, ${MESSAGE_REFUSED}) AS refused_at
  FROM facts WHERE kind = 'message' AND at >= fromUnixTimestamp64Milli({from:Int64}) AND ${known} GROUP BY subject
  HAVING journey IN {journeys:Array(String)} AND decided_at >= {from:Int64} AND decided_at < {to:Int64} AND rerouted = 0`;

const soon = (at: string, time: string): string => `(${at} > 0 AND ${at} <= decided_at + ${time})`;
const ended = (how: string): string => `(${soon(`${how}_at`, 'flow')} OR (${how}_told > 0 AND ${how}_took <= flow))`;

const sqlOf = ({
  upTo,
}: FigureOptions): string => `SELECT journey, version, step, hour, sum(came) AS came, sum(converted) AS converted, sum(went_on) AS wentOn, sum(dropped) AS dropped,
  sum(stalled) AS stalled, sum(failed) AS failed, sum(messages) AS messages, sum(erred) AS erred, sum(fatigued) AS fatigued
FROM (
  SELECT journey, version, step, intDiv(came_at, ${HOUR}) * ${HOUR} AS hour, ${timeOf('flows')} AS flow, toUInt64(1) AS came,
    (next.1 > 0 AND next.1 <= came_at + flow) AS is_gone,
    toUInt64(goal.1 > 0 AND goal.1 <= came_at + flow) AS converted, toUInt64(is_gone AND next.3 IN ('moved', 'completed', 'converted')) AS went_on,
    toUInt64(is_gone AND next.3 = 'exited' AND next.6 IN ('${DROP_RULES.join("', '")}')) AS dropped, toUInt64(NOT is_gone) AS stalled,
    toUInt64(is_gone AND next.3 = 'failed') AS failed, toUInt64(0) AS messages, toUInt64(0) AS erred, toUInt64(0) AS fatigued
  FROM (${comings(numbered(undefined, upTo))}) WHERE flow >= 0
  UNION ALL
  SELECT journey, version, step, intDiv(decided_at, ${HOUR}) * ${HOUR} AS hour, ${timeOf('errors')} AS flow, toUInt64(0) AS came, 0 AS is_gone,
    toUInt64(0) AS converted, toUInt64(0) AS went_on, toUInt64(0) AS dropped, toUInt64(0) AS stalled, toUInt64(0) AS failed, toUInt64(1) AS messages,
    toUInt64(${soon('erred_at', 'flow')} OR NOT (${ended('sent')} OR ${ended('withdrawn')})) AS erred,
    toUInt64(${soon('refused_at', timeOf('fatigues'))}) AS fatigued
  FROM (${messages(numbered(undefined, upTo))}) WHERE flow >= 0
) GROUP BY journey, version, step, hour ORDER BY journey, step, version, hour`;
