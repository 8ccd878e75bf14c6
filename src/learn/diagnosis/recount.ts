/**
 * What some instances and messages add to the figures of steps, counted from their rows in this process: the same as `countSteps` counts (F1, F2), for the few of whom something
 * new is told, where asking the warehouse to count would cost more than the counting.
 */
import { HOUR } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { JOURNEY_ACTIONS, numbered, readFrom, type StepCounted, type StepFigures } from './figures.ts';
import { DROP_RULES } from './outcomes.ts';
import type { DiagnosedStep } from './steps.ts';

/** A row of facts of an instance or a message. */
export interface ToldRow {
  readonly kind: 'journey' | 'message';
  readonly subject: string;
  /** The journey; of a message its template. */
  readonly name: string;
  readonly journey: string;
  readonly step: string;
  readonly version: number;
  readonly action: string;
  /** When it became true, ms. */
  readonly at: number;
  readonly partition: number;
  readonly seq: number;
  readonly detail: JsonObject;
}

export interface RecountOptions {
  readonly steps: readonly DiagnosedStep[];
  /** Of comings and decisions, ms; inclusive. */
  readonly from: number;
}

/** Adds to the figures of a step in an hour. */
export type Add = (step: Pick<StepFigures, 'journey' | 'version' | 'step' | 'hour'>, counted: readonly StepCounted[]) => void;

/** All rows, up to these numbers, of instances and messages of which rows after the first numbers tell; numbers by partition. */
export async function readTold(
  warehouse: Pick<Warehouse, 'query'>,
  { steps, from, after, upTo }: RecountOptions & { readonly after: readonly number[]; readonly upTo: readonly number[] },
): Promise<ToldRow[]> {
  const rows = await warehouse.query<Record<string, string | number>>(
    `SELECT kind, subject, name, journey, step, version, action, toUnixTimestamp64Milli(at) AS ms, partition, seq, detail FROM facts
    WHERE kind IN ('journey', 'message') AND at >= fromUnixTimestamp64Milli({read:Int64}) AND ${numbered(undefined, upTo)}
      AND subject IN (SELECT subject FROM facts WHERE kind IN ('journey', 'message') AND ${numbered(after, upTo)})`,
    { read: readFrom(steps, from) },
  );
  return rows.map(({ kind, subject, name, journey, step, action, detail, ...numbers }) => ({
    kind: kind === 'journey' ? 'journey' : 'message',
    ...{ subject: String(subject), name: String(name), journey: String(journey), step: String(step), action: String(action) },
    ...{ version: Number(numbers.version), at: Number(numbers.ms), partition: Number(numbers.partition), seq: Number(numbers.seq) },
    detail: detail === '' ? {} : (JSON.parse(String(detail)) as JsonObject),
  }));
}

/** What the rows, in any order, come to. */
export function recount(rows: readonly ToldRow[], { steps, from }: RecountOptions, add: Add): void {
  const journeys = new Set(steps.map(({ journey }) => journey));
  const byStep = new Map(steps.map((one) => [keyOf(one.journey, one.step), one]));
  const stepOf = (journey: string, step: string): DiagnosedStep | undefined => byStep.get(keyOf(journey, step));
  for (const told of Map.groupBy(rows, ({ kind, name, subject }) =>
    JSON.stringify([kind, kind === 'journey' ? name : '', subject]),
  ).values()) {
    const { kind, name } = told[0]!;
    if (kind === 'message') addMessage(told, { from, stepOf, add });
    else if (journeys.has(name)) addComings(told, { from, stepOf, add });
  }
}

interface Adding {
  readonly from: number;
  readonly stepOf: (journey: string, step: string) => DiagnosedStep | undefined;
  readonly add: Add;
}

function addComings(rows: readonly ToldRow[], { from, stepOf, add }: Adding): void {
  const told = rows.filter(({ action }) => JOURNEY_ACTIONS.includes(action)).sort(byTime);
  const seen = new Set<string>();
  for (const [index, { action, step, name, version, at, detail }] of told.entries()) {
    if (action !== 'moved' || seen.has(step)) continue;
    seen.add(step);
    const times = stepOf(name, step)?.times;
    if ('rerouted' in detail || at < from || !times) continue;
    const isIn = (row: ToldRow | undefined): row is ToldRow => row !== undefined && row.at <= at + times.flow;
    const next = told.find((row, place) => place > index && (row.action !== 'moved' || row.step !== step));
    const goal = told.find((row, place) => place > index && row.action === 'converted');
    const counted: StepCounted[] = isIn(goal) ? ['came', 'converted'] : ['came'];
    add({ journey: name, version, step, hour: hourOf(at) }, [...counted, ...(isIn(next) ? outcomeOf(next) : (['stalled'] as const))]);
  }
}

function outcomeOf({ action, detail }: ToldRow): readonly StepCounted[] {
  if (action === 'failed') return ['failed'];
  if (action !== 'exited') return ['wentOn'];
  return DROP_RULES.includes(String(detail.rule)) ? ['dropped'] : [];
}

function addMessage(rows: readonly ToldRow[], { from, stepOf, add }: Adding): void {
  const told = rows.filter(({ at }) => at >= from);
  const decided = told.filter(({ action }) => action === 'decided').sort(byTime)[0];
  const times = decided && stepOf(decided.journey, decided.step)?.times;
  if (!times || told.some(({ action, detail }) => action === 'decided' && 'rerouted' in detail)) return;
  const { journey, step, at, detail } = decided;
  const isSoon = (row: ToldRow, within: number): boolean => row.at <= at + within;
  // From the decision to the hand-over by the clock on the wall, where it is told (docs/event-time.md).
  const isEnded = told.some(
    (row) => (row.action === 'sent' || row.action === 'withdrawn') && (isSoon(row, times.error) || tookOf(row) <= times.error),
  );
  const isErred = told.some((row) => isError(row) && isSoon(row, times.error));
  const isRefused = told.some((row) => (row.action === 'unsubscribed' || row.action === 'complained') && isSoon(row, times.fatigue));
  add({ journey, version: Number(detail.journeyVersion ?? 0), step, hour: hourOf(at) }, [
    'messages',
    ...(isErred || !isEnded ? (['erred'] as const) : []),
    ...(isRefused ? (['fatigued'] as const) : []),
  ]);
}

function isError({ action, detail }: ToldRow): boolean {
  return action === 'failed' || action === 'bounced' || (action === 'withdrawn' && detail.reason === 'expired');
}

function tookOf({ detail: { decidedAt, dispatchedAt } }: ToldRow): number {
  return typeof dispatchedAt === 'number' ? dispatchedAt - Number(decidedAt ?? 0) : Number.POSITIVE_INFINITY;
}

function byTime(a: ToldRow, b: ToldRow): number {
  return a.at - b.at || a.seq - b.seq || a.partition - b.partition;
}

function hourOf(instant: number): number {
  return Math.floor(instant / HOUR) * HOUR;
}

function keyOf(journey: string, step: string): string {
  return JSON.stringify([journey, step]);
}
