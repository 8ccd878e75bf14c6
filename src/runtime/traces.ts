/** What was decided lately, and lately about somebody: facts read from the warehouse. Why a message came is explain/'s to say. */

import type { JsonObject } from '../core/index.ts';
import { boundOf } from '../learn/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import type { MessageState, TraceStep } from './figures.ts';

export interface FactRow {
  readonly partition: number;
  readonly seq: string | number;
  readonly at: number | string;
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  readonly name: string;
  readonly version: number;
  readonly journey: string;
  readonly step: string;
  readonly subject: string;
  readonly detail: string;
}

export const STEP_COLUMNS: string =
  'partition, seq, toUnixTimestamp64Milli(at) AS ms, kind, action, customer, name, version, journey, step, subject, detail';
/** How many of the latest rows are looked through for decisions. */
const LATEST_ROWS = 20_000;

/** Decisions, verdicts, messages, tags and segments among the latest rows, newest first. `seqs`: last number of each partition. */
export async function latestSteps(warehouse: Warehouse, seqs: readonly number[], limit: number): Promise<readonly TraceStep[]> {
  const rows = await warehouse.query<FactRow & { ms: number | string }>(
    `SELECT ${STEP_COLUMNS} FROM facts WHERE seq > ${boundOf(seqs.map((seq) => Math.max(0, seq - LATEST_ROWS)))} AND kind IN ('decision', 'verdict', 'message', 'segment', 'tag') ORDER BY at DESC, seq DESC LIMIT {limit:UInt32}`,
    { limit },
  );
  return rows.map(stepOf);
}

/** What was concluded about these customers, newest first: who they are, what is known of them, what was decided and what came of it. */
export async function stepsOf(warehouse: Warehouse, customers: readonly string[], limit: number): Promise<readonly TraceStep[]> {
  if (customers.length === 0) return [];
  const rows = await warehouse.query<FactRow & { ms: number | string }>(
    `SELECT ${STEP_COLUMNS} FROM facts WHERE customer IN {customers:Array(String)} AND (kind IN ('consent', 'tag', 'segment', 'journey', 'decision', 'exposure', 'verdict', 'message') OR (kind = 'identity' AND action IN ('merged', 'bound', 'unmerged', 'unbound', 'rebuilt'))) ORDER BY at DESC, seq DESC LIMIT {limit:UInt32}`,
    { customers, limit },
  );
  return rows.map(stepOf);
}

/** What ends a message's stay in the outbox: of a message that was sent again, what it came to last. */
const ENDS: ReadonlySet<string> = new Set(['sent', 'failed', 'withdrawn']);

/** The latest first. */
export interface MessageSlice {
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: string | undefined;
}

/** The messages of these customers that were decided, whatever channel they go through, and what has become of each. */
export async function messagesOf(
  warehouse: Warehouse,
  customers: readonly string[],
  { limit, before }: MessageSlice,
): Promise<{ readonly messages: readonly Omit<MessageState, 'carrier'>[]; readonly next?: string }> {
  if (customers.length === 0) return { messages: [] };
  const whose = "kind = 'message' AND customer IN {customers:Array(String)}";
  const older =
    before === undefined ? '' : ' AND (toUnixTimestamp64Milli(at), partition, seq) < ({at:Int64}, {partition:UInt16}, {seq:UInt64})';
  const [at, partition, seq] = before?.split('-') ?? [];
  const rows = await warehouse.query<FactRow & { ms: number | string }>(
    `SELECT ${STEP_COLUMNS} FROM facts WHERE ${whose} AND subject IN (
SELECT subject FROM facts WHERE ${whose} AND action = 'decided'${older} ORDER BY at DESC, partition DESC, seq DESC LIMIT {limit:UInt32}) ORDER BY at, partition, seq`,
    { customers, limit: limit + 1, ...(before !== undefined && { at, partition, seq }) },
  );
  const byMessage = Map.groupBy(rows, ({ subject }) => subject);
  const states = [...byMessage.values()].flatMap((facts) => {
    const decided = facts.find(({ action }) => action === 'decided');
    return decided ? [{ decided, state: stateOf(decided, facts) }] : [];
  });
  states.sort((a, b) => placed(b.decided, a.decided));
  const page = states.slice(0, limit);
  const last = page.at(-1)?.decided;
  return {
    messages: page.map(({ state }) => state),
    ...(states.length > limit && last && { next: `${last.ms}-${last.partition}-${last.seq}` }),
  };
}

type Placed = FactRow & { readonly ms: number | string };

function placed(one: Placed, other: Placed): number {
  return Number(one.ms) - Number(other.ms) || one.partition - other.partition || Number(one.seq) - Number(other.seq);
}

function stateOf(decided: FactRow & { readonly ms: number | string }, facts: readonly FactRow[]): Omit<MessageState, 'carrier'> {
  const { channel, receivedAt } = detailOf(decided);
  const end = facts.findLast(({ action }) => ENDS.has(action));
  const { decidedAt, dispatchedAt, reason } = end ? detailOf(end) : {};
  const returned = facts.filter(({ action }) => action !== 'decided' && action !== 'redelivered' && !ENDS.has(action));
  return {
    message: decided.subject,
    customer: decided.customer,
    channel: typeof channel === 'string' ? channel : '',
    template: decided.name,
    journey: decided.journey,
    step: decided.step,
    at: Number(decided.ms),
    receivedAt: Number(receivedAt ?? 0),
    status: (end?.action ?? 'waiting') as MessageState['status'],
    ...(typeof reason === 'string' && { reason }),
    ...(end?.action === 'sent' && { decidedAt: Number(decidedAt), dispatchedAt: Number(dispatchedAt) }),
    returned: [...new Set(returned.map(({ action }) => action))],
  };
}

function detailOf({ detail }: FactRow): JsonObject {
  return detail ? (JSON.parse(detail) as JsonObject) : {};
}

export function stepOf(row: FactRow & { readonly ms: number | string }): TraceStep {
  const detail = detailOf(row);
  const { reason, read, channel } = detail;
  // Of a message that failed or was withdrawn, why is its reason.
  const rule = detail.rule ?? (row.kind === 'message' ? reason : undefined);
  return {
    id: `${row.partition}-${row.seq}`,
    at: Number(row.ms),
    kind: row.kind,
    action: row.action,
    customer: row.customer,
    name: row.name,
    version: row.version,
    ...(row.journey !== '' && { journey: row.journey }),
    ...(row.step !== '' && { step: row.step }),
    ...((row.kind === 'verdict' || row.kind === 'message') && { message: row.subject }),
    ...(typeof channel === 'string' && { channel }),
    ...(typeof rule === 'string' && { rule }),
    ...(read !== undefined && { read }),
  };
}
