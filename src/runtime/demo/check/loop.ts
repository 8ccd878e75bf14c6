/** What the loop did, from the facts in the warehouse: journeys, messages and their verdicts, and how long a message took. */
import type { Warehouse } from '../../../port/warehouse/index.ts';
import type { LiveCounters } from '../app.ts';

export interface JourneyFigures {
  readonly journey: string;
  readonly entered: number;
  readonly completed: number;
  readonly converted: number;
  readonly exited: number;
  /** Of those that entered: left without messages, to measure lift. */
  readonly holdout: number;
}

export interface MessageFigures {
  readonly decided: number;
  readonly sent: number;
  readonly failed: number;
  /** Not handed over, because something spoke against it by then. */
  readonly withdrawn: number;
  readonly verdicts: readonly { readonly verdict: string; readonly rule: string; readonly count: number }[];
}

/** Milliseconds from an event's arrival to the hand-over of the message it led to; null when there was none. */
export interface LatencyFigures {
  readonly count: number;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

export async function journeyFigures(warehouse: Warehouse): Promise<readonly JourneyFigures[]> {
  return warehouse.query<JourneyFigures>(`
    SELECT j.journey AS journey, entered, completed, converted, exited, toFloat64(ifNull(h.count, 0)) AS holdout
    FROM (
      SELECT name AS journey, ${['entered', 'completed', 'converted', 'exited'].map((action) => `toFloat64(countIf(action = '${action}')) AS ${action}`).join(', ')}
      FROM facts WHERE kind = 'journey' GROUP BY name
    ) AS j LEFT JOIN (SELECT name AS journey, count() AS count FROM facts WHERE kind = 'exposure' AND action = 'holdout' GROUP BY name) AS h
    ON j.journey = h.journey ORDER BY journey`);
}

/** Journey instances that did not enter exactly once or ended more than once, each with its counts. There must be none. */
export async function brokenInstances(warehouse: Warehouse): Promise<readonly string[]> {
  const rows = await warehouse.query<{ readonly example: string }>(`
    SELECT concat(any(name), ' ', subject, ': ', toString(countIf(action = 'entered')), ' entered, ',
      toString(countIf(action IN ('completed', 'converted', 'exited', 'failed'))), ' ended') AS example
    FROM facts WHERE kind = 'journey' GROUP BY subject
    HAVING countIf(action = 'entered') != 1 OR countIf(action IN ('completed', 'converted', 'exited', 'failed')) > 1 ORDER BY example`);
  return rows.map(({ example }) => example);
}

export async function messageFigures(warehouse: Warehouse): Promise<MessageFigures> {
  const counts = await warehouse.query<{ readonly action: string; readonly count: number }>(
    `SELECT action, toFloat64(uniqExact(subject)) AS count FROM facts WHERE kind = 'message' GROUP BY action`,
  );
  const of = (action: string): number => counts.find((row) => row.action === action)?.count ?? 0;
  const verdicts = await warehouse.query<MessageFigures['verdicts'][number]>(`
    SELECT action AS verdict, JSONExtractString(detail, 'rule') AS rule, toFloat64(count()) AS count
    FROM facts WHERE kind = 'verdict' GROUP BY verdict, rule ORDER BY count DESC, verdict, rule`);
  return { decided: of('decided'), sent: of('sent'), failed: of('failed'), withdrawn: of('withdrawn'), verdicts };
}

export async function latencyFigures(warehouse: Warehouse): Promise<LatencyFigures> {
  const [row] = await warehouse.query<{ readonly count: number; readonly p50: number; readonly p99: number; readonly max: number }>(`
    SELECT toFloat64(count(latency_ms)) AS count, toFloat64(ifNull(quantileExact(0.5)(latency_ms), 0)) AS p50,
      toFloat64(ifNull(quantileExact(0.99)(latency_ms), 0)) AS p99, toFloat64(ifNull(max(latency_ms), 0)) AS max
    FROM messages WHERE latency_ms IS NOT NULL`);
  return row && row.count > 0 ? row : { count: 0, p50: null, p99: null, max: null };
}

/** Kinds of facts that the engine counted otherwise than the warehouse holds them, `kind.action: engine / warehouse`. */
export async function factDifferences(warehouse: Warehouse, counters: LiveCounters): Promise<readonly string[]> {
  const rows = await warehouse.query<{ readonly name: string; readonly count: number }>(
    `SELECT concat(kind, '.', action) AS name, toFloat64(count()) AS count FROM facts GROUP BY name ORDER BY name`,
  );
  const stored = new Map(rows.map(({ name, count }) => [name, count]));
  const counted = Object.entries(counters).filter(([name]) => /^[a-z]+\.[a-z_]+$/.test(name));
  const names = new Set([...stored.keys(), ...counted.map(([name]) => name)]);
  return [...names]
    .filter((name) => (stored.get(name) ?? 0) !== (counters[name] ?? 0))
    .map((name) => `${name}: ${counters[name] ?? 0} / ${stored.get(name) ?? 0}`);
}
