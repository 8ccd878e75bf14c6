/** For the tests of figures: random ways of customers through three steps, as rows of facts. */
import fc from 'fast-check';
import { DAY, HOUR } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { RowMaker } from '../warehouse.suite.ts';
import type { DiagnosedStep } from './steps.ts';

export const START: number = Date.UTC(2025, 2, 1);
export const TO: number = START + 3 * DAY;
export const steps: readonly DiagnosedStep[] = ['a', 'b', 'c'].map((step, index) => ({
  journey: 'j',
  step,
  hasGoal: true,
  hands: true,
  stayMs: DAY,
  times: { flow: (index + 1) * HOUR, error: 2 * HOUR, fatigue: DAY },
  guardrails: [],
  hasFallback: true,
}));

export interface Row {
  readonly kind: 'journey' | 'message';
  readonly action: string;
  readonly at: number;
  readonly subject: string;
  readonly step: string;
  readonly detail: { readonly [key: string]: string | number | boolean };
}

export interface Walked {
  /** Earlier than what is asked about, sometimes. */
  readonly start: number;
  readonly visits: readonly { readonly after: number; readonly rerouted: boolean; readonly again: boolean }[];
  readonly end: { readonly after: number; readonly action: string; readonly rule: string };
  readonly message: {
    readonly sent: number | null;
    /** By the clock on the wall, where the receipt says so. */
    readonly took: number | null;
    readonly failed: number | null;
    readonly bounced: number | null;
    readonly withdrawn: number | null;
    readonly reason: string;
    readonly refused: readonly [number, string] | null;
  };
}

const minutes = fc.integer({ min: 0, max: 300 });
export const walked: fc.Arbitrary<Walked> = fc.record({
  start: fc.integer({ min: -20 * 60, max: 3 * 24 * 60 }),
  visits: fc.array(fc.record({ after: minutes, rerouted: fc.boolean(), again: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  end: fc.record({
    after: minutes,
    action: fc.constantFrom('', 'completed', 'converted', 'exited', 'failed'),
    rule: fc.constantFrom('exit.event', 'exit.condition', 'exit.step', 'merged', 'end'),
  }),
  message: fc.record({
    sent: fc.option(minutes),
    took: fc.option(minutes),
    failed: fc.option(minutes, { freq: 1 }),
    bounced: fc.option(minutes, { freq: 1 }),
    withdrawn: fc.option(minutes, { freq: 1 }),
    reason: fc.constantFrom('expired', 'goal.event'),
    refused: fc.option(fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.constantFrom('unsubscribed', 'complained')), { freq: 1 }),
  }),
});
export function rowsOf({ start, visits, end, message }: Walked, index: number): Row[] {
  const rows: Row[] = [];
  const instance = { kind: 'journey' as const, subject: `i${index}` };
  let at = START + start * 60_000;
  for (const [place, { after, rerouted, again }] of visits.entries()) {
    const { step } = steps[place]!;
    rows.push({ ...instance, action: 'moved', at, step, detail: rerouted ? { rerouted: 'skip' } : {} });
    const told = { kind: 'message' as const, subject: `m${index}-${place}`, step };
    rows.push({ ...told, action: 'decided', at, detail: { journeyVersion: 1, ...(rerouted && { rerouted: true }) } });
    for (const action of ['sent', 'failed', 'bounced', 'withdrawn'] as const) {
      const later = message[action];
      const wall = message.took === null ? {} : { decidedAt: 1_000, dispatchedAt: 1_000 + message.took * 60_000 };
      if (later !== null) rows.push({ ...told, action, at: at + later * 60_000, detail: { reason: message.reason, ...wall } });
    }
    if (message.refused) rows.push({ ...told, action: message.refused[1], at: at + message.refused[0] * 60_000, detail: {} });
    if (again) rows.push({ ...instance, action: 'moved', at: at + after * 60_000, step, detail: { branch: 'timeout' } });
    at += after * 60_000;
  }
  if (end.action !== '') rows.push({ ...instance, action: end.action, at: at + end.after * 60_000, step: '', detail: { rule: end.rule } });
  return rows;
}

/** In this order. */
export async function insertRows(warehouse: Warehouse, maker: RowMaker, rows: readonly Row[]): Promise<void> {
  for (const { kind, ...row } of rows) maker.fact({ kind, ...row, name: kind === 'journey' ? 'j' : 't', journey: 'j', version: 1 });
  await maker.insertInto(warehouse);
}
