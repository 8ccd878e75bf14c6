/** What the loop did: journeys, verdicts and messages, from the facts. */
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type JourneyRow, type LatencyReport, type MessagesReport, PROMISE_MS, type ReturnsRow } from './report.ts';
import { type Among, ofWhom } from './whom.ts';

export async function journeysOf(warehouse: Warehouse, among?: Among): Promise<readonly JourneyRow[]> {
  const counts = (column: string, values: readonly string[]): string =>
    values.map((value) => `countIf(${column} = '${value}') AS ${value}`).join(', ');
  const rows = await warehouse.query<
    Omit<JourneyRow, 'active'>
  >(`SELECT journey, entered, completed, converted, exited, failed, treatment, holdout
FROM (SELECT journey, ${counts('action', ['entered', 'completed', 'converted', 'exited', 'failed'])} FROM journey_transitions WHERE ${ofWhom(among)} GROUP BY journey) AS moves
LEFT JOIN (SELECT journey, ${counts('exposed_to', ['treatment', 'holdout'])} FROM exposures WHERE ${ofWhom(among)} GROUP BY journey) AS assigned USING (journey)
ORDER BY journey`);
  return rows.map((row) => ({ ...row, active: row.entered - row.completed - row.converted - row.exited - row.failed }));
}

export async function messagesOf(warehouse: Warehouse, among?: Among): Promise<MessagesReport> {
  const [counts] = await warehouse.query<Omit<MessagesReport, 'verdicts' | 'withdrawn'>>(
    `SELECT count() AS decided, countIf(status = 'sent') AS sent, countIf(status = 'failed') AS failed FROM messages WHERE ${ofWhom(among)}`,
  );
  const verdicts = await warehouse.query<MessagesReport['verdicts'][number]>(
    `SELECT verdict, rule, count() AS count FROM verdicts WHERE ${ofWhom(among)} GROUP BY verdict, rule ORDER BY count DESC, verdict, rule`,
  );
  const withdrawn = await warehouse.query<MessagesReport['withdrawn'][number]>(
    `SELECT reason AS rule, count() AS count FROM messages WHERE status = 'withdrawn' AND ${ofWhom(among)} GROUP BY rule ORDER BY count DESC, rule`,
  );
  return { ...counts!, withdrawn, verdicts };
}

export async function returnsOf(warehouse: Warehouse, among?: Among): Promise<readonly ReturnsRow[]> {
  return warehouse.query<ReturnsRow>(`SELECT journey, channel, count() AS sent, countIf(m.delivered) AS delivered, countIf(m.bounced) AS bounced,
  countIf(m.opened) AS opened, countIf(m.opened_by_machine AND NOT m.opened) AS openedByMachine, countIf(m.clicked) AS clicked,
  countIf(m.replies > 0) AS replied, countIf(m.unsubscribed) AS unsubscribed, countIf(m.complained) AS complained
FROM messages AS m WHERE status = 'sent' AND ${ofWhom(among)} GROUP BY journey, channel ORDER BY journey, channel`);
}

export async function latencyOf(warehouse: Warehouse, among?: Among): Promise<LatencyReport> {
  const [row] = await warehouse.query<{ count: number; quantiles: readonly [number, number, number]; max: number; withinPromise: number }>(
    `SELECT count() AS count, quantilesExact(0.5, 0.9, 0.99)(assumeNotNull(latency_ms)) AS quantiles, max(assumeNotNull(latency_ms)) AS max,
  countIf(latency_ms <= ${PROMISE_MS}) AS withinPromise FROM messages WHERE latency_ms IS NOT NULL AND ${ofWhom(among)}`,
  );
  const { count, quantiles, max, withinPromise } = row!;
  if (count === 0) return { count: 0, p50: null, p90: null, p99: null, max: null, withinPromise: 0 };
  const [p50, p90, p99] = quantiles;
  return { count, p50, p90, p99, max, withinPromise };
}
