/** The warehouse's figures against a slow and obvious count over the same facts, on a real warehouse. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { countSteps, type StepCounted, type StepFigures } from './figures.ts';
import { DROP_RULES } from './outcomes.ts';
import { insertRows, type Row, rowsOf, START, steps, TO, walked } from './walked.suite.ts';

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
      const took = told
        .filter((row) => ['sent', 'withdrawn'].includes(row.action))
        .map((row) => Number(row.detail.dispatchedAt) - Number(row.detail.decidedAt));
      figures.messages++;
      if (soon('failed', 'bounced') || isExpired || !(soon('sent', 'withdrawn') || took.some((ms) => ms <= times.error))) figures.erred++;
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
      await insertRows(warehouse, new RowMaker(), rows);
      expect(await countSteps(warehouse, asked)).toEqual(reference(rows).map((one) => expect.objectContaining(one)));
    }),
    { numRuns: 8, seed: 5 },
  );
});

test('no steps, no question', async () => {
  expect(await countSteps(folder.warehouse, { steps: [], from: START, to: TO })).toEqual([]);
});
