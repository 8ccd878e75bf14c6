/** The warehouse's figures against a slow and obvious count over the same facts, on a real warehouse. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { countSteps, DROP_RULES, type StepCounted, type StepFigures } from './figures.ts';
import type { DiagnosedStep } from './steps.ts';

const START = Date.UTC(2025, 2, 1);
const TO = START + 3 * DAY;
const steps: DiagnosedStep[] = ['a', 'b', 'c'].map((step, index) => ({
  journey: 'j',
  step,
  hasGoal: true,
  hands: true,
  stayMs: DAY,
  times: { flow: (index + 1) * HOUR, error: 2 * HOUR, fatigue: DAY },
  guardrails: [],
  hasFallback: true,
}));

interface Row {
  readonly kind: 'journey' | 'message';
  readonly action: string;
  readonly at: number;
  readonly subject: string;
  readonly step: string;
  readonly detail: { readonly [key: string]: string | number | boolean };
}

const minutes = fc.integer({ min: 0, max: 300 });
const walked = fc.record({
  /** Earlier than what is asked about, sometimes. */
  start: fc.integer({ min: -20 * 60, max: 3 * 24 * 60 }),
  visits: fc.array(fc.record({ after: minutes, rerouted: fc.boolean(), again: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  end: fc.record({
    after: minutes,
    action: fc.constantFrom('', 'completed', 'converted', 'exited', 'failed'),
    rule: fc.constantFrom('exit.event', 'exit.condition', 'exit.step', 'merged', 'end'),
  }),
  message: fc.record({
    sent: fc.option(minutes),
    failed: fc.option(minutes, { freq: 1 }),
    bounced: fc.option(minutes, { freq: 1 }),
    withdrawn: fc.option(minutes, { freq: 1 }),
    reason: fc.constantFrom('expired', 'goal.event'),
    refused: fc.option(fc.tuple(fc.integer({ min: 0, max: 2_000 }), fc.constantFrom('unsubscribed', 'complained')), { freq: 1 }),
  }),
});
type Walked = typeof walked extends fc.Arbitrary<infer One> ? One : never;

function rowsOf({ start, visits, end, message }: Walked, index: number): Row[] {
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
      if (later !== null) rows.push({ ...told, action, at: at + later * 60_000, detail: { reason: message.reason } });
    }
    if (message.refused) rows.push({ ...told, action: message.refused[1], at: at + message.refused[0] * 60_000, detail: {} });
    if (again) rows.push({ ...instance, action: 'moved', at: at + after * 60_000, step, detail: { branch: 'timeout' } });
    at += after * 60_000;
  }
  if (end.action !== '') rows.push({ ...instance, action: end.action, at: at + end.after * 60_000, step: '', detail: { rule: end.rule } });
  return rows;
}

const NONE: Record<StepCounted, number> = {
  came: 0,
  converted: 0,
  wentOn: 0,
  dropped: 0,
  stalled: 0,
  failed: 0,
  messages: 0,
  erred: 0,
  fatigued: 0,
};

/** By going through each instance and each message. */
function reference(rows: readonly Row[]): StepFigures[] {
  const hours = new Map<string, { -readonly [Key in keyof StepFigures]: StepFigures[Key] }>();
  const hourOf = (step: string, at: number) => {
    const hour = at - (at % HOUR);
    const key = `${step} ${hour}`;
    if (!hours.has(key)) hours.set(key, { ...NONE, journey: 'j', version: 1, step, hour });
    return hours.get(key)!;
  };
  const isAsked = (at: number) => at >= START && at < TO;
  for (const told of Map.groupBy(rows, ({ kind, subject }) => `${kind} ${subject}`).values()) {
    const seen = new Set<string>();
    for (const [index, { kind, action, at, step, detail }] of told.entries()) {
      const { times } = steps.find((one) => one.step === step) ?? steps[0]!;
      if (kind === 'journey' && action === 'moved' && !seen.has(step)) {
        seen.add(step);
        if (detail.rerouted !== undefined || !isAsked(at)) continue;
        const figures = hourOf(step, at);
        const later = told.slice(index + 1);
        const next = later.find((row) => row.action !== 'moved' || row.step !== step);
        const isIn = (row: Row | undefined) => row !== undefined && row.at <= at + times.flow;
        figures.came++;
        if (isIn(later.find((row) => row.action === 'converted'))) figures.converted++;
        if (!isIn(next)) figures.stalled++;
        else if (next!.action === 'failed') figures.failed++;
        else if (next!.action !== 'exited') figures.wentOn++;
        else if (DROP_RULES.includes(String(next!.detail.rule))) figures.dropped++;
      }
      if (kind !== 'message' || action !== 'decided' || detail.rerouted !== undefined || !isAsked(at)) continue;
      const soon = (...actions: string[]) => told.some((row) => actions.includes(row.action) && row.at <= at + times.error);
      const figures = hourOf(step, at);
      const isExpired = soon('withdrawn') && told.some((row) => row.action === 'withdrawn' && row.detail.reason === 'expired');
      figures.messages++;
      if (soon('failed', 'bounced') || isExpired || !soon('sent', 'withdrawn')) figures.erred++;
      if (told.some((row) => (row.action === 'unsubscribed' || row.action === 'complained') && row.at <= at + times.fatigue))
        figures.fatigued++;
    }
  }
  const order = (one: StepFigures) => `${one.step} ${one.hour}`;
  return [...hours.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

let folder: TestWarehouse;
beforeAll(async () => {
  folder = await openTestWarehouse();
});
afterAll(() => folder.close());

test('the warehouse counts what going through every instance counts', async () => {
  const asked = { steps, from: START, to: TO };
  await fc.assert(
    fc.asyncProperty(fc.array(walked, { minLength: 5, maxLength: 60, size: 'max' }), async (customers) => {
      const { warehouse } = folder;
      await warehouse.execute('TRUNCATE TABLE facts');
      const rows = customers.flatMap(rowsOf);
      const maker = new RowMaker();
      for (const { kind, ...row } of rows) maker.fact({ kind, ...row, name: kind === 'journey' ? 'j' : 't', journey: 'j', version: 1 });
      await maker.insertInto(warehouse);
      expect(await countSteps(warehouse, asked)).toEqual(reference(rows).map((one) => expect.objectContaining(one)));
    }),
    { numRuns: 8, seed: 5 },
  );
});

test('no steps, no question', async () => {
  expect(await countSteps(folder.warehouse, { steps: [], from: START, to: TO })).toEqual([]);
});
